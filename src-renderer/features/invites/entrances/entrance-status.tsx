import clsx from 'clsx';
import type { EntranceState } from '../../../../src-shared/entrances.ts';
import { ago } from '../../../ui/phrases.ts';
import { useNow } from '../../../ui/use-now.ts';
import { strings } from '../../../strings/all-strings.ts';
import { privacyWords } from './entrance-words.ts';

/** An entrance that is on: its address, or why it has none, and which parties can read what passes. */
export function EntranceStatus({ entrance: { way, state, origin, problem, reached_at } }: { entrance: EntranceState }) {
  const now = useNow();
  const words = strings.entrances;
  return (
    <div role="status" className="flex flex-col gap-1 ps-7 text-meta text-ink-2">
      {origin ? (
        <p className="font-mono text-code wrap-anywhere text-ink">{origin}</p>
      ) : (
        <p className={clsx(state === 'failed' ? 'text-coral-ink' : problem ? 'text-amber-ink' : 'text-ink-2')}>
          {problem ?? words.starting}
        </p>
      )}
      {origin && <p>{privacyWords(way, origin)}</p>}
      {origin && <p>{reached_at === null ? words.neverReached : words.reached(ago(reached_at, now))}</p>}
    </div>
  );
}
