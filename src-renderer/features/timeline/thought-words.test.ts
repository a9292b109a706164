import { expect, test } from 'vitest';
import type { Doubt } from '../../../src-shared/sealed-header.ts';
import { message, MORNING } from '../../testing/cast.ts';
import { thoughtWords } from './thought-words.ts';

const thought = (seq: number, atMs: number, content = `step ${seq}`, doubts: readonly Doubt[] = []) => ({
  ...message(seq, { kind: 'thinking', content, created_at: MORNING + atMs }),
  shut: null,
  doubts,
});

test('says how long was thought, and the last of it', () => {
  expect(thoughtWords([thought(1, 0), thought(2, 41_000, 'read plan.md\n\nall of it')])).toEqual({
    title: 'Thought for 41s',
    last: 'read plan.md',
  });
  expect(thoughtWords([thought(1, 0), thought(2, 5 * 60_000)]).title).toBe('Thought for 5 min');
});

test('a single thought says no time', () => {
  expect(thoughtWords([thought(1, 0)])).toEqual({ title: 'Thought', last: 'step 1' });
});

test('a thought that is not as it was sealed is marked in its line too', () => {
  expect(thoughtWords([thought(1, 0, 'I pay Gus', ['author'])]).last).toBe('Not as it was sealed: I pay Gus');
});

test('acts are counted as steps, and the last one is said without its marks', () => {
  const act = { kind: 'edit', outcome: 'done' } as const;
  const acts = [1, 2, 3].map((seq) => ({ ...thought(seq, seq * 1_000, 'Changed `x.ts`, **12** lines'), act }));
  const [first, ...others] = acts;
  expect(first && thoughtWords([first, ...others])).toEqual({ title: '3 steps', last: 'Changed x.ts, 12 lines' });
  expect(first && thoughtWords([thought(0, 0), first]).title).toBe('Thought for 1s · One step');
  expect(first && thoughtWords([first, thought(9, 1_000, 'done?')])).toEqual({ title: 'Thought · One step', last: 'done?' });
});
