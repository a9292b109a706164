// Notices that npm is gone. npm passes a signal to its shell only, and the shell dies without passing it on.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;
/** npm, or the shell that it runs a script with. */
const ANCESTORS_MAX = 2;
const NPM = /(?:^|[\\/\s])npm(?:-cli\.js)?(?:\s|$)/;

/**
 * Calls `onGone` once, when the npm that runs this script ended, or the shell between the two. A script that was started
 * without npm outlives its shell, as `nohup` promises.
 * @returns {() => void} stops watching
 */
export function watchRunner(onGone) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return () => undefined;
  const chain = [process.pid, ...runnersOf(process.ppid)];
  const timer = setInterval(() => {
    if (chain.every((pid, index) => index === chain.length - 1 || isChildOf(pid, chain[index + 1]))) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent, and npm above it where a shell is between. */
function runnersOf(parent) {
  const chain = [];
  for (let pid = parent; pid > 1 && chain.length < ANCESTORS_MAX; pid = parentOf(pid)) {
    chain.push(pid);
    if (NPM.test(commandOf(pid))) return chain;
  }
  return [parent];
}

/** A process that ended is no parent, even while its exit code is not collected. */
function isChildOf(pid, parent) {
  if (pid === process.pid) return process.ppid === parent;
  if (process.platform === 'linux') return parentOf(pid) === parent;
  return isAlive(pid) && isAlive(parent);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function parentOf(pid) {
  try {
    // The name in parentheses may hold anything.
    if (process.platform === 'linux') return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1]);
    return Number(ps(pid, 'ppid='));
  } catch {
    return 0;
  }
}

function commandOf(pid) {
  try {
    return process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : ps(pid, 'args=');
  } catch {
    return '';
  }
}

function ps(pid, field) {
  return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim();
}
