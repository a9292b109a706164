import { describe, expect, it } from 'vitest';
import { actOf, diffsOf, inputText } from './act.ts';

describe('the input of an act', () => {
  it.each([
    ['a command', { command: 'npm test' }, 'npm test'],
    ['a command in words', { command: ['git', 'commit', '-m', 'Two words'] }, 'git commit -m "Two words"'],
    ['a command that a field could change', { command: 'rm', cwd: '/' }, '{\n  "command": "rm",\n  "cwd": "/"\n}'],
    [
      'a command with arguments beside it',
      { command: 'create', path: 'a', text: 'b' },
      '{\n  "command": "create",\n  "path": "a",\n  "text": "b"\n}',
    ],
    ['a text', 'plain', 'plain'],
    ['nothing', undefined, null],
  ])('is shown whole: %s', (_what, input, text) => {
    expect(inputText(input)).toBe(text);
  });
});

it('has the changes of all files', () => {
  const diff = (path: string) => ({ type: 'diff', path, oldText: 'a', newText: 'b' }) as const;
  expect(diffsOf([diff('one'), diff('two')]).map(({ path }) => path)).toEqual(['one', 'two']);
});

it('has a kind that the room knows', () => {
  expect(actOf({ kind: 'switch_mode' }, 'done')).toEqual({ kind: 'other', outcome: 'done' });
  expect(actOf({ kind: 'edit', rawOutput: { ok: true } }, 'failed')).toMatchObject({ kind: 'edit', output: '{\n  "ok": true\n}' });
});
