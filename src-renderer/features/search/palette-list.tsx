import { CornerDownLeft } from 'lucide-react';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { roomIcon } from '../rooms/room-icon.ts';
import { useOpenDirect } from '../people/use-open-direct.ts';
import { presenceTone, statusWords } from '../people/presence-words.ts';
import { recentRooms } from '../../sync/device/recent-rooms.ts';
import {
  useActions,
  useDialogActions,
  useHomeState,
  useMe,
  useParticipant,
  useParticipants,
  usePresence,
  useRooms,
} from '../../sync/store.ts';
import { otherInDirect } from '../../sync/room-words.ts';
import { Avatar } from '../people/avatar.tsx';
import { Option, useChoices } from '../../ui/listbox.tsx';
import { shortcutWord } from '../../ui/shortcut.ts';
import { strings } from '../../strings/all-strings.ts';
import { paletteGroups, type PaletteEntry } from './palette-entries.ts';
import type { ListKeys } from './palette.tsx';
import { ResultFace } from './result-face.tsx';
import { usePaletteActions, usePaletteActionsWith } from './use-palette-actions.ts';
import { useMessageSearch, type MessageSearch } from './use-message-search.ts';

/** From so many characters on messages are looked for too. */
const SEARCH_CHARS_MIN = 2;
const MESSAGES_SHOWN = 5;

interface PaletteListProps {
  query: string;
  listId: string;
  /** Is given what the keys in the field do. */
  keys: RefObject<ListKeys | null>;
  /** Enter was pressed before this list was there. */
  choosesFirst: RefObject<boolean>;
  onActive: (id: string | undefined) => void;
}

export function PaletteList({ query, listId, keys, choosesFirst, onActive }: PaletteListProps) {
  const { search } = useMessageSearch(query.trim().length < SEARCH_CHARS_MIN ? null : { query: query.trimStart(), limit: MESSAGES_SHOWN });
  const groups = useGroups(query, search);
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const choices = useChoices(entries, query);
  const choose = useChoose();
  const optionId = (entry: PaletteEntry | undefined): string | undefined => entry && `${listId}-${entry.key}`;
  const activeId = optionId(choices.current);
  useEffect(() => onActive(activeId), [onActive, activeId]);
  useEffect(() => {
    keys.current = (event) => choices.onKeyDown(event, choose);
    if (choosesFirst.current && choices.current) choose(choices.current);
    choosesFirst.current = false;
  });
  return (
    <>
      {groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <p aria-hidden className="px-2 pt-2 pb-1 text-meta font-semibold text-ink-3">
            {group.title}
          </p>
          {group.entries.map((entry) => (
            <Option
              key={entry.key}
              id={optionId(entry)}
              isActive={choices.current === entry}
              onChoose={() => choose(entry)}
              onPoint={() => choices.point(entries.indexOf(entry))}
              className={entry.kind === 'message' ? 'min-h-13 py-1' : 'h-10 text-list tap:h-12'}
            >
              <EntryFace entry={entry} authors={search.state === 'found' ? search.participants : {}} />
              {choices.current === entry && <CornerDownLeft size={13} aria-hidden className="shrink-0 text-ink-3" />}
            </Option>
          ))}
        </div>
      ))}
      {entries.length === 0 && <p className="px-2 py-6 text-center text-list text-ink-2">{strings.palette.nothingCalled(query)}</p>}
    </>
  );
}

function useGroups(query: string, search: MessageSearch) {
  const rooms = useRooms();
  const [recent] = useState(() => recentRooms(localStorage));
  const placeId = useHomeState(({ place }) => place?.room_id ?? null);
  const participants = useParticipants();
  const meId = useMe().id;
  const actions = usePaletteActions();
  const withQuery = usePaletteActionsWith(query.trim());
  const messages = search.state === 'found' && query.trim() !== '' ? search.results : NO_MESSAGES;
  return useMemo(
    () => paletteGroups({ rooms, recent, placeId, participants, meId, actions, messages, withQuery }, query.trim()),
    [rooms, recent, placeId, participants, meId, actions, messages, withQuery, query],
  );
}
const NO_MESSAGES: [] = [];

function useChoose(): (entry: PaletteEntry) => void {
  const { goTo } = useActions();
  const { closeDialog } = useDialogActions();
  const openDirect = useOpenDirect();
  return (entry) => {
    closeDialog();
    if (entry.kind === 'do') entry.action.run();
    else if (entry.kind === 'room') goTo({ room_id: entry.view.room.id, seq: null });
    else if (entry.kind === 'message') goTo({ room_id: entry.result.room_id, seq: entry.result.message.seq });
    else openDirect(entry.participant.id);
  };
}

function EntryFace({ entry, authors }: { entry: PaletteEntry; authors: Readonly<Record<string, Participant>> }) {
  switch (entry.kind) {
    case 'participant':
      return <ParticipantFace participant={entry.participant} />;
    case 'message':
      return <ResultFace result={entry.result} authors={authors} />;
    case 'room':
      return <RoomFace entry={entry} />;
    case 'do': {
      const { icon: Icon, name, shortcut } = entry.action;
      return (
        <>
          <Icon size={16} aria-hidden className="w-6 shrink-0 text-ink-2" />
          <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
          {shortcut && (
            <span aria-hidden className="shrink-0 text-meta text-ink-3 tap:hidden">
              {shortcutWord(shortcut)}
            </span>
          )}
        </>
      );
    }
  }
}

function RoomFace({ entry: { name, view } }: { entry: Extract<PaletteEntry, { kind: 'room' }> }) {
  const meId = useMe().id;
  const other = useParticipant(otherInDirect(view.room, meId));
  if (other) return <ParticipantFace participant={other} />;
  const Icon = roomIcon(view.room);
  return (
    <>
      <Icon size={16} aria-hidden className="w-6 shrink-0 text-ink-2" />
      <span className="truncate font-medium">{name}</span>
      <span className="min-w-0 flex-1 truncate text-meta text-ink-3">
        {view.room.archived_at === null ? view.room.description : strings.palette.archived}
      </span>
    </>
  );
}

function ParticipantFace({ participant }: { participant: Participant }) {
  const presence = usePresence(participant.id);
  return (
    <>
      <Avatar of={participant} size={24} presence={presenceTone(presence)} ring="ring-raise" />
      <span className="truncate font-medium">{participant.name}</span>
      <span className="min-w-0 flex-1 truncate text-meta text-ink-3">{statusWords(participant, presence)}</span>
    </>
  );
}
