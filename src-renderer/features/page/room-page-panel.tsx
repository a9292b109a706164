import { useEffect, useState, type KeyboardEvent } from 'react';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useMe, useParticipants } from '../../sync/store.ts';
import { drop } from '../../lib/drop.ts';
import { isComposing } from '../../ui/composing.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useRoomUi } from '../timeline/room-ui.ts';
import { PageEditor } from './page-editor.tsx';
import { PageReader } from './page-reader.tsx';
import { PageVersion } from './page-version.tsx';
import { PageVersions } from './page-versions.tsx';
import { usePageDraft } from './use-page-draft.ts';
import { useRoomPage } from './use-room-page.ts';

/** `page`: the text, or the editor. A number: that version. */
type Place = 'page' | 'versions' | number;

/** The page of a room: read, edited, and its versions. */
export function RoomPagePanel({ room }: { room: RoomFacts }) {
  const view = useRoomPage(room);
  const [draft, setDraft] = usePageDraft(room);
  const [place, setPlace] = useState<Place>('page');
  const [hasMoved, setHasMoved] = useState(false);
  const title = roomTitle(room, useParticipants(), useMe().id);
  const { page, problem, reload } = view;
  const { canWrite } = useRoomUi();
  /** A text that cannot be read here cannot be changed here. */
  const canEdit = canWrite && (page?.shut ?? null) === null;
  const isEditing = draft !== null && canWrite && page !== undefined;
  // It was saved, and the reply came when the page was not open any more.
  const isSaved = draft !== null && page?.content === draft.text && page.version !== draft.base;
  useEffect(() => {
    if (isSaved) setDraft(null);
  }, [isSaved, setDraft]);
  const go = (next: Place): void => {
    setHasMoved(true);
    setPlace(next);
  };
  const edit = (): void => {
    if (page === undefined || !canEdit) return;
    setHasMoved(true);
    setDraft({ text: page?.content ?? '', base: page?.version ?? 0 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || isEditing || place !== 'page' || !isShortcut(event, 'editPage')) return;
    event.preventDefault();
    edit();
  };
  return (
    <section tabIndex={0} aria-label={strings.page.title(title)} onKeyDown={onKeyDown} className="rounded-control outline-offset-4">
      {problem !== null && page === undefined ? (
        <div role="alert" className="flex flex-col items-start gap-3 pt-4 text-list text-ink-2">
          {strings.page.failed(problem)}
          <Button onClick={() => drop(reload(), 'the same sentence is there still')}>{strings.ui.tryAgain}</Button>
        </div>
      ) : page === undefined ? (
        <SkeletonRows label={strings.page.loading} />
      ) : isEditing ? (
        <PageEditor room={room} view={view} draft={draft} takesFocus={hasMoved} onChange={setDraft} />
      ) : place === 'versions' ? (
        <PageVersions room={room} onBack={() => go('page')} onSelect={go} />
      ) : place === 'page' ? (
        <PageReader page={page} canWrite={canEdit} takesFocus={hasMoved} onEdit={edit} onVersions={() => go('versions')} />
      ) : (
        <PageVersion
          key={place}
          room={room}
          number={place}
          view={view}
          canWrite={canWrite}
          onBack={() => go('versions')}
          onRestored={() => go('page')}
        />
      )}
    </section>
  );
}
