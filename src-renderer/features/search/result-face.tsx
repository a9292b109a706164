import { isolated } from '../../../src-shared/isolate.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import type { SearchResult } from '../../../src-shared/search.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { lanternLine } from '../timeline/plain-words.ts';
import { dayWord, timeWord } from '../timeline/time-words.ts';
import { Avatar } from '../people/avatar.tsx';
import { KindTag } from '../../ui/kind-tag.tsx';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/strings.ts';
import { MarkedText } from './marked-text.tsx';

interface ResultFaceProps {
  result: SearchResult;
  /** The participants of the results: a former one is not in the home's own list. */
  authors: Readonly<Record<string, Participant>>;
  /** The list is about one room, which need not be said in every line. */
  isRoomKnown?: boolean;
  lines?: 1 | 2;
}

/** Author, room, time, and the part with the match. For a LANTERN statement, its text. */
export function ResultFace({ result: { message, room_id, snippet }, authors, isRoomKnown = false, lines = 1 }: ResultFaceProps) {
  const participants = useParticipants();
  const me = useMe();
  const room = useRoom(room_id)?.room;
  const now = useNow();
  const author = participants[message.author_id] ?? authors[message.author_id];
  const name = author?.name ?? strings.ui.formerMember;
  const place = room ? (room.direct ? strings.finding.withName(roomTitle(room, participants, me.id)) : `#${isolated(room.name)}`) : '';
  const day = dayWord(message.created_at, now);
  return (
    <>
      <Avatar of={author ?? { id: message.author_id, name, kind: 'person' }} size={28} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5 text-meta text-ink-3">
          <span className="truncate text-list font-semibold text-ink">{name}</span>
          <KindTag of={author} />
          <span className="min-w-0 truncate">
            {!isRoomKnown && place !== '' && `${place} · `}
            {day === dayWord(now, now) ? '' : `${day}, `}
            {timeWord(message.created_at)}
          </span>
        </span>
        <span className={lines === 1 ? 'block truncate text-list text-ink-2' : 'line-clamp-2 text-list text-ink-2'}>
          {lanternLine(message) ?? <MarkedText snippet={snippet} />}
        </span>
      </span>
    </>
  );
}
