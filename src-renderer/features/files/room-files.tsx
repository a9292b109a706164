import { Paperclip } from 'lucide-react';
import { useMemo } from 'react';
import type { RoomFile } from '../../../src-shared/files.ts';
import { isShownAsImage } from '../../../src-shared/files.ts';
import { useReadFiles } from '../../sync/sealed/use-sealed.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useActions, useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { DownloadLink } from './file-card.tsx';
import { fileIcon, sizeWords } from './file-words.ts';
import { SmallPicture } from './small-picture.tsx';
import { whyNoFiles } from './use-attach.ts';
import { useRoomFiles } from './use-room-files.ts';
import { useShowFile } from './viewer-context.ts';

/** The room's files, newest first. */
export function RoomFiles({ room }: { room: RoomFacts }) {
  const { files: written, hasMore, problem, loadMore } = useRoomFiles(room);
  const shown = useReadFiles(
    room.id,
    useMemo(() => (written ?? []).map(({ file }) => file), [written]),
  );
  const files = written && written.map((entry, at): ShownEntry => ({ ...entry, file: shown[at] ?? entry.file }));
  if (problem !== null)
    return (
      <div role="alert" className="flex flex-col items-start gap-3 pt-4 text-list text-ink-2">
        {strings.viewing.notListed(problem)}
        <Button onClick={loadMore}>{strings.ui.tryAgain}</Button>
      </div>
    );
  if (files === null) return <SkeletonRows label={strings.viewing.loadingFiles} />;
  if (files.length === 0)
    return <EmptyState icon={Paperclip} title={strings.viewing.noFiles} text={whyNoFiles(room) ?? strings.viewing.noFilesText} />;
  return (
    <>
      <ul aria-label={strings.viewing.files} className="flex flex-col gap-1 pt-3">
        {files.map((each) => (
          <FileRow key={each.file.id} roomId={room.id} entry={each} all={files} />
        ))}
      </ul>
      {hasMore && (
        <Button onClick={loadMore} className="mt-2 w-full">
          {strings.viewing.older}
        </Button>
      )}
    </>
  );
}

type ShownEntry = RoomFile & { file: ShownFile };

function FileRow({ roomId, entry: { file, seq, sent_at }, all }: { roomId: string; entry: ShownEntry; all: readonly ShownEntry[] }) {
  const { goTo } = useActions();
  const showFile = useShowFile();
  const sender = useParticipant(file.by);
  const isPicture = isShownAsImage(file);
  const Icon = fileIcon(file);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(sent_at);
  const face = isPicture ? <SmallPicture file={file} className="size-full" /> : <Icon size={18} aria-hidden />;
  const look = 'flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-control bg-line-2 text-ink-2 tap:size-11';
  return (
    <li className="flex items-center gap-2.5 rounded-control py-1">
      {isPicture ? (
        <button
          type="button"
          aria-label={strings.files.open(file.name)}
          onClick={() => showFile(file, all.map((each) => each.file).filter(isShownAsImage))}
          className={look}
        >
          {face}
        </button>
      ) : (
        <span aria-hidden className={look}>
          {face}
        </span>
      )}
      <button
        type="button"
        onClick={() => goTo({ room_id: roomId, seq })}
        title={strings.viewing.showWhereSent}
        className="min-w-0 flex-1 rounded-control text-start"
      >
        <span className="block truncate text-list font-semibold text-ink">
          <bdi>{file.name}</bdi>
        </span>
        <span className="block truncate text-meta text-ink-2">
          {sender?.name ?? strings.ui.formerMember} · {when} · {sizeWords(file.size)}
        </span>
      </button>
      <DownloadLink file={file} />
    </li>
  );
}
