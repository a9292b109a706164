import { useMemo } from 'react';
import { GROUP_NAMES } from '../../../src-shared/group-mentions.ts';
import type { Named } from '../../../src-shared/mentions.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { Attachments } from '../files/attachments.tsx';
import { LaterChoices } from './later-choices.tsx';
import { lanternIn } from '../lantern/lantern-in.ts';
import { LaterLanternCard } from '../lantern/later-lantern-card.tsx';
import { AsSealed } from '../sealed/as-sealed.tsx';
import { useReadable } from '../../sync/sealed/use-sealed.ts';
import { useDialogActions, useParticipants } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { LaterApproval } from '../approvals/later-approval.tsx';
import { LaterVoteOfMessage } from '../coordination/later-vote-card.tsx';
import { LaterPorterActions } from './later-porter-actions.tsx';
import { LaterForwardedCard } from './later-forwarded-card.tsx';
import { LongText } from './long-text.tsx';
import { fullTime } from './time-words.ts';
import { TOUCH_BOX } from '../../ui/touch.ts';

export function MessageBody({ message: written }: { message: Message }) {
  const message = useReadable(written);
  const people = useNamed(message.mentions);
  if (message.deleted_at !== null) return <p className="text-body text-ink-3 italic">{strings.timeline.deleted}</p>;
  if (written.kind === 'vote') return <LaterVoteOfMessage message={written} />;
  if (written.kind === 'approval') return <LaterApproval message={written} />;
  return (
    <AsSealed read={message}>
      <Opened message={message} people={people} />
    </AsSealed>
  );
}

interface TextProps {
  message: Message;
  people: readonly Named[];
}

function Opened({ message, people }: TextProps) {
  const lantern = useMemo(() => (message.kind === 'chat' ? lanternIn(message.content) : null), [message.kind, message.content]);
  if (message.forwarded_from) return <LaterForwardedCard message={message} from={message.forwarded_from} people={people} />;
  if (message.kind === 'decision') return <Decision message={message} people={people} />;
  return (
    <>
      {lantern && <LaterLanternCard message={message} envelope={lantern} />}
      {!lantern && message.content !== '' && <LongText id={message.id} text={message.content} people={people} />}
      {message.attachments.length > 0 && <Attachments files={message.attachments} />}
      {message.unfinished && <p className="text-tiny text-ink-3">{strings.timeline.unfinished[message.unfinished]}</p>}
      <Edited message={message} />
      <LaterChoices message={message} />
      {!lantern && <LaterPorterActions message={message} />}
    </>
  );
}

function Decision({ message, people }: TextProps) {
  return (
    <div className="mt-1 max-w-[680px] rounded-control border-s-[3px] border-amber bg-amber-soft px-3.5 py-2">
      <p className="text-meta font-semibold text-amber-ink">{strings.timeline.decision}</p>
      <LongText id={message.id} text={message.content} people={people} />
      <Edited message={message} />
    </div>
  );
}

/** That it was changed; pressed, it shows what it said before. */
function Edited({ message: { room_id, id, edited_at } }: { message: Message }) {
  const { openDialog } = useDialogActions();
  if (edited_at === null) return null;
  return (
    <button
      type="button"
      title={strings.timeline.editedAt(fullTime(edited_at))}
      aria-label={strings.timeline.editedSince}
      onClick={() => openDialog({ kind: 'edits', room_id, message_id: id })}
      className={`block rounded-control text-tiny text-ink-3 hover:text-ink hover:underline ${TOUCH_BOX}`}
    >
      {strings.timeline.edited}
    </button>
  );
}

/** Those the home found in the text when it was written: exactly they are drawn as chips. */
function useNamed(ids: readonly string[]): readonly Named[] {
  const participants = useParticipants();
  return useMemo(() => ids.flatMap((id) => participants[id] ?? GROUP_NAMES.find((group) => group.id === id) ?? []), [ids, participants]);
}
