import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { EntranceState, OutsideKind } from '../../../../src-shared/entrances.ts';
import { useSharing } from '../../../sync/store.ts';
import { Button } from '../../../ui/button.tsx';
import { strings } from '../../../strings/all-strings.ts';
import { EntranceRow } from './entrance-row.tsx';
import { MAIN_KINDS, MORE_KINDS } from './entrance-words.ts';

/** The ways in from outside, each with its state and its switch. Null for those who may not share the server. */
export function EntranceList() {
  const sharing = useSharing();
  const [showsMore, setShowsMore] = useState(false);
  if (!sharing) return null;
  const of = (kind: OutsideKind): EntranceState | undefined => sharing.entrances.find(({ way }) => way.kind === kind);
  // One that was set up is never hidden.
  const shown = [...MAIN_KINDS, ...MORE_KINDS.filter((kind) => showsMore || of(kind) !== undefined)];
  return (
    <>
      <ul className="flex flex-col divide-y divide-line-2 rounded-card border border-line bg-raise">
        {shown.map((kind) => (
          <EntranceRow key={kind} kind={kind} entrance={of(kind)} />
        ))}
      </ul>
      <Button
        look="quiet"
        size="small"
        icon={showsMore ? ChevronUp : ChevronDown}
        aria-expanded={showsMore}
        className="mt-2"
        onClick={() => setShowsMore(!showsMore)}
      >
        {showsMore ? strings.entrances.fewer : strings.entrances.more}
      </Button>
    </>
  );
}
