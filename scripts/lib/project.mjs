// Where things are in this checkout, and how its programs are run. Plain Node 18 and up: it must work before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const at = (...parts) => path.join(ROOT, ...parts);

/** The Node 24 that comes with the project; the system's may be too old for the gateway. */
export function projectNode() {
  const installed = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(installed) ? installed : process.execPath;
}

/** For files that are fetched once and outlive the checkout. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'lanai');
}

/** Every script says in one line what it is doing. On stderr, because stdout belongs to the program that is run. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** @typedef {import('node:child_process').SpawnOptions & { capture?: boolean, timeoutMs?: number }} RunOptions */
/** @typedef {{ code: number, signal: string | null, output: string, timedOut: boolean, durationMs: number }} Ran */

/**
 * Runs a program to its end. Never throws: a program that cannot be started has exit code 127 and says why in its output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options `capture`: keep the output instead of showing it
 * @returns {Promise<Ran>}
 */
export function run(command, args, { capture = false, timeoutMs, ...options } = {}) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      detached: Boolean(timeoutMs),
      ...options,
    });
    const limit = timeoutMs && limitTime(child, timeoutMs);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const finish = (code, signal = null) => {
      limit?.end();
      resolve({ code, signal, output, timedOut: limit?.isOver() ?? false, durationMs: Date.now() - startedAt });
    };
    child.once('error', (error) => ((output += `${error.message}\n`), finish(127)));
    child.once('close', (code, signal) => finish(code ?? 1, signal));
  });
}

/** Ends the whole process group, because what a wrapper like xvfb-run started outlives it. Such a group gets no Ctrl+C itself. */
function limitTime(child, timeoutMs) {
  let isOver = false;
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };
  const onSignal = () => (kill(), process.exit(130));
  const timer = setTimeout(() => ((isOver = true), kill()), timeoutMs);
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return {
    isOver: () => isOver,
    end: () => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    },
  };
}

/**
 * Runs a JavaScript file of an installed package on the project's Node, with its tools first in the PATH.
 * @param {string} file
 * @param {string[]} args
 * @param {RunOptions & { wrapper?: string[] }} options `wrapper`: the command that runs the command
 * @returns {Promise<Ran>}
 */
export function runTool(file, args, { wrapper = [], ...options } = {}) {
  const [command, ...rest] = [...wrapper, projectNode(), at('node_modules', file), ...args];
  return run(command, rest, { ...options, env: toolEnvironment(options.env) });
}

export function toolEnvironment(environment = process.env) {
  const folders = [path.dirname(projectNode()), at('node_modules/.bin')];
  return { ...environment, PATH: [...folders, environment.PATH].join(path.delimiter) };
}

/** npm runs on the Node it was started with, not on the one inside node_modules, which `npm ci` is about to replace. */
export function runNpm(args, options = {}) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && node) return run(node, [npm, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
