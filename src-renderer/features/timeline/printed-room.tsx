import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { GROUP_NAMES } from '../../../src-shared/group-mentions.ts';
import { isShownAsImage } from '../../../src-shared/files.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useReadable } from '../../sync/sealed/use-sealed.ts';
import { useHome, useMe, useParticipants } from '../../sync/store.ts';
import { roomTitle } from '../../sync/room-words.ts';
import type { Box } from '../files/thumb-box.ts';
import { useFileUrl } from '../files/use-file-url.ts';
import { IsPrinted } from '../markdown/later-code-block.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { AsSealed } from '../sealed/as-sealed.tsx';
import { activityWords, returnedWords } from './lines.tsx';
import { lanternLine, plainWords } from './plain-words.ts';
import { useRoomUi } from './room-ui.ts';
import type { Entry, Row } from './rows.ts';
import { fullTime } from './time-words.ts';
import '../../ui/paper.css';

/** A message of more lines may be parted between two pages. */
const WHOLE_LINES = 20;
const CHARS_A_LINE = 90;

/** The loaded messages of a room, beside the page's own elements, which are not printed then. */
export function PrintedRoom({ rows }: { rows: readonly Row[] }) {
  const { room } = useRoomUi();
  const home = useHome();
  const me = useMe();
  const participants = useParticipants();
  const document_ = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    for (const link of document_.current?.querySelectorAll('a') ?? []) showAddress(link);
  }, []);
  return createPortal(
    <IsPrinted value>
      <div ref={document_} data-print>
        <h1>{roomTitle(room, participants, me.id)}</h1>
        {room.topic !== null && <p>{room.topic}</p>}
        <p className="about">{strings.printing.about(home.name, fullTime(Date.now()))}</p>
        {rows.map((row) => (
          <PrintedRow key={row.key} row={row} />
        ))}
      </div>
    </IsPrinted>,
    document.body,
  );
}

/** Paper cannot be pressed. An address that is its own text is not printed twice. */
function showAddress(link: HTMLAnchorElement): void {
  const { href, textContent } = link;
  const bare = (address: string): string => address.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, '');
  if (bare(href) !== bare(textContent)) link.dataset['address'] = href;
}

function PrintedRow({ row: { entry, at, authorId } }: { row: Row }) {
  const participants = useParticipants();
  const name = participants[authorId]?.name ?? strings.timeline.gone;
  if (entry.kind === 'message') return <PrintedMessage message={entry.message} name={name} />;
  const words = lineOf(entry, name, participants);
  return words && <p className="line">{strings.printing.line(words, fullTime(at))}</p>;
}

/** Null: it is not printed. The app folds thoughts, and a message that was not sent is not in the room. */
function lineOf(entry: Exclude<Entry, { kind: 'message' }>, name: string, participants: ReturnType<typeof useParticipants>): string | null {
  switch (entry.kind) {
    case 'task':
      return strings.printing.task(name, entry.task.title);
    case 'vote':
      return strings.printing.vote(entry.vote.title);
    case 'renamed':
      return strings.timeline.renamed(entry.renaming.from, entry.renaming.to);
    case 'returned':
      return returnedWords(entry.returning);
    case 'activities':
      return activityWords(entry.activities, participants);
    case 'thoughts':
    case 'stream':
    case 'pending':
      return null;
  }
}

function PrintedMessage({ message: written, name }: { message: Message; name: string }) {
  const message = useReadable(written);
  const { content, created_at, deleted_at, attachments, kind } = message;
  const isPlain = deleted_at !== null || kind === 'vote' || kind === 'approval' || lanternLine(message) !== null;
  return (
    <article className={isShort(content) ? 'short' : undefined}>
      <header>
        <b>{name}</b> <time dateTime={new Date(created_at).toISOString()}>{fullTime(created_at)}</time>
        {kind === 'decision' && <span> · {strings.timeline.decision}</span>}
      </header>
      <AsSealed read={message}>
        {isPlain ? <p>{plainWords(message)}</p> : content !== '' && <Text message={message} />}
        {!isPlain && <Files files={attachments} />}
      </AsSealed>
    </article>
  );
}

/** Pictures, and the names of other files. */
function Files({ files }: { files: readonly ShownFile[] }): ReactNode {
  const others = files.filter((file) => !isShownAsImage(file));
  return (
    <>
      {files.filter(isShownAsImage).map((file) => (
        <PrintedPicture key={file.id} file={file} />
      ))}
      {others.length > 0 && <p className="files">{strings.printing.files(others.map((file) => file.name))}</p>}
    </>
  );
}

function PrintedPicture({ file }: { file: ShownFile & Box }): ReactNode {
  const { url, hasFailed } = useFileUrl(file);
  const { width, height } = file;
  const [isBroken, setIsBroken] = useState(false);
  if (hasFailed || isBroken) return <p className="files">{strings.printing.files([file.name])}</p>;
  return (
    <img
      src={url ?? undefined}
      alt={file.name}
      width={width}
      height={height}
      data-waits={url === null || undefined}
      onError={() => setIsBroken(true)}
    />
  );
}

function Text({ message: { content, mentions } }: { message: Message }): ReactNode {
  const participants = useParticipants();
  const people = useMemo(
    () => mentions.flatMap((id) => participants[id] ?? GROUP_NAMES.find((group) => group.id === id) ?? []),
    [mentions, participants],
  );
  return (
    <div dir="auto" className="message-text">
      <Markdown text={content} people={people} />
    </div>
  );
}

function isShort(text: string): boolean {
  return text.split('\n').reduce((lines, line) => lines + Math.ceil((line.length + 1) / CHARS_A_LINE), 0) <= WHOLE_LINES;
}
