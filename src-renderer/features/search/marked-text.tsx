import type { Snippet } from '../../../src-shared/search-words.ts';

/** A piece of a message with what was looked for marked in it. */
export function MarkedText({ snippet: { text, marks } }: { snippet: Snippet }) {
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <mark className="rounded-[3px] bg-amber-soft text-ink">{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}
