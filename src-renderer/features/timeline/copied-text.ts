// The text of several messages that are copied at once: "Ada [10:47] text", one after the other, without decoration.

export interface CopiedRow {
  name: string;
  time: string;
  text: string;
}

/** A single message is copied as it is chosen. */
export function copiedText(rows: readonly CopiedRow[]): string {
  return rows
    .filter(({ text }) => text !== '')
    .map(({ name, time, text }) => `${name} [${time}] ${text}`)
    .join('\n');
}

/** The elements beside the words: for screen readers, to be pressed, or said already. */
const NOT_WORDS = '.sr-only, [aria-hidden="true"], button, [role="group"], time, [role="menu"], input';
/** Drawn content is copied as it was written. */
export const DRAWN = '[data-source]';
const FURTHER_CELLS = 'td+td,th+th';
const LINES = 'p,li,pre,tr,blockquote';

/** The chosen words of a row. */
export function wordsIn(row: Element, selected: Range): string {
  const range = document.createRange();
  range.selectNodeContents(row);
  if (selected.compareBoundaryPoints(Range.START_TO_START, range) > 0) range.setStart(selected.startContainer, selected.startOffset);
  if (selected.compareBoundaryPoints(Range.END_TO_END, range) < 0) range.setEnd(selected.endContainer, selected.endOffset);
  const part = range.cloneContents();
  for (const each of part.querySelectorAll<HTMLElement>(DRAWN)) each.textContent = each.dataset['source'] ?? '';
  for (const each of part.querySelectorAll(NOT_WORDS)) each.remove();
  for (const each of part.querySelectorAll(FURTHER_CELLS)) each.prepend('\t');
  for (const each of part.querySelectorAll(LINES)) each.append('\n');
  for (const each of part.querySelectorAll('br')) each.replaceWith('\n');
  return (part.textContent ?? '').replace(/\n{2,}/g, '\n').trim();
}
