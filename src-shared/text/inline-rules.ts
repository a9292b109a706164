// The inline rules of docs/markdown.md, in place of the library's: its own take more than we document, and some of them take
// long for hostile texts. The library pairs the marks of emphasis.
import { InlineContext, type InlineParser } from '@lezer/markdown';
import { angleAddress, bareAddress, isOpenable, targetAt, type Address } from './addresses.ts';
import { dollarsAt, mathAt } from './math.ts';
import { characterAt, characterBefore, EAST_ASIAN } from './scripts.ts';
import type { Section } from './section.ts';

export const INLINE_NODES = ['Mention', 'Literal', 'Address', 'LinkTarget', 'Deleted', 'DeletedMark', 'Math'];

const DOLLAR = 36;
const AT = 64;
const BACKSLASH = 92;
const BACKTICK = 96;
const STAR = 42;
const UNDERSCORE = 95;
const TILDE = 126;
const OPENING = 91;
const CLOSING = 93;
const BANG = 33;
const LESS = 60;
const NEWLINE = 10;
/** No emphasis has longer marks; a line of stars is a line of stars. */
const RUN_MAX = 12;

const DELETED = { resolve: 'Deleted', mark: 'DeletedMark' };

/** These are ours. They are asked for every character, so they are one rule and not one for each sign. */
export const REPLACED_RULES = ['InlineCode', 'Emphasis', 'HardBreak', 'Link', 'Image', 'LinkEnd'];

/** `sectionOf`: the state in the piece that is read. */
export function inlineRule(sectionOf: (cx: InlineContext) => Section): InlineParser {
  return {
    name: 'Signs',
    // A formula may begin with what is an escape elsewhere.
    before: 'Escape',
    parse(cx, next, pos) {
      if (next === AT) return mention(cx, pos, sectionOf(cx));
      if (next === BACKTICK) return code(cx, pos, sectionOf(cx));
      if (next === DOLLAR) return math(cx, pos);
      if (next === BACKSLASH) return backslash(cx, pos);
      const end = next === LESS || isWordCharacter(next) ? address(cx, next, pos) : -1;
      return end === -1 && MARKS.has(next) && !sectionOf(cx).isOver ? mark(cx, next, pos) : end;
    },
  };
}

const MARKS = new Set([STAR, UNDERSCORE, OPENING, BANG, CLOSING, TILDE]);

/** One of those that are paired. */
function mark(cx: InlineContext, next: number, pos: number): number {
  switch (next) {
    case OPENING:
      return cx.addDelimiter(InlineContext.linkStart, pos, pos + 1, true, false);
    case BANG:
      return cx.char(pos + 1) === OPENING ? cx.addDelimiter(InlineContext.imageStart, pos, pos + 2, true, false) : -1;
    case CLOSING:
      return linkEnd(cx, pos);
    case TILDE:
      return deleted(cx, pos);
    default:
      return emphasis(cx, next, pos);
  }
}

function mention(cx: InlineContext, pos: number, section: Section): number {
  const found = section.nameBehind(pos);
  return found ? cx.addElement(cx.elt('Mention', pos, found.end)) : -1;
}

function code(cx: InlineContext, pos: number, section: Section): number {
  const end = runEnd(cx, pos, BACKTICK);
  const close = section.nextTicks(end - pos, end);
  // A run that nothing closes is text as a whole.
  if (close === -1) return end;
  const marks = [cx.elt('CodeMark', pos, end), cx.elt('CodeMark', close, close + end - pos)];
  return cx.addElement(cx.elt('InlineCode', pos, close + end - pos, marks));
}

function math(cx: InlineContext, pos: number): number {
  const at = pos - cx.offset;
  const found = mathAt(cx.text, at);
  if (found) return cx.addElement(cx.elt('Math', pos, found.end + cx.offset));
  // Several dollars that begin no formula are text as a whole.
  return pos + dollarsAt(cx.text, at);
}

function backslash(cx: InlineContext, pos: number): number {
  const found = mathAt(cx.text, pos - cx.offset);
  if (found) return cx.addElement(cx.elt('Math', pos, found.end + cx.offset));
  return cx.char(pos + 1) === NEWLINE ? cx.addElement(cx.elt('HardBreak', pos, pos + 1)) : -1;
}

function emphasis(cx: InlineContext, next: number, pos: number): number {
  const end = runEnd(cx, pos, next);
  if (end - pos > RUN_MAX) return end;
  const { isLeft, isRight, before, after } = flanks(cx, pos, end);
  const opens = isLeft && (next === STAR || !isRight || PUNCTUATION.test(before));
  const closes = isRight && (next === STAR || !isLeft || PUNCTUATION.test(after));
  return cx.addDelimiter(next === STAR ? InlineContext.emphasisAsterisk : InlineContext.emphasisUnderscore, pos, end, opens, closes);
}

function deleted(cx: InlineContext, pos: number): number {
  const end = runEnd(cx, pos, TILDE);
  if (end - pos !== 2) return end;
  const { isLeft, isRight } = flanks(cx, pos, end);
  return cx.addDelimiter(DELETED, pos, end, isLeft, isRight);
}

const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /^$|[\s\p{Z}]/u;
const EAST_ASIAN_CHARACTER = new RegExp(`[${EAST_ASIAN}]`, 'u');

/**
 * CommonMark's left and right flanking runs, with the amendment for texts without spaces: beside East Asian characters and
 * punctuation, marks stand as in the middle of a sentence. github.com/tats-u/markdown-cjk-friendly has the wording.
 */
function flanks(cx: InlineContext, pos: number, end: number) {
  const before = characterBefore(cx.text, pos - cx.offset);
  const after = characterAt(cx.text, end - cx.offset);
  const isLeft = !SPACE.test(after) && (!isWesternMark(after) || endsWord(before));
  const isRight = !SPACE.test(before) && (!isWesternMark(before) || endsWord(after));
  return { isLeft, isRight, before, after };
}

function isWesternMark(character: string): boolean {
  return PUNCTUATION.test(character) && !EAST_ASIAN_CHARACTER.test(character);
}

function endsWord(beside: string): boolean {
  return SPACE.test(beside) || PUNCTUATION.test(beside) || EAST_ASIAN_CHARACTER.test(beside);
}

function runEnd(cx: InlineContext, pos: number, code: number): number {
  let end = pos + 1;
  while (cx.char(end) === code) end += 1;
  return end;
}

function linkEnd(cx: InlineContext, pos: number): number {
  const opened = Math.max(cx.findOpeningDelimiter(InlineContext.linkStart) ?? -1, cx.findOpeningDelimiter(InlineContext.imageStart) ?? -1);
  const opener = opened === -1 ? null : cx.getDelimiterAt(opened);
  if (!opener) return -1;
  const target = targetAt(cx.text, pos + 1 - cx.offset);
  if (!target) {
    deactivate(opener);
    return -1;
  }
  const isImage = opener.type === InlineContext.imageStart;
  const content = cx.takeContent(opened);
  const end = target.end + cx.offset;
  const marks = [cx.elt('LinkMark', opener.from, opener.to), ...content, cx.elt('LinkTarget', pos, end)];
  if (!isImage && isOpenable(target.address)) deactivateLinks(cx);
  return cx.addElement(cx.elt(isImage ? 'Image' : 'Link', opener.from, end, marks));
}

/** There is no link within a link. */
function deactivateLinks(cx: InlineContext): void {
  for (;;) {
    const at = cx.findOpeningDelimiter(InlineContext.linkStart);
    const opener = at === null ? null : cx.getDelimiterAt(at);
    if (!opener) return;
    deactivate(opener);
  }
}

/** A bracket with a partner opens no other link. The library keeps this in `side`, and has no call for it. */
function deactivate(delimiter: object): void {
  Object.assign(delimiter, { side: 0 });
}

/** There is no mention and no mark in an address, nor in a text of that form. */
function address(cx: InlineContext, next: number, pos: number): number {
  const at = pos - cx.offset;
  const found = next === LESS ? angleAddress(cx.text, at) : bareAddress(cx.text, at);
  return found ? addAddress(cx, pos, found) : -1;
}

function addAddress(cx: InlineContext, pos: number, { end, href }: Address): number {
  return cx.addElement(cx.elt(href === null ? 'Literal' : 'Address', pos, end + cx.offset));
}

/** Letters, digits, and . + - _ of a mail address. */
function isWordCharacter(code: number): boolean {
  return (
    (code > 96 && code < 123) ||
    (code > 64 && code < 91) ||
    (code > 47 && code < 58) ||
    code === 46 ||
    code === 43 ||
    code === 45 ||
    code === 95
  );
}
