// What ran and how it went: a line per step while it goes on, then the slowest, then the one line that scripts rely on.
import { say } from './project.mjs';

const SLOWEST_SHOWN = 10;
const SLOW_MS = 1_000;

export function createReport() {
  const steps = [];
  return {
    /** @param {import('./checks.mjs').Step} step */
    add(step) {
      steps.push(step);
      if (step.failed > 0 && step.output) say(step.output.trimEnd());
      say(`${step.failed > 0 ? '✗' : '✓'} ${step.name}: ${inWords(step)} in ${seconds(step.durationMs)}`);
    },
    /** Prints the end and sets the exit code. */
    finish() {
      const slowest = steps
        .flatMap(({ slow = [] }) => slow)
        .filter(({ durationMs }) => durationMs >= SLOW_MS)
        .sort((a, b) => b.durationMs - a.durationMs);
      if (slowest.length > 0)
        say(
          `Slowest:\n${slowest
            .slice(0, SLOWEST_SHOWN)
            .map((each) => `  ${seconds(each.durationMs)}  ${each.name}`)
            .join('\n')}`,
        );
      const passed = sum(steps, 'passed');
      const failed = sum(steps, 'failed');
      const skipped = sum(steps, 'skipped');
      if (skipped > 0) say(`${skipped} skipped`);
      if (failed > 0) process.exitCode = 1;
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    },
  };
}

function inWords({ passed, failed, skipped = 0 }) {
  return [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
}

const sum = (steps, key) => steps.reduce((total, step) => total + (step[key] ?? 0), 0);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
