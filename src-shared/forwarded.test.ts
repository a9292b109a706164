import { expect, it } from 'vitest';
import { forwardedAsQuote, forwardedContent, forwardedParts } from './forwarded.ts';

it.each([
  ['', 'The gate code is 4711'],
  ['For you 🙂', 'The gate\n\ncode'],
  ['For you', ''],
  ['', ''],
])('a comment %j and a text %j are found again in the content', (comment, text) => {
  const { content, comment_chars } = forwardedContent(comment, text);
  expect(forwardedParts(content, { comment_chars })).toEqual({ comment, text });
});

it('is a quote with the name of its author for readers without a card', () => {
  expect(forwardedAsQuote('Look', 'one\n\ntwo', 'Forwarded from Maya:')).toBe('Look\n\n> Forwarded from Maya:\n> one\n>\n> two');
  expect(forwardedAsQuote('', 'one', 'Forwarded from Maya:')).toBe('> Forwarded from Maya:\n> one');
});
