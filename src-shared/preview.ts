// A message as one short line of words, where it is quoted and in notifications: as it is read, without the signs of Markdown.
import { readText } from './text/read.ts';
import { wordsRead } from './text/words-read.ts';

const PREVIEW_CHARS_MAX = 140;
/** Enough to fill the preview. */
const READ_CHARS_MAX = 2_000;

export function previewText(markdown: string): string {
  const text = withoutMarkdown(markdown.slice(0, READ_CHARS_MAX)).replace(/\s+/g, ' ').trim();
  const characters = [...text];
  return characters.length <= PREVIEW_CHARS_MAX
    ? text
    : `${characters
        .slice(0, PREVIEW_CHARS_MAX - 1)
        .join('')
        .trimEnd()}…`;
}

/** The words of a text, in their lines. */
export function withoutMarkdown(markdown: string): string {
  return wordsRead(readText(markdown));
}
