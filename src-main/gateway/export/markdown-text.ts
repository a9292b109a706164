// A message as CommonMark. It is written from what the app reads in the text, so nothing else in it can become a heading, a link or HTML.
import type { Block, Inline, ListItem } from '../../../src-shared/text/tree.ts';

const NOT_IN_LINE = /[\\`*_[\]<>~|&$]/g;
const BEGINS_BLOCK = /^(\s*)([#+\-=>]|\d+(?=[.)]))/gm;

/** A text that is shown as it is within a line. */
export function plain(text: string): string {
  return text.replace(NOT_IN_LINE, '\\$&');
}

export function markdownOf(blocks: readonly Block[]): string {
  return blocks.map(blockOf).join('\n\n');
}

/** Every line begins with `prefix`; the first one may have another. */
function indented(text: string, prefix: string, first = prefix): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : prefix}${line}`.trimEnd())
    .join('\n');
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlinesOf(block.content).replace(BEGINS_BLOCK, '$1\\$2');
    case 'heading':
      return `**${inlinesOf(block.content).replaceAll('\n', ' ')}**`;
    case 'code':
      return fenced(block.code, /^[\w+#.-]{1,30}$/.test(block.info) ? block.info : '');
    case 'math':
      return fenced(block.tex, 'math');
    case 'quote':
      return indented(markdownOf(block.blocks), '> ');
    case 'list':
      return block.items.map(itemOf).join('\n');
    case 'table':
      return [block.head, ...block.rows]
        .map((row) => `| ${row.map((cell) => inlinesOf(cell).replaceAll('\n', ' ')).join(' | ')} |`)
        .toSpliced(1, 0, `|${block.head.map(() => ' --- |').join('')}`)
        .join('\n');
    case 'rule':
      return '---';
  }
}

function itemOf({ number, isDone, blocks }: ListItem): string {
  const mark = number === null ? '- ' : `${number}. `;
  const done = isDone === null ? '' : isDone ? '[x] ' : '[ ] ';
  return indented(markdownOf(blocks), ' '.repeat(mark.length), `${mark}${done}`);
}

function fenced(code: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}${info}\n${code}\n${fence}`;
}

function longestRun(code: string): number {
  return Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
}

function inlinesOf(content: readonly Inline[]): string {
  return content.map(inlineOf).join('');
}

function inlineOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'mention':
      return plain(inline.text);
    case 'code':
      return coded(inline.code);
    case 'math':
      return coded(inline.tex);
    case 'strong':
      return `**${inlinesOf(inline.content)}**`;
    case 'emphasis':
      return `*${inlinesOf(inline.content)}*`;
    case 'deleted':
      return `~~${inlinesOf(inline.content)}~~`;
    case 'link':
      return inline.address === null
        ? `${plain(inline.opening)}${inlinesOf(inline.content)}${plain(inline.closing)}`
        : `[${inlinesOf(inline.content)}](<${inline.address.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
  }
}

function coded(code: string): string {
  const ticks = '`'.repeat(longestRun(code) + 1);
  const line = code.replaceAll('\n', ' ');
  return `${ticks} ${line} ${ticks}`;
}
