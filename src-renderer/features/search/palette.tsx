import { CornerDownLeft, Search, X } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { roomIcon } from '../rooms/room-icon.ts';
import { useOpenDirect } from '../people/use-open-direct.ts';
import { presenceTone, statusWords } from '../people/presence-words.ts';
import { useActions, useDialogActions, useMe, useParticipants, usePresence, useRooms } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Option, useChoices } from '../../ui/listbox.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { strings } from '../../strings/strings.ts';
import { paletteGroups, type PaletteEntry } from './palette-entries.ts';
import { ResultFace } from './result-face.tsx';
import { usePaletteActions, usePaletteActionsWith } from './use-palette-actions.ts';
import { useMessageSearch, type MessageSearch } from './use-message-search.ts';

/** From so many characters on messages are looked for too. */
const SEARCH_CHARS_MIN = 2;
const MESSAGES_SHOWN = 5;

/** Rooms, agents, people, messages and actions by a few letters. */
export function Palette() {
  const { closeDialog } = useDialogActions();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, closeDialog);
  const [query, setQuery] = useState('');
  const { search } = useMessageSearch(query.trim().length < SEARCH_CHARS_MIN ? null : { query: query.trimStart(), limit: MESSAGES_SHOWN });
  const groups = useGroups(query, search);
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const choices = useChoices(entries, query);
  const choose = useChoose();
  const id = useId();
  const optionId = (entry: PaletteEntry | undefined): string | undefined => entry && `${id}-${entry.key}`;
  return (
    <dialog
      ref={dialog}
      aria-label={strings.finding.palette}
      className="mx-auto mt-[12vh] mb-auto max-h-[70vh] w-[640px] max-w-[calc(100vw-32px)] animate-rise flex-col overflow-hidden rounded-card border border-line bg-raise p-0 text-ink shadow-float backdrop:animate-fade open:flex max-sm:mt-4"
    >
      <div className="flex h-[52px] shrink-0 items-center gap-3 border-b border-line px-4">
        <Search size={17} aria-hidden className="shrink-0 text-ink-2" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={optionId(choices.current)}
          aria-label={strings.finding.palette}
          placeholder={strings.finding.palettePlaceholder}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event: KeyboardEvent) => choices.onKeyDown(event, choose)}
          className="h-full min-w-0 flex-1 bg-transparent text-body outline-none tap:text-title"
        />
        <kbd className="rounded-tag border border-line px-1 font-sans text-tiny text-ink-3 tap:hidden">{strings.finding.escape}</kbd>
        <span className="-me-2.5 hidden tap:block">
          <IconButton icon={X} label={strings.finding.close} onClick={closeDialog} />
        </span>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={strings.finding.whatThereIs} className="min-h-0 overflow-y-auto p-2">
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
        {entries.length === 0 && <p className="px-2 py-6 text-center text-list text-ink-2">{strings.finding.nothingCalled(query)}</p>}
      </div>
    </dialog>
  );
}

function useGroups(query: string, search: MessageSearch) {
  const rooms = useRooms();
  const participants = useParticipants();
  const meId = useMe().id;
  const actions = usePaletteActions();
  const withQuery = usePaletteActionsWith(query.trim());
  const messages = search.state === 'found' && query.trim() !== '' ? search.results : NO_MESSAGES;
  return useMemo(
    () => paletteGroups({ rooms, participants, meId, actions, messages, withQuery }, query.trim()),
    [rooms, participants, meId, actions, messages, withQuery, query],
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
    case 'room': {
      const Icon = roomIcon(entry.view.room);
      return (
        <>
          <Icon size={16} aria-hidden className="w-6 shrink-0 text-ink-2" />
          <span className="truncate font-medium">{entry.name}</span>
          <span className="min-w-0 flex-1 truncate text-meta text-ink-3">
            {entry.view.room.archived_at === null ? entry.view.room.description : strings.finding.archived}
          </span>
        </>
      );
    }
    case 'do': {
      const Icon = entry.action.icon;
      return (
        <>
          <Icon size={16} aria-hidden className="w-6 shrink-0 text-ink-2" />
          <span className="min-w-0 flex-1 truncate font-medium">{entry.action.name}</span>
        </>
      );
    }
  }
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
