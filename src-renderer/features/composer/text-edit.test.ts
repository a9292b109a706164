import { describe, expect, test } from 'vitest';
import { continueList, isInOpenFence, linkFromPaste, toggleMark, type Selected, type TextEdit } from './text-edit.ts';

/** "a [b] c": the brackets «» are the ends of the selection. One | is the caret. */
function selected(marked: string): Selected {
  const start = marked.search(/[«|]/);
  const end = marked.includes('»') ? marked.indexOf('»') - 1 : start;
  return { text: marked.replaceAll(/[«»|]/g, ''), start, end };
}

function after(marked: string, edit: (from: Selected) => TextEdit | null): string | null {
  const from = selected(marked);
  const made = edit(from);
  if (!made) return null;
  const text = from.text.slice(0, made.from) + made.insert + from.text.slice(made.to);
  const [start, end] = made.select;
  return start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}

describe('Bold, italic and code', () => {
  test.each([
    ['a «word» here', 'a **«word»** here'],
    ['a **«word»** here', 'a «word» here'],
    ['a «**word**» here', 'a «word» here'],
    ['a |', 'a **|**'],
    ['a **|**', 'a |'],
    ['a« word »here', 'a **«word»** here'],
  ])('%s becomes %s', (before, result) => expect(after(before, (from) => toggleMark(from, '**'))).toBe(result));

  test('each has its own mark', () => {
    expect(after('«x»', (from) => toggleMark(from, '_'))).toBe('_«x»_');
    expect(after('«x»', (from) => toggleMark(from, '`'))).toBe('`«x»`');
  });
});

describe('A new line in a list', () => {
  test.each([
    ['- one|', '- one\n- |'],
    ['* one|', '* one\n* |'],
    ['1. one|', '1. one\n2. |'],
    ['9) nine|', '9) nine\n10) |'],
    ['- a\n  - b|', '- a\n  - b\n  - |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['- one| two', '- one\n- | two'],
    ['- one «two»', '- one \n- |'],
  ])('%s continues as %s', (before, result) => expect(after(before, continueList)).toBe(result));

  test.each([
    ['- one\n- |', '- one\n|'],
    ['1. one\n2. |', '1. one\n|'],
    ['- one\n- |\nmore', '- one\n|\nmore'],
    ['- [ ] |', '|'],
  ])('%s ends as %s', (before, result) => expect(after(before, continueList)).toBe(result));

  test.each(['one|', '-one|', '|- one', '```\n- one|'])('%s is no list', (before) => expect(after(before, continueList)).toBeNull());
});

describe('A block of code', () => {
  test.each([
    ['```js', true],
    ['```js\nlet a;', true],
    ['```js\nlet a;\n```', false],
    ['````\n```\n', true],
    ['~~~\n```', true],
    ['``` a ``` b', false],
    ['text', false],
    ['```\na\n```\n~~~', true],
  ])('after %j it is open: %s', (text, isOpen) => expect(isInOpenFence(text, text.length)).toBe(isOpen));
});

describe('An address that is pasted over words', () => {
  const pasted = 'https://example.org/a_(b)';
  test('becomes their link', () => {
    expect(after('see «the plan» today', (from) => linkFromPaste(from, pasted))).toBe(
      'see [the plan](https://example.org/a_%28b%29)| today',
    );
  });

  test.each(['see |', '«https://example.org»', '«two\nlines»', '```\n«code»', '«[a]»'])('is only pasted over %j', (before) =>
    expect(after(before, (from) => linkFromPaste(from, pasted))).toBeNull(),
  );

  test('is an address and nothing else', () => {
    for (const other of ['example', 'https://a.org and more', 'javascript:alert(1)'])
      expect(after('«words»', (from) => linkFromPaste(from, other))).toBeNull();
  });
});
