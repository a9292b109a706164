// Words of other programs in Markdown: as text, as links and as quotes.
import { withoutUnseen } from '../../../../../src-shared/visible-text.ts';

/** What a template makes of a request. `skipped`: why no message follows from it. */
export type Rendered = { content: string; choices?: string[] } | { skipped: string };

const SHORT_CHARS_MAX = 200;
const URL_CHARS_MAX = 2_000;
const QUOTE_CHARS_MAX = 700;
const QUOTE_LINES_MAX = 10;

/** Without characters that cannot be seen. Line breaks and tabs stay. */
export function withoutControls(text: string): string {
  const parts = text.replace(/\r\n?/g, '\n').split(/([\n\t])/);
  return parts.map((part) => (part === '\n' || part === '\t' ? part : withoutUnseen(part))).join('');
}

/** One line, in which nothing has a meaning in Markdown. */
export function plain(text: string, charsMax = SHORT_CHARS_MAX): string {
  const line = cut(withoutControls(text).replace(/\s+/gu, ' ').trim(), charsMax);
  return line.replace(/[\\`*_{}[\]<>~|#$@!&^:]/gu, (sign) => `\\${sign}`);
}

/** The words, with the address behind them if it is one of the web. */
export function link(words: string, address: string | undefined): string {
  const url = webAddress(address);
  const label = plain(words);
  return url === null || label === '' ? label : `[${label}](${url})`;
}

export function webAddress(address: string | undefined): string | null {
  if (address === undefined || address.length > URL_CHARS_MAX || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return href.replace(/[()<>\s]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
}

/** The first lines of a longer text, in its own Markdown. Empty for an empty one. */
export function quote(text: string): string {
  const shown = withoutControls(text)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .trim();
  if (shown === '') return '';
  const lines = cut(shown, QUOTE_CHARS_MAX).split('\n');
  const kept = lines.length > QUOTE_LINES_MAX ? [...lines.slice(0, QUOTE_LINES_MAX), '…'] : lines;
  return kept.map((line) => `> ${line}`).join('\n');
}

/** A block of code around any text. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function cut(text: string, charsMax: number): string {
  const characters = text.length <= charsMax ? null : [...text];
  return characters === null || characters.length <= charsMax ? text : `${characters.slice(0, charsMax).join('').trimEnd()}…`;
}

/** Without those that are empty. */
export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n');
}
