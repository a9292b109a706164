// `npm run serve` and `npm start` with the real npm: however npm or its shell ends, the home ends in order.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from './lib/project.mjs';

const WAIT = { timeout: 20_000, interval: 50 };

describe.runIf(process.platform === 'linux')('A home that npm runs', () => {
  let folder: string;
  let child: ChildProcess | null = null;
  beforeEach(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-serve-'))));
  afterEach(async () => {
    endGroup(child);
    child = null;
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  it.each([
    ['npm run serve', 'SIGTERM', 'npm'],
    ['npm run serve', 'SIGINT', 'group'],
    ['npm run serve', 'SIGTERM', 'group'],
    ['npm run serve', 'SIGHUP', 'npm'],
    ['npm run serve', 'SIGKILL', 'npm'],
    ['npm run serve', 'SIGKILL', 'shell'],
    ['npm run serve', 'SIGKILL', 'script'],
    ['npm run serve', 'SIGINT', 'script'],
    ['npm run serve', 'SIGHUP', 'script'],
    ['npm start', 'SIGTERM', 'npm'],
    ['npm start', 'SIGKILL', 'npm'],
    ['npx lanai serve', 'SIGINT', 'group'],
    ['npx lanai serve', 'SIGINT', 'script'],
    ['npx lanai serve', 'SIGKILL', 'script'],
  ] as const)('with %s ends in order when %s comes to the %s', async (command, signal, to) => {
    const home = await start(command);
    process.kill(home.pids[to], signal);
    await vi.waitFor(() => expect(existsSync(path.join(folder, 'holder.json'))).toBe(false), WAIT);
    await vi.waitFor(() => expect(isRunning(home.pids.gateway)).toBe(false), WAIT);
    expect(await answers(home.port)).toBe(false);
  });

  it('outlives the shell that it was started from', async () => {
    const shell = spawn('sh', ['-c', 'node scripts/serve.mjs --data-dir "$0" --port 0 --tcp-port off --socket off & echo $!', folder], {
      cwd: ROOT,
      env: environment(),
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    child = shell;
    const script = Number(await new Promise<string>((resolve) => shell.stdout.once('data', (text: Buffer) => resolve(text.toString()))));
    const { gateway } = await running();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(isRunning(gateway)).toBe(true);
    process.kill(script, 'SIGTERM');
    await vi.waitFor(() => expect(isRunning(gateway)).toBe(false), WAIT);
  });

  async function start(command: string) {
    const [name = '', ...words] = command.split(' ');
    const args = ['--data-dir', folder, '--port', '0', '--tcp-port', 'off', '--socket', 'off'];
    const npm = name === 'npx' ? ['exec', '--', 'node', 'dist/cli/lanai.cjs', ...words.slice(1), ...args] : [...words, '--', ...args];
    child = spawn('npm', npm, { cwd: ROOT, env: environment(), stdio: ['ignore', 'ignore', 'ignore'], detached: true });
    const { gateway, port } = await running();
    const script = parentOf(gateway);
    const above = parentOf(script);
    // The terminal sends Ctrl+C to the whole group.
    return { port, pids: { gateway, script, shell: above, npm: child.pid ?? 0, group: -(child.pid ?? 0) } };
  }

  async function running(): Promise<{ gateway: number; port: number }> {
    return vi.waitFor(() => {
      const { pid, url } = Object(JSON.parse(readFileSync(path.join(folder, 'holder.json'), 'utf8')));
      expect(url).toMatch(/^http/);
      return { gateway: Number(pid), port: Number(new URL(String(url)).port) };
    }, WAIT);
  }
});

/** Without what the npm that runs the tests says of itself. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|DISPLAY$|WAYLAND_DISPLAY$)/i.test(name));
  return Object.fromEntries(own);
}

/** Whatever a test that failed has left: npm alone would leave its shell, the script and the gateway. */
function endGroup(leader: ChildProcess | null): void {
  if (leader?.pid === undefined) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // All of them have ended.
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** A process that ended does not run, even while no process waits for it. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve((socket.destroy(), true))).once('error', () => resolve(false));
  });
}
