import { Lightbulb } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { calibrationOf } from '../../../src-shared/lantern/calibration.ts';
import { sharedState, type Entry, type Thread } from '../../../src-shared/lantern/threads.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useActions, useParticipant, useParticipants } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { StatementHead, StatementText } from './lantern-card.tsx';
import { countWords, saidBy, stateWords } from './lantern-words.ts';
import { useReadAll } from '../../sync/sealed/use-sealed.ts';
import { useReadMessages } from './use-read-messages.ts';
import { threadsIn } from './use-threads.ts';

interface LanternDialogProps {
  roomId: string;
  /** The seq of the message that opened the thread. */
  threadId: number;
  onClose: () => void;
}

const NONE: readonly Message[] = [];

/** A whole thread, from its opener on, with what it came to. */
export function LanternDialog({ roomId, threadId, onClose }: LanternDialogProps) {
  const { messages, error, isWhole } = useReadMessages(roomId, threadId);
  const people = useParticipants();
  const read = useReadAll(messages ?? NONE);
  const thread = useMemo(() => threadsIn(read, people).find(({ id }) => id === threadId), [read, people, threadId]);
  const subtitle = thread ? `${stateWords(thread)} · ${countWords(thread.entries.length - 1)}` : undefined;
  return (
    <Dialog title={thread?.headline ?? strings.thread.thread} subtitle={subtitle} icon={Lightbulb} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-5">
        {error !== null && (
          <p role="alert" className="text-body text-ink-2">
            {strings.thread.failed(error)}
          </p>
        )}
        {messages === null && error === null && <SkeletonRows rows={4} label={strings.thread.loading} />}
        {messages !== null && !thread && <p className="text-body text-ink-2">{strings.thread.openerGone}</p>}
        {thread && <Statements roomId={roomId} thread={thread} onClose={onClose} />}
        {thread && <Agreed threads={[thread]} />}
        {thread && <Reliability thread={thread} />}
        {!isWhole && messages !== null && <p className="text-meta text-ink-2">{strings.thread.goesOn}</p>}
      </DialogBody>
    </Dialog>
  );
}

function Statements({ roomId, thread, onClose }: { roomId: string; thread: Thread; onClose: () => void }) {
  const { goTo } = useActions();
  return (
    <ol aria-label={strings.thread.statements} className="flex flex-col gap-4">
      {thread.entries.map((entry) => (
        <li key={entry.seq} className="flex gap-3">
          <Author entry={entry} />
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <StatementHead envelope={entry.envelope} said={saidBy(entry.envelope, thread.entries)}>
              <span className="min-w-0 truncate text-meta font-semibold text-ink">{entry.author_name}</span>
              <Button
                size="small"
                look="quiet"
                className="ms-auto"
                onClick={() => {
                  onClose();
                  goTo({ room_id: roomId, seq: entry.seq });
                }}
              >
                {strings.thread.showInRoom}
              </Button>
            </StatementHead>
            <StatementText said={saidBy(entry.envelope, thread.entries)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Author({ entry: { author_id, author_name } }: { entry: Entry }) {
  const author = useParticipant(author_id);
  return (
    <span className="shrink-0 pt-0.5">
      <Avatar of={author ?? { id: author_id, name: author_name, kind: 'agent' }} size={28} />
    </span>
  );
}

export function Agreed({ threads }: { threads: readonly Thread[] }) {
  const changes = sharedState(threads);
  if (changes.length === 0) return null;
  return (
    <Part title={strings.thread.agreedOn}>
      <ol className="flex flex-col gap-1.5">
        {changes.map(({ seq, author_name, delta }) => (
          <li key={seq} className="text-list text-ink-2">
            {author_name}: <code className="font-mono text-code text-ink wrap-anywhere">{JSON.stringify(delta)}</code>
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Reliability({ thread }: { thread: Thread }) {
  const all = calibrationOf([thread]);
  if (all.length === 0) return null;
  return (
    <Part title={strings.thread.howSure}>
      <ul className="flex flex-col gap-1 text-list text-ink-2">
        {all.map(({ author_id, author_name, statements, held, mean_loss }) => (
          <li key={author_id}>
            <span className="font-semibold text-ink">{author_name}</span>:{' '}
            {strings.thread.reliability(held, statements, mean_loss.toFixed(2))}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-meta text-ink-3">{strings.thread.whatLossIs}</p>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-line-2 pt-4">
      <h3 className="mb-2 text-list font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}
