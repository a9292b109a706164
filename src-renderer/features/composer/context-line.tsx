import { Pencil, Reply, X } from 'lucide-react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useParticipant } from '../../sync/store.ts';
import { quotedWords, useQuoted } from '../timeline/quote.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';
import type { DraftHandle } from './use-draft.ts';

/** Above the field: what is changed, or answered. */
export function ContextLine({ room, handle }: { room: RoomFacts; handle: DraftHandle }) {
  const { editing, draft, setDraft, cancelEdit } = handle;
  if (editing) {
    return (
      <Line onCancel={cancelEdit} cancelLabel={strings.composer.stopEditing}>
        <Pencil size={13} aria-hidden className="shrink-0" />
        <span className="font-semibold">{strings.composer.editing}</span>
        <span className="truncate">{quotedWords(editing)}</span>
      </Line>
    );
  }
  if (draft.reply_to === null) return null;
  return (
    <Line onCancel={() => setDraft({ ...draft, reply_to: null })} cancelLabel={strings.composer.stopReplying}>
      <Reply size={13} aria-hidden className="shrink-0" />
      <ReplyWords roomId={room.id} messageId={draft.reply_to} />
    </Line>
  );
}

function ReplyWords({ roomId, messageId }: { roomId: string; messageId: string }) {
  const message = useQuoted(roomId, messageId);
  const author = useParticipant(message?.author_id ?? null);
  return (
    <>
      <span className="shrink-0 font-semibold">
        {author ? strings.composer.replyingTo(author.name) : strings.composer.replyingToMessage}
      </span>
      <span className="truncate">{message ? quotedWords(message) : ''}</span>
    </>
  );
}

function Line({ children, onCancel, cancelLabel }: { children: React.ReactNode; onCancel: () => void; cancelLabel: string }) {
  return (
    <div className="flex items-center gap-2 border-b border-line-2 py-1 pe-1.5 ps-3.5 text-meta text-ink-2">
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      <IconButton icon={X} label={cancelLabel} size="small" onClick={onCancel} />
    </div>
  );
}
