// A real sshd on a free port of this computer, for one key, and an `ssh` that knows it under the name `far`.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { freePort } from '../../domain/programs/free-port.ts';
import type { Programs } from './programs.ts';

const SSHD = '/usr/sbin/sshd';
export const hasSshServer = existsSync(SSHD);

export interface SshServer {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The client forgets the server's key. */
  forget(): void;
  /** The server forgets the client's key. */
  refuse(): void;
  remove(): Promise<void>;
}

export async function createSshServer(programs: Programs): Promise<SshServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'lanai-sshd-'));
  const file = (name: string): string => path.join(root, name);
  for (const name of ['host', 'client']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
  copyFileSync(file('client.pub'), file('authorized'));
  const port = await freePort();
  // Where sshd of a system keeps nothing; it refuses to start without it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  writeFileSync(
    file('server.conf'),
    [
      ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${file('host')}`, `AuthorizedKeysFile ${file('authorized')}`],
      ...[
        'StrictModes no',
        'UsePAM no',
        'PidFile none',
        'GatewayPorts clientspecified',
        'PermitRootLogin yes',
        'PasswordAuthentication no',
      ],
    ].join('\n'),
  );
  const known = (): void => {
    const [type, key] = execFileSync('ssh-keygen', ['-y', '-f', file('host')], { encoding: 'utf8' }).split(' ');
    writeFileSync(file('known'), `[127.0.0.1]:${port} ${type} ${key?.trim()}\n`);
  };
  known();
  writeFileSync(
    file('client.conf'),
    [
      ...['Host far', 'HostName 127.0.0.1', `Port ${port}`, `User ${userInfo().username}`, `IdentityFile ${file('client')}`],
      ...['IdentitiesOnly yes', `UserKnownHostsFile ${file('known')}`, 'StrictHostKeyChecking yes'],
    ].join('\n  '),
  );
  programs.script('ssh', `exec /usr/bin/ssh -F '${file('client.conf')}' "$@"`);
  let server: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    const running = server;
    server = null;
    if (!running || running.exitCode !== null) return;
    // Its sessions are separate processes, and outlive it.
    for (const pid of withChildren(running.pid ?? 0)) process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => running.once('exit', resolve));
  };
  return {
    async start() {
      server = spawn(SSHD, ['-D', '-e', '-f', file('server.conf')], { stdio: 'ignore' });
      await answering(port);
    },
    stop,
    forget: () => writeFileSync(file('known'), ''),
    refuse: () => writeFileSync(file('authorized'), ''),
    async remove() {
      await stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The children first. */
function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [...(children === '' ? [] : children.split(' ').flatMap((each) => withChildren(Number(each)))), pid];
}

async function answering(port: number): Promise<void> {
  for (let isThere = false; !isThere;) {
    isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => setTimeout(() => resolve(false), 50));
    });
  }
}
