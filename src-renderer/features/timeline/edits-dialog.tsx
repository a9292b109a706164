import { History } from 'lucide-react';
import { useState } from 'react';
import { AsSealed } from '../sealed/as-sealed.tsx';
import type { Written } from '../../sync/sealed/room-keys.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useHomeState } from '../../sync/store.ts';
import { findLoaded } from '../../sync/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/strings.ts';
import { withEarlierText } from '../../sync/sealed/earlier-text.ts';
import { FoldedText } from './folded-text.tsx';
import { dayAndTime } from './time-words.ts';
import { useEdits } from './use-edits.ts';

interface EditsDialogProps {
  roomId: string;
  messageId: string;
  onClose: () => void;
}

/** The earlier texts of a message, and their times. */
export function EditsDialog({ roomId, messageId, onClose }: EditsDialogProps) {
  const message = useHomeState(({ timelines }) => findLoaded(timelines, roomId, ({ id }) => id === messageId));
  const { texts, hasMore, error, loadMore } = useEdits(roomId, messageId, message?.edited_at ?? null);
  const { editsTitle, editsText, editsFailed, noEdits, loadingEdits, moreEdits, now } = strings.timeline;
  return (
    <Dialog title={editsTitle} subtitle={editsText} icon={History} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-5">
        {error !== null && (
          <p role="alert" className="text-body text-coral-ink">
            {editsFailed(error)}
          </p>
        )}
        {texts === null && error === null && <SkeletonRows rows={3} label={loadingEdits} />}
        <ol className="flex flex-col gap-4">
          {message && message.deleted_at === null && <Version written={message} at={message.edited_at ?? message.created_at} label={now} />}
          {texts?.map((each) => (
            <Version
              key={each.number}
              written={message ? withEarlierText(message, each) : { room_id: roomId, content: each.content }}
              at={each.written_at}
            />
          ))}
        </ol>
        {texts?.length === 0 && <p className="text-body text-ink-2">{noEdits}</p>}
        {hasMore && (
          <Button onClick={loadMore} className="self-start">
            {moreEdits}
          </Button>
        )}
      </DialogBody>
    </Dialog>
  );
}

/** `label`: for what it says today. */
function Version({ written, at, label }: { written: Written; at: number; label?: string }) {
  const read = useRead()(written);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-s-2 border-line ps-3">
      <p className="text-meta text-ink-2">
        {label !== undefined && <span className="font-semibold text-ink">{label} · </span>}
        <time dateTime={new Date(at).toISOString()}>{dayAndTime(at, Date.now())}</time>
      </p>
      <AsSealed read={read}>
        <div dir="auto" className="message-text text-body text-ink">
          <FoldedText text={read.content} people={NO_PEOPLE} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
        </div>
      </AsSealed>
    </li>
  );
}

const NO_PEOPLE: readonly never[] = [];
