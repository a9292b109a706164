// A program that is started again when it was built again, however it takes being asked to end.

const STOP_LIMIT_MS = 4_000;
const AGAIN_AFTER_MS = 250;

/**
 * @param {() => import('node:child_process').ChildProcess} start
 * @param {{ again?: boolean, limitMs?: number }} options `again`: also when the program ends without a stop, as the gateway does after it
 *   was built; `limitMs`: how long it may take to end before it is ended
 */
export function restartable(start, { again = false, limitMs = STOP_LIMIT_MS } = {}) {
  let child = null;
  let isStopping = false;
  let isRestarting = false;
  let turn = Promise.resolve();
  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;
  const begin = () => {
    isRestarting = false;
    if (isStopping) return;
    child = start();
    child.once('exit', () => again && setTimeout(begin, AGAIN_AFTER_MS));
  };
  const end = () => (isRunning() ? endWithin(child, limitMs) : undefined);
  return {
    startOnce: () => void (isRunning() || begin()),
    // One change can build several parts, each of which asks for this: what has not begun yet has all of them.
    restart() {
      if (isRestarting) return;
      isRestarting = true;
      turn = turn.then(end).then(begin);
    },
    stop: () => ((isStopping = true), turn.then(end)),
  };
}

function endWithin(child, limitMs) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', () => (clearTimeout(timer), resolve()));
    child.kill('SIGTERM');
  });
}
