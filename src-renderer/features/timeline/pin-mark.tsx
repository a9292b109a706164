import type { Pin } from '../../../src-shared/pins.ts';
import { useParticipant } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { fullTime } from './time-words.ts';
import { PIN_LOOKS } from './pin-states.ts';

/** Above the text of a pinned message: its state, and who pinned it. */
export function PinMark({ pin: { state, by_id, pinned_at } }: { pin: Pin }) {
  const name = useParticipant(by_id)?.name ?? strings.ui.formerMember;
  const { icon: Icon, look } = PIN_LOOKS[state];
  return (
    <span title={fullTime(pinned_at)} className="flex min-w-0 items-center gap-1.5 text-ink-2">
      <Icon size={13} aria-hidden className={`shrink-0 ${look}`} />
      {state !== 'none' && <span className={`shrink-0 font-semibold ${look}`}>{strings.pins.states[state]}</span>}
      <span dir="auto" className="truncate">
        {strings.pins.pinnedBy(name)}
      </span>
    </span>
  );
}
