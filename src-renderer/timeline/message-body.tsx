import clsx from 'clsx';
import { Lock, LockOpen } from 'lucide-react';
import { useMemo } from 'react';
import type { Message, Participant } from '../../src-shared/objects.ts';
import { Attachments } from '../files/attachments.tsx';
import { LanternCard } from '../lantern/lantern-card.tsx';
import { lanternIn } from '../lantern/lantern-words.ts';
import { Doubts } from '../sealed/doubts.tsx';
import type { Shut as ShutBecause } from '../sealed/room-keys.ts';
import { useReadable } from '../sealed/use-sealed.ts';
import { useDialogActions, useParticipants } from '../state/store.ts';
import { words } from '../words/words.ts';
import { LongText } from './long-text.tsx';
import { PorterActions } from './porter-actions.tsx';
import { fullTime } from './time-words.ts';
import { TOUCH_BOX } from './touch.ts';

export function MessageBody({ message: written }: { message: Message }) {
  const message = useReadable(written);
  const people = useNamed(message.mentions);
  const lantern = useMemo(() => (message.kind === 'chat' ? lanternIn(message.content) : null), [message.kind, message.content]);
  if (message.deleted_at !== null) return <p className="text-body text-ink-3 italic">{words.timeline.deleted}</p>;
  if (message.shut !== null) return <Shut because={message.shut} />;
  if (message.kind === 'decision')
    return (
      <>
        <Doubts doubts={message.doubts} />
        <Decision message={message} people={people} />
      </>
    );
  if (lantern)
    return (
      <>
        <Doubts doubts={message.doubts} />
        <LanternCard message={message} envelope={lantern} />
        {message.attachments.length > 0 && <Attachments files={message.attachments} />}
        <Edited message={message} />
      </>
    );
  return (
    <>
      <Doubts doubts={message.doubts} />
      {message.content !== '' && <LongText id={message.id} text={message.content} people={people} />}
      {message.attachments.length > 0 && <Attachments files={message.attachments} />}
      <Edited message={message} />
      <PorterActions message={message} />
    </>
  );
}

/** In the place of what this device cannot read. */
export function Shut({ because }: { because: ShutBecause }) {
  const Icon = because === 'not_sealed' ? LockOpen : Lock;
  return (
    <p className={clsx('flex items-center gap-1.5 text-body italic', because === 'not_sealed' ? 'text-coral-ink' : 'text-ink-2')}>
      <Icon size={13} aria-hidden className="shrink-0" />
      {words.sealed.shut[because]}
    </p>
  );
}

interface TextProps {
  message: Message;
  people: readonly Participant[];
}

function Decision({ message, people }: TextProps) {
  return (
    <div className="mt-1 max-w-[680px] rounded-control border-s-[3px] border-amber bg-amber-soft px-3.5 py-2">
      <p className="text-meta font-semibold text-amber-ink">{words.timeline.decision}</p>
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
      title={words.timeline.editedAt(fullTime(edited_at))}
      aria-label={words.timeline.editedSince}
      onClick={() => openDialog({ kind: 'edits', room_id, message_id: id })}
      className={`block rounded-control text-tiny text-ink-3 hover:text-ink hover:underline ${TOUCH_BOX}`}
    >
      {words.timeline.edited}
    </button>
  );
}

/** Those the home found in the text when it was written: exactly they are drawn as chips. */
function useNamed(ids: readonly string[]): readonly Participant[] {
  const participants = useParticipants();
  return useMemo(() => ids.flatMap((id) => participants[id] ?? []), [ids, participants]);
}
