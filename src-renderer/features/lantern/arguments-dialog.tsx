import { Lightbulb } from 'lucide-react';
import { useMemo } from 'react';
import type { Thread } from '../../../src-shared/lantern/threads.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useReadAll } from '../../sync/sealed/use-sealed.ts';
import { useDialogActions, useParticipants, useRoom } from '../../sync/store.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { listed } from '../../ui/phrases.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { countWords, stateWords } from './lantern-words.ts';
import { Agreed } from './lantern-dialog.tsx';
import { useReadMessages } from './use-read-messages.ts';
import { threadsIn } from './use-threads.ts';

const NAMES_MAX = 4;
const NONE: readonly Message[] = [];

/** The arguments of agents in a room, the thread with the newest statement first. */
export function ArgumentsDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const { messages, error, isWhole } = useReadMessages(roomId, null);
  const people = useParticipants();
  const room = useRoom(roomId)?.room;
  const read = useReadAll(messages ?? NONE);
  const threads = useMemo(() => threadsIn(read, people).sort((a, b) => newestSeq(b) - newestSeq(a)), [read, people]);
  const words = strings.thread;
  return (
    <Dialog title={words.list} subtitle={room && words.listOf(room.name)} icon={Lightbulb} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        {error !== null && (
          <p role="alert" className="text-body text-ink-2">
            {words.listFailed(error)}
          </p>
        )}
        {messages === null && error === null && <SkeletonRows rows={4} label={words.loadingList} />}
        {messages !== null && threads.length === 0 && <EmptyState icon={Lightbulb} title={words.noList} text={words.noListText} />}
        {threads.length > 0 && (
          <ul aria-label={words.list} className="-mx-2 flex flex-col gap-0.5">
            {threads.map((thread) => (
              <ArgumentRow key={thread.id} roomId={roomId} thread={thread} />
            ))}
          </ul>
        )}
        <Agreed threads={threads} />
        {!isWhole && messages !== null && <p className="text-meta text-ink-2">{words.listGoesOn}</p>}
      </DialogBody>
    </Dialog>
  );
}

function ArgumentRow({ roomId, thread }: { roomId: string; thread: Thread }) {
  const { openDialog } = useDialogActions();
  const names = [...new Set(thread.entries.map(({ author_name }) => author_name))];
  return (
    <li>
      <button
        type="button"
        onClick={() => openDialog({ kind: 'lantern', room_id: roomId, thread: thread.id })}
        className="flex w-full flex-col gap-0.5 rounded-control px-2 py-2 text-start hover:bg-line-2"
      >
        <bdi className="line-clamp-2 text-body text-ink wrap-anywhere">{thread.headline}</bdi>
        <span className="text-meta text-ink-2">
          {stateWords(thread)} · {countWords(thread.entries.length - 1)} · {listed(names, NAMES_MAX)}
        </span>
      </button>
    </li>
  );
}

function newestSeq({ id, entries }: Thread): number {
  return entries.at(-1)?.seq ?? id;
}
