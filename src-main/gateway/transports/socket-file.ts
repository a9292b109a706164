// The file of a Unix socket: only this account can connect to it.
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { StartFailure } from '../../../src-shared/errors.ts';
import { startFailure } from './start-failure.ts';

/** Bytes that the address of a Unix socket can have. */
const SOCKET_PATH_BYTES_MAX = process.platform === 'darwin' ? 103 : 107;

/** Removes the socket that a crashed gateway left behind, and never a file of another kind. Throws StartFailure. A named pipe needs nothing. */
export function makeWay(path: string): void {
  if (process.platform === 'win32') return;
  const bytes = Buffer.byteLength(path);
  if (bytes > SOCKET_PATH_BYTES_MAX)
    throw new StartFailure(
      'port_taken',
      `The path of a socket has at most ${SOCKET_PATH_BYTES_MAX} bytes, and ${path} has ${bytes}. Choose another with --socket.`,
    );
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there && !there.isSocket())
      throw new StartFailure('port_taken', `${path} is there already and is no socket. Choose another with --socket.`);
    rmSync(path, { force: true });
  } catch (error) {
    throw error instanceof StartFailure ? error : startFailure(error, path);
  }
}

/** For a socket that is listened on: no other account can open it. */
export function makePrivate(path: string): void {
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}
