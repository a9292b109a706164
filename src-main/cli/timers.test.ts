import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Lengths that the program itself chose. */
const CHOSEN = /[A-Z]_MS\b|backoff\.next\(|aDay\b/;

it('no time that an option takes goes to a timer of the system', () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((file) => !/test|timers\.ts$/.test(file));
  const timers = files.flatMap((file) =>
    readFileSync(path.join(import.meta.dirname, file), 'utf8')
      .split('\n')
      .filter((line) => /(?<!\.)\b(?:setTimeout|setInterval|sleep)\(/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(timers.length).toBeGreaterThan(3);
  expect(timers.filter((line) => !CHOSEN.test(line))).toEqual([]);
});
