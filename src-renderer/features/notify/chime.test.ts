import { expect, test } from 'vitest';
import { createChime } from './chime.ts';

test('so soon after another a sound is not played', async () => {
  const { chime, resumes, pass } = setup();
  await chime.play('call');
  pass(500);
  await chime.play('soft');
  expect(resumes()).toBe(1);
  pass(600);
  await chime.play('soft');
  expect(resumes()).toBe(2);
});

/** A browser that lets nothing be heard yet: whatever is asked for comes too late to be played. */
function setup() {
  let now = 10_000;
  let resumes = 0;
  const context = {
    state: 'suspended',
    resume() {
      resumes += 1;
      now += 251;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const chime = createChime(
    () => context as unknown as AudioContext,
    () => now,
  );
  return { chime, resumes: () => resumes, pass: (ms: number) => void (now += ms) };
}
