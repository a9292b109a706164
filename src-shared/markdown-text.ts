// Text as a part of Markdown.

/** The point is one after `www`, which is enough to begin a link. */
const SYNTAX = /[\\`*_[\](){}<>~=|#!:&@$]|(?<=www)\./gi;

/** Text that is shown as it is within a line of Markdown: no link, no emphasis, no code, no HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(SYNTAX, '\\$&');
}
