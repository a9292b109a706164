// The steps that ran and their results: a line per step while it runs, then the slowest, the failures, and the line that scripts rely on.
import { stripVTControlCharacters } from 'node:util';
import { say } from './project.mjs';

const SLOWEST_SHOWN = 10;
const SLOW_MS = 1_000;
/** A reader of only the end of a long output still learns what failed; the whole of it is further up. */
const MESSAGE_LINES = 6;
const MESSAGE_CHARACTERS = 600;

/** @typedef {{ name: string, message: string }} Failure */

/** @param {() => number} now the clock, in ms */
export function createReport(now = Date.now) {
  const steps = [];
  const startedAt = now();
  return {
    /** @param {import('./checks.mjs').Step} step */
    add(step) {
      steps.push(step);
      if (step.output) say(step.output.trimEnd());
      say(`${signOf(step)} ${step.name}: ${inWords(step)} in ${seconds(step.durationMs)}`);
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
      const failures = steps.filter(({ failed }) => failed > 0).flatMap((step) => failuresOf(step));
      if (failures.length > 0) say(`Failed:\n${failures.map((each) => inShort(each)).join('\n')}`);
      const flaky = steps.flatMap((step) => step.flaky ?? []);
      if (flaky.length > 0) say(`Flaky (passed at the second attempt):\n${flaky.map((each) => inShort(each)).join('\n')}`);
      say(`Stages:\n${stages(steps, now() - startedAt)}`);
      const passed = sum(steps, 'passed');
      const failed = sum(steps, 'failed');
      const skipped = sum(steps, 'skipped');
      if (skipped > 0) say(`${skipped} skipped`);
      if (failed > 0) process.exitCode = 1;
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    },
  };
}

/** How long each took, and all of them: less than their sum where some ran side by side. */
function stages(steps, totalMs) {
  const rows = [...steps.map(({ name, durationMs }) => [seconds(durationMs), name]), [seconds(totalMs), 'in total']];
  const width = Math.max(...rows.map(([time]) => time.length));
  return rows.map(([time, name]) => `  ${time.padStart(width)}  ${name}`).join('\n');
}

function signOf({ passed, failed, skipped = 0 }) {
  if (failed > 0) return '✗';
  return passed === 0 && skipped > 0 ? '–' : '✓';
}

function inWords({ passed, failed, skipped = 0 }) {
  return [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
}

/** A step that is one thing, as the types, is its own failure. */
function failuresOf({ name, output, failures = [] }) {
  return failures.length > 0 ? failures : [{ name, message: output }];
}

/** @param {Failure} failure */
function inShort({ name, message }) {
  const text = stripVTControlCharacters(message).slice(0, MESSAGE_CHARACTERS);
  const lines = text.split('\n').filter((line) => line.trim());
  return [`  ${name}`, ...lines.slice(0, MESSAGE_LINES).map((line) => `    ${line}`)].join('\n');
}

const sum = (steps, key) => steps.reduce((total, step) => total + (step[key] ?? 0), 0);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
