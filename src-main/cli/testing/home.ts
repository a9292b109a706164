// A real home as a process and the real command, both as they are built, with their own folder and free ports.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ready } from '../../../src-shared/host.ts';
import { SESSION_ENDPOINTS } from '../../../src-shared/endpoints/sessions.ts';
import { PROOF_HEADER, newNonce } from '../../../src-shared/page-proof.ts';
import { greet } from '../../../src-shared/signer.ts';
import { createCommandHosts } from './command-hosts.ts';

const DIST = path.resolve(import.meta.dirname, '../../..', process.env.LANAI_E2E_DIST ?? 'dist');
const COMMAND = path.join(DIST, 'cli/lanai.cjs');
const START_LIMIT_MS = 20_000;
const { PATH, NODE_COMPILE_CACHE } = process.env;

export interface Ran {
  code: number | null;
  out: string;
  err: string;
  /** Each line of stdout, as JSON. */
  lines(): Record<string, unknown>[];
}

export interface Running {
  readonly out: string;
  readonly err: string;
  readonly done: Promise<Ran>;
  /** Resolves when stdout and stderr together hold this. */
  says(text: string): Promise<void>;
  /** Sends it this on stdin, which has to be open. */
  write(text: string): void;
  /** The end of stdin. */
  end(): Promise<Ran>;
  /** Its stdout is not read any more. */
  hangUp(): void;
  stop(signal?: NodeJS.Signals): Promise<Ran>;
}

export interface CommandHome {
  readonly dataDir: string;
  readonly ready: Ready;
  /** A path in a folder that is deleted with the home. */
  file(name: string): string;
  /** To its end, in a process that runs other commands before and after it. */
  run(args: readonly string[], options?: RunOptions & { input?: string }): Promise<Ran>;
  /** As a separate process: for signals, pipes, and work beside it. */
  start(args: readonly string[], options?: RunOptions): Running;
  /** The key of an admin, made the way an owner makes one. */
  adminKey(): Promise<string>;
  /** Like a power failure: it cannot send anything. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface RunOptions {
  /** Null: stdin stays open. */
  input?: string | null;
  env?: NodeJS.ProcessEnv;
}

/** `env`: variables of the server. */
export async function startCommandHome({ env: serverEnv = {} }: Pick<RunOptions, 'env'> = {}): Promise<CommandHome> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-command-'));
  const children = new Set<ChildProcess>();
  const hosts = createCommandHosts(COMMAND);
  const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    ...{ PATH, NODE_COMPILE_CACHE, HOME: dataDir, LANAI_HOME: dataDir },
    ...more,
  });
  let gateway = await startGateway(dataDir, serverEnv);

  function start(args: readonly string[], { input, env = {} }: RunOptions = {}): Running {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      env: environment(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    if (input !== null) child.stdin?.end(input);
    return running(child);
  }

  return {
    dataDir,
    get ready() {
      return gateway.ready;
    },
    file: (name) => path.join(dataDir, name),
    start,
    async run(args, { input, env = {} } = {}) {
      const ran = await hosts.run({ args, env: environment(env), input });
      return { ...ran, lines: () => linesOf(ran.out) };
    },
    adminKey: () => makeAdminKey(gateway.ready),
    kill: () => end(gateway.child, 'SIGKILL'),
    async restart() {
      gateway = await startGateway(dataDir, serverEnv);
    },
    async close() {
      // All of them write to the folder that is removed.
      await Promise.all([hosts.close(), ...[...children].map((child) => end(child, 'SIGKILL'))]);
      await end(gateway.child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function running(child: ChildProcess): Running {
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const heard = (): void => waiting.forEach((each) => each());
  child.stdout?.on('data', (chunk: Buffer) => ((out += chunk.toString()), heard()));
  child.stderr?.on('data', (chunk: Buffer) => ((err += chunk.toString()), heard()));
  const done = new Promise<Ran>((resolve) => {
    child.once('close', (code) => {
      heard();
      resolve({ code, out, err, lines: () => linesOf(out) });
    });
  });
  return {
    get out() {
      return out;
    },
    get err() {
      return err;
    },
    done,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const isThere = `${out}${err}`.includes(text);
          if (!isThere && child.exitCode === null) return;
          waiting.delete(look);
          if (isThere) resolve();
          else reject(new Error(`It ended with ${child.exitCode} and never said "${text}", but: ${out}${err}`));
        };
        waiting.add(look);
        look();
      });
    },
    write: (text) => void child.stdin?.write(text),
    end() {
      child.stdin?.end();
      return done;
    },
    hangUp: () => child.stdout?.destroy(),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return done;
    },
  };
}

function linesOf(out: string): Record<string, unknown>[] {
  return (
    out
      .split('\n')
      .filter((line) => line !== '')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the command prints is what the tests look at
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  );
}

async function startGateway(dataDir: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; ready: Ready }> {
  const args = [path.join(DIST, 'gateway/main.cjs'), '--data-dir', dataDir, '--port', '0', '--tcp-port', '0', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const ready = await new Promise<Ready>((resolve, reject) => {
    let said = '';
    const limit = setTimeout(() => reject(new Error(`The gateway did not start: ${said}`)), START_LIMIT_MS);
    child.once('exit', (code) => reject(new Error(`The gateway ended with ${code}: ${said}`)));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('\n')) return;
      clearTimeout(limit);
      resolve(Ready.parse(JSON.parse(said.split('\n')[0] ?? '')));
    });
  });
  return { child, ready };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

async function makeAdminKey({ url, ownerUrl }: Ready): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const token = new URL(ownerUrl).hash.slice(1);
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });
  const { session: page } = SESSION_ENDPOINTS.sign_in.reply.parse(await session.json());
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const body = JSON.stringify({ label: 'admin', rights: ['read', 'post', 'create', 'coordinate', 'admin'] });
  const { challenge, accept } = greet({ session: page, host: new URL(url).host, now: Date.now, newNonce });
  const met = await fetch(`${url}/api/session/challenge`, { method: 'POST', headers: json, body: JSON.stringify(challenge) });
  const proof = accept(await met.json()).signer.proof('POST', '/api/keys');
  const made = await fetch(`${url}/api/keys`, { method: 'POST', headers: { ...json, cookie, [PROOF_HEADER]: proof }, body });
  const text = await made.text();
  const secret = /"secret":"(lan_[^"]+)"/.exec(text)?.[1];
  if (secret === undefined) throw new Error(`No key was made: ${made.status} ${text}`);
  return secret;
}
