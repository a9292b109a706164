import { History } from 'lucide-react';
import { ROOM_PAGE_VERSIONS_MAX } from '../../../src-shared/limits.ts';
import type { RoomPageVersion } from '../../../src-shared/room-pages.ts';
import { sizeWords } from '../files/file-words.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useParticipant } from '../../sync/store.ts';
import { PagedList } from '../../ui/paged-list.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { BackLine } from './back-line.tsx';
import { useVersions } from './use-versions.ts';

interface PageVersionsProps {
  room: RoomFacts;
  onBack: () => void;
  onSelect: (version: number) => void;
}

export function PageVersions({ room, onBack, onSelect }: PageVersionsProps) {
  const versions = useVersions(room);
  const words = strings.page;
  return (
    <>
      <BackLine label={words.back} title={words.versions} onBack={onBack} />
      <PagedList
        {...versions}
        icon={History}
        words={{
          failed: words.versionsFailed,
          loading: words.loadingVersions,
          none: words.noVersions,
          noneText: words.noVersionsText,
          more: words.olderVersions,
        }}
        note={<p className="pb-2 text-meta text-ink-2">{words.kept(ROOM_PAGE_VERSIONS_MAX)}</p>}
        row={(version) => (
          <VersionRow
            key={version.version}
            version={version}
            isNewest={version.version === room.page_version}
            onSelect={() => onSelect(version.version)}
          />
        )}
      />
    </>
  );
}

interface VersionRowProps {
  version: RoomPageVersion;
  isNewest: boolean;
  onSelect: () => void;
}

function VersionRow({ version: { version, author_id, created_at, bytes }, isNewest, onSelect }: VersionRowProps) {
  const name = useParticipant(author_id)?.name ?? strings.ui.formerMember;
  const words = strings.page;
  return (
    <li>
      <button type="button" onClick={onSelect} className="w-full rounded-control px-2 py-1.5 text-start hover:bg-line-2 tap:min-h-11">
        <span className="block text-list font-semibold text-ink">
          {words.version(version.toLocaleString(locale))}
          {isNewest && <span className="font-normal text-ink-2"> · {words.now}</span>}
        </span>
        <span className="block text-meta text-ink-2 wrap-anywhere">
          {words.versionBy(name, dayAndTime(created_at, Date.now()), sizeWords(bytes))}
        </span>
      </button>
    </li>
  );
}
