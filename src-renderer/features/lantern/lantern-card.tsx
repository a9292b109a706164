import { MessagesSquare } from 'lucide-react';
import type { Envelope } from '../../../src-shared/lantern/envelope.ts';
import type { Thread } from '../../../src-shared/lantern/threads.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useDialogActions } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { strings } from '../../strings/all-strings.ts';
import { countWords, saidBy, stateWords, verbOf, type Said } from './lantern-words.ts';
import { useLoadedThread } from './use-threads.ts';

/** A statement that can be checked later, in the timeline: what it says, and the way into its thread. */
export function LanternCard({ message, envelope }: { message: Message; envelope: Envelope }) {
  const { openDialog } = useDialogActions();
  const thread = useLoadedThread(message.room_id, message.seq);
  const said = saidBy(envelope, thread?.entries);
  return (
    <section
      aria-label={strings.lantern.inOneLine(verbOf(envelope).word, said.main)}
      className="mt-1 flex max-w-[560px] flex-col gap-2 rounded-card border border-line bg-raise p-3.5"
    >
      <StatementHead envelope={envelope} said={said}>
        {thread && <span className="ms-auto text-meta text-ink-2">{stateWords(thread)}</span>}
      </StatementHead>
      <StatementText said={said} isShort />
      {envelope.type === 'SYNC' && (
        <Button
          size="small"
          icon={MessagesSquare}
          onClick={() => openDialog({ kind: 'arguments', room_id: message.room_id })}
          className="self-start"
        >
          {strings.lanternCard.showAgreed}
        </Button>
      )}
      {thread && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button
            size="small"
            icon={MessagesSquare}
            onClick={() => openDialog({ kind: 'lantern', room_id: message.room_id, thread: thread.id })}
          >
            {thread.id === message.seq ? countWords(thread.entries.length - 1) : strings.lanternCard.openThread}
          </Button>
          {thread.id !== message.seq && <ThreadName thread={thread} />}
        </div>
      )}
    </section>
  );
}

function ThreadName({ thread }: { thread: Thread }) {
  return <span className="min-w-0 flex-1 truncate text-meta text-ink-2">{thread.headline}</span>;
}

interface StatementHeadProps {
  envelope: Envelope;
  said: Said;
  children?: React.ReactNode;
}

export function StatementHead({ envelope, said, children }: StatementHeadProps) {
  const { word, tone } = verbOf(envelope);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Tag tone={tone}>{word}</Tag>
      {said.sure !== null && <span className="text-meta text-ink-2">{strings.lanternCard.sure(String(said.sure))}</span>}
      {children}
    </div>
  );
}

export function StatementText({ said, isShort = false }: { said: Said; isShort?: boolean }) {
  const lines = isShort ? 'line-clamp-6' : 'whitespace-pre-line';
  return (
    <>
      <p dir="auto" className={`text-body text-ink wrap-anywhere ${lines}`}>
        {said.main}
      </p>
      {said.more.length > 0 && (
        <dl className="flex flex-col gap-0.5 text-list">
          {said.more.map(({ label, text }) => (
            <div key={label} className={`wrap-anywhere text-ink-2 ${isShort ? 'line-clamp-2' : ''}`}>
              <dt className="inline text-ink-3">{label}: </dt>
              <dd className="inline">
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
