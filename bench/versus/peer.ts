// Another server, started by the command line that the user gives. It is a process group, because a shell starts it.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newFolder, type Door } from '../home.ts';

/** A failure with a message for the user of this program. */
export class Fault extends Error {}

export interface Peer {
  readonly door: Door;
  /** How it ended; null if it runs. Its connections may end a little before it does. */
  ended(): Promise<string | null>;
  close(): Promise<void>;
}

export interface PeerOptions {
  command: string;
  /** Null: the one in the key file, which the peer may have replaced. */
  key: string | null;
  readyWithinMs: number;
  signal: AbortSignal;
}

const HOST = '127.0.0.1';
const ASK_AGAIN_MS = 50;
const SOON_MS = 1_000;
const END_LIMIT_MS = 5_000;
const SAID_CHARS_MAX = 2_000;
const SAID_LINES_MAX = 5;

export async function startPeer({ command, key, readyWithinMs, signal }: PeerOptions): Promise<Peer> {
  if (process.platform === 'win32') throw new Fault('Another server can be measured on Linux and macOS only.');
  if (!command.includes('{port}')) throw new Fault('The command of the peer needs {port}: the port where it is to listen.');
  const folder = newFolder();
  const keyFile = path.join(folder, 'agent.key');
  writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  const port = await freePort();
  const line = command.replaceAll('{port}', String(port)).replaceAll('{dir}', folder).replaceAll('{key-file}', keyFile);
  const group = startGroup(line);
  const close = async (): Promise<void> => {
    await group.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilAccepting(port, group, readyWithinMs, signal);
    return {
      door: { tcp: `${HOST}:${port}`, ws: '', key: key ?? readFileSync(keyFile, 'utf8').trim() },
      ended: () => group.endedSoon(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Group {
  ended(): string | null;
  endedSoon(): Promise<string | null>;
  said(): string;
  end(): Promise<void>;
}

function startGroup(line: string): Group {
  // npm runs scripts in the folder of the package; the user wrote the command elsewhere.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const child = spawn('/bin/sh', ['-c', line], { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_CHARS_MAX)));
  const killAll = (): void => void signalGroup(child, 'SIGKILL');
  process.once('exit', killAll);
  return {
    ended: () => endOf(child),
    async endedSoon() {
      await Promise.race([exited, sleep(SOON_MS, undefined, { ref: false })]);
      return endOf(child);
    },
    said: () => (said.trim() === '' ? '' : ` It wrote: ${said.trim().split('\n').slice(-SAID_LINES_MAX).join('\n')}`),
    async end() {
      await endGroup(child);
      await exited;
      process.off('exit', killAll);
    },
  };
}

function endOf({ exitCode, signalCode }: ChildProcess): string | null {
  if (signalCode !== null) return `by ${signalCode}`;
  return exitCode === null ? null : `with code ${exitCode}`;
}

/** The shell may be gone while what it started still runs. */
async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const until = performance.now() + END_LIMIT_MS;
  while (signalGroup(child, 0)) {
    if (performance.now() > until) signalGroup(child, 'SIGKILL');
    await sleep(ASK_AGAIN_MS);
  }
}

/** Whether there is such a group. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function untilAccepting(port: number, group: Group, withinMs: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + withinMs;
  while (!(await accepts(port))) {
    signal.throwIfAborted();
    const how = group.ended();
    if (how !== null) throw new Fault(`The peer ended ${how} before it accepted connections on port ${port}.${group.said()}`);
    if (performance.now() > until)
      throw new Fault(`The peer did not accept connections on port ${port} within ${withinMs / 1000} seconds.${group.said()}`);
    await sleep(ASK_AGAIN_MS);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
