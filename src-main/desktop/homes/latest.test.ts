import { expect, test } from 'vitest';
import { manualTimer } from '../../../src-shared/notify/testing/manual-timer.ts';
import { passLatest } from './latest.ts';
import { createPageQuestions } from './page-questions.ts';

test('of many values the first and the newest of each pause are passed on', () => {
  const timer = manualTimer();
  const passed: number[] = [];
  const put = passLatest(timer, 500, (value: number) => passed.push(value));
  for (let value = 1; value <= 1_000; value += 1) put(value);
  expect(passed).toEqual([1]);
  timer.advance(500);
  expect(passed).toEqual([1, 1_000]);
  put(1_001);
  timer.advance(500);
  timer.advance(500);
  put(1_002);
  expect(passed).toEqual([1, 1_000, 1_001, 1_002]);
});

test('a page that is not seen asks nothing, and a "Cancel" begins a pause', async () => {
  const timer = manualTimer();
  const answers = [null, true, false, true];
  let isSeen = false;
  let asked = 0;
  const ask = createPageQuestions(timer, () => isSeen);
  const question = () => {
    asked += 1;
    return Promise.resolve(answers.shift() ?? null);
  };
  expect(await ask(question)).toBeNull();
  isSeen = true;
  for (const answer of [null, true, false, null, null]) expect(await ask(question)).toBe(answer);
  expect(asked).toBe(3);
  timer.advance(10_000);
  expect(await ask(question)).toBe(true);
});
