import type { Renaming, Returning } from '../../sync/member-lines.ts';
import { strings } from '../../strings/strings.ts';
import { dayWord } from './time-words.ts';

export function DayLine({ at }: { at: number }) {
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-2 text-meta font-semibold text-ink-3 max-sm:px-4">
      <span aria-hidden className="h-px flex-1 bg-line-2" />
      {dayWord(at, Date.now())}
      <span aria-hidden className="h-px flex-1 bg-line-2" />
    </div>
  );
}

/** A changed name is shown at its place in time: the messages above it have the old name. */
export function RenamedLine({ renaming: { from, to } }: { renaming: Renaming }) {
  return <p className="text-list text-ink-2 wrap-anywhere">{strings.timeline.renamed(from, to)}</p>;
}

export function ReturnedLine({ returning }: { returning: Returning }) {
  return <p className="text-list text-ink-2 wrap-anywhere">{returnedWords(returning)}</p>;
}

export function returnedWords({ name, by }: Returning): string {
  return by === null ? strings.timeline.cameBack(name) : strings.timeline.cameBackBy(name, by);
}

export function NewLine() {
  return (
    <div className="flex items-center gap-2 px-5 pt-2 text-meta font-semibold text-coral-ink max-sm:px-4">
      <span aria-hidden className="h-px flex-1 bg-coral/60" />
      {strings.timeline.newLine}
    </div>
  );
}
