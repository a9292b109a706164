// The built gateway as a separate process, for what only a process can show: crashes, exit codes, memory.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { GATEWAY_NODE_FLAGS, Ready, gatewayEnvironment } from '../../../src-shared/host.ts';

const PROGRAM = path.resolve(import.meta.dirname, '../../..', process.env.LANAI_E2E_DIST ?? 'dist', 'gateway/main.cjs');
const START_LIMIT_MS = 20_000;

export interface GatewayProcess {
  readonly ready: Ready;
  readonly pid: number;
  /** All that it wrote there. */
  stderr(): string;
  /** Resident memory in bytes; Linux only. */
  rss(): number;
  /** Ends it with a signal and waits for its end; returns its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Start {
  /** For Node, besides those of the product. */
  nodeFlags?: readonly string[];
  /** A program with its arguments that becomes the gateway. */
  wrapper?: readonly string[];
}

export function spawnGateway(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  { nodeFlags = [], wrapper = [] }: Start = {},
): ChildProcess {
  const [program = process.execPath, ...rest] = [...wrapper, process.execPath, ...GATEWAY_NODE_FLAGS, ...nodeFlags, PROGRAM, ...args];
  return spawn(program, rest, {
    env: gatewayEnvironment({ PATH: process.env.PATH, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs it to its end, as one does that is expected not to start. */
export async function runGateway(args: readonly string[], env?: NodeJS.ProcessEnv, start?: Start): Promise<Ended> {
  const child = spawnGateway(args, env, start);
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  await once(child, 'close');
  clearTimeout(timer);
  return { code: child.exitCode, ...said };
}

/** On free ports unless said otherwise. */
export async function startGatewayProcess(dataDir: string, args: readonly string[] = [], start: Start = {}): Promise<GatewayProcess> {
  const child = spawnGateway(['--data-dir', dataDir, '--port', '0', '--tcp-port', '0', '--json', ...args], {}, start);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not ready in time. ${stderr}`)), START_LIMIT_MS);
    child.once('exit', (code) => reject(new Error(`Ended with ${code}. ${stderr}`)));
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (text) => (clearTimeout(timer), resolve(text)));
  });
  const pid = child.pid ?? 0;
  return {
    ready: Ready.parse(JSON.parse(line)),
    pid,
    stderr: () => stderr,
    rss: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}
