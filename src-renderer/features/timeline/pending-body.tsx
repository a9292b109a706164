import { CircleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { Attachments } from '../files/attachments.tsx';
import { AsSealed } from '../sealed/as-sealed.tsx';
import type { OutboxItem } from '../../sync/outbox.ts';
import { useReadable, useReadFiles } from '../../sync/sealed/use-sealed.ts';
import { useActions, useConnection, useParticipants } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { LongText } from './long-text.tsx';
import { TOUCH_LINE } from '../../ui/touch.ts';

/** A message on its way: it looks like one already, and says when something is in its way. */
export function PendingBody({ item: written }: { item: OutboxItem }) {
  const item = useReadable(written);
  const files = useReadFiles(written.room_id, written.files);
  const participants = useParticipants();
  const people = useMemo(() => Object.values(participants), [participants]);
  const { status } = item;
  return (
    <>
      <div className={status.state === 'sent' ? undefined : 'opacity-65'}>
        <AsSealed read={item}>{item.content !== '' && <LongText id={item.client_id} text={item.content} people={people} />}</AsSealed>
        {files.length > 0 && <Attachments files={files} />}
      </div>
      {status.state === 'sending' && <Sending />}
      {status.state === 'failed' && <Failed item={item} reason={status.message} />}
    </>
  );
}

function Sending() {
  const isLive = useConnection().state === 'live';
  // Most messages are there before anybody could read this.
  return (
    <span className={`text-tiny text-ink-3 ${isLive ? 'animate-late' : ''}`}>
      {isLive ? strings.timeline.sending : strings.timeline.waiting}
    </span>
  );
}

function Failed({ item, reason }: { item: OutboxItem; reason: string }) {
  const { tryAgain, discard } = useActions();
  const button = `rounded-control font-semibold text-accent hover:underline ${TOUCH_LINE}`;
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-list text-coral-ink">
      <span className="flex items-center gap-1.5">
        <CircleAlert size={14} aria-hidden />
        {strings.timeline.notSent(reason)}
      </span>
      <button type="button" onClick={() => tryAgain(item.client_id)} className={button}>
        {strings.timeline.tryAgain}
      </button>
      <button type="button" onClick={() => discard(item.client_id)} className={button}>
        {strings.timeline.discard}
      </button>
    </p>
  );
}
