import { useState } from 'react';
import { AppError } from '../../../src-shared/errors.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { sizeWords } from '../files/file-words.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { BackLine } from './back-line.tsx';
import { LaterLineDiff } from '../markdown/later-line-diff.tsx';
import { PageText } from './page-text.tsx';
import type { ReadPage, RoomPageView } from './use-room-page.ts';
import { useSavePage } from './use-save-page.ts';
import { useVersion } from './use-version.ts';

interface PageVersionProps {
  room: RoomFacts;
  number: number;
  view: RoomPageView;
  canWrite: boolean;
  onBack: () => void;
  onRestored: () => void;
}

const VIEWS = ['text', 'changes', 'sinceThen'] as const;
type View = (typeof VIEWS)[number];

/** One version: its text, what it changed, and what was changed after it. */
export function PageVersion({ room, number, view, canWrite, onBack, onRestored }: PageVersionProps) {
  const { page, problem } = useVersion(room.id, number);
  const [shown, setShown] = useState<View>('text');
  const restore = useRestore(room, view, onRestored);
  const words = strings.page;
  const isNewest = number === room.page_version;
  return (
    <>
      <BackLine label={words.backToVersions} title={words.version(number.toLocaleString(locale))} onBack={onBack}>
        {canWrite && !isNewest && page && page.shut === null && (
          <Button size="small" isBusy={restore.isBusy} onClick={() => restore.run(page)}>
            {words.restore}
          </Button>
        )}
      </BackLine>
      <FieldError text={restore.error ?? (problem === null ? null : words.failed(problem))} />
      {page === undefined && problem === null && <SkeletonRows label={words.loading} />}
      {page && (
        <>
          <AuthorLine page={page} />
          <Tabs
            label={words.whatToShow}
            tabs={VIEWS.filter((id) => id !== 'sinceThen' || !isNewest).map((id) => ({ id, label: strings.page.views[id] }))}
            selected={shown === 'sinceThen' && isNewest ? 'text' : shown}
            onSelect={setShown}
          >
            <div className="pt-2">
              {shown === 'changes' && page.shut === null ? (
                <Changes roomId={room.id} page={page} />
              ) : shown === 'sinceThen' && !isNewest && page.shut === null && view.page ? (
                <LaterLineDiff before={page.content} after={view.page.content} />
              ) : (
                <PageText page={page} />
              )}
            </div>
          </Tabs>
        </>
      )}
    </>
  );
}

function AuthorLine({ page: { author_id, created_at, bytes } }: { page: ReadPage }) {
  const name = useParticipant(author_id ?? null)?.name ?? strings.ui.formerMember;
  return (
    <p className="pb-2 text-meta text-ink-2 wrap-anywhere">
      {strings.page.versionBy(name, dayAndTime(created_at, Date.now()), sizeWords(bytes))}
    </p>
  );
}

/** Against the version before. */
function Changes({ roomId, page }: { roomId: string; page: ReadPage }) {
  const { page: before, problem } = useVersion(roomId, page.version - 1);
  const words = strings.page;
  if (problem !== null) return <FieldError text={words.failed(problem)} />;
  if (before === undefined) return <SkeletonRows label={words.loading} />;
  if (before === null && page.version > 1) return <p className="text-list text-ink-2">{words.beforeNotKept}</p>;
  if (before && before.shut !== null) return <PageText page={before} />;
  return <LaterLineDiff before={before?.content ?? ''} after={page.content} />;
}

/** Writes the text of a version again, as a new one: nothing is lost. */
function useRestore(room: RoomFacts, view: RoomPageView, onRestored: () => void) {
  const { run, ...task } = useAsyncAction();
  const save = useSavePage(room.id);
  const toast = useToast();
  return {
    ...task,
    run: ({ content, version }: ReadPage): void =>
      run(async () => {
        let written = await save(content, room.page_version);
        // Another participant was faster. Its version stays among the versions too.
        if (!written) written = await save(content, (await view.reload())?.version ?? 0);
        if (!written) throw new AppError('page_conflict');
        view.learn(written);
        toast({ text: strings.page.restored(version.toLocaleString(locale)) });
        onRestored();
      }),
  };
}
