import clsx from 'clsx';
import { CornerDownLeft, Plus, Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { mayCreateRooms, mayManage } from '../state/permissions.ts';
import { presenceTone, statusWords } from '../state/presence-words.ts';
import { useActions, useDialogActions, useInvites, useMe, useParticipants, usePresence, useRooms } from '../state/store.ts';
import type { Participant } from '../../src-shared/objects.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useModal } from '../ui/use-modal.ts';
import { jumpGroups, type JumpEntry, type JumpSource } from './jump-entries.ts';
import { roomIcon } from './room-list.tsx';
import { useOpenDirect } from './use-open-direct.ts';

/** Rooms, agents, people and deeds by a few letters of their names. */
export function JumpDialog() {
  const { closeDialog } = useDialogActions();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, closeDialog);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const source = useJumpSource();
  const groups = useMemo(() => jumpGroups(source, query), [source, query]);
  const entries = groups.flatMap((group) => group.entries);
  const choose = useChoose();
  const id = useId();
  const optionId = (entry: JumpEntry | undefined): string | undefined => entry && `${id}-${entry.key}`;

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setActive((active + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const entry = entries[active];
      if (entry) choose(entry);
    }
  }
  return (
    <dialog
      ref={dialog}
      aria-label="Jump to a room, an agent or a person"
      className="mx-auto mt-[12vh] mb-auto max-h-[70vh] w-[640px] max-w-[calc(100vw-32px)] animate-rise flex-col overflow-hidden rounded-card border border-line bg-raise p-0 text-ink shadow-float backdrop:animate-fade open:flex max-sm:mt-4"
    >
      <div className="flex h-[52px] shrink-0 items-center gap-3 border-b border-line px-4">
        <Search size={17} aria-hidden className="shrink-0 text-ink-2" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={optionId(entries[active])}
          aria-label="Jump to"
          placeholder="A room, an agent or a person"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-body outline-none"
        />
        <kbd className="rounded-tag border border-line px-1 font-sans text-tiny text-ink-3">esc</kbd>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Places" className="min-h-0 overflow-y-auto p-2">
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <p aria-hidden className="px-2 pt-2 pb-1 text-meta font-semibold text-ink-3">
              {group.title}
            </p>
            {group.entries.map((entry) => (
              <Option
                key={entry.key}
                id={optionId(entry)}
                entry={entry}
                isActive={entries[active] === entry}
                onChoose={() => choose(entry)}
                onPoint={() => setActive(entries.indexOf(entry))}
              />
            ))}
          </div>
        ))}
        {entries.length === 0 && <p className="px-2 py-6 text-center text-list text-ink-2">Nothing here is called “{query}”.</p>}
      </div>
    </dialog>
  );
}

function useJumpSource(): JumpSource {
  const rooms = useRooms();
  const participants = useParticipants();
  const me = useMe();
  const canInvite = useInvites() !== null;
  return useMemo(() => {
    const deeds: { name: string; dialog: JumpSource['deeds'][number]['dialog'] }[] = [];
    if (mayCreateRooms(me)) deeds.push({ name: 'Make a room', dialog: { kind: 'create-room' } });
    if (mayManage(me)) deeds.push({ name: 'Connect an agent', dialog: { kind: 'connect-agent' } });
    if (canInvite) deeds.push({ name: 'Invite a friend', dialog: { kind: 'invites' } });
    deeds.push({ name: 'Settings', dialog: { kind: 'settings', page: 'you' } });
    return { rooms, participants, meId: me.id, deeds };
  }, [rooms, participants, me, canInvite]);
}

function useChoose(): (entry: JumpEntry) => void {
  const { goTo } = useActions();
  const { openDialog, closeDialog } = useDialogActions();
  const openDirect = useOpenDirect();
  return (entry) => {
    if (entry.kind === 'do') return openDialog(entry.dialog);
    closeDialog();
    if (entry.kind === 'room') goTo({ room_id: entry.view.room.id, seq: null });
    else openDirect(entry.participant.id);
  };
}

interface OptionProps {
  id: string | undefined;
  entry: JumpEntry;
  isActive: boolean;
  onChoose: () => void;
  onPoint: () => void;
}

function Option({ id, entry, isActive, onChoose, onPoint }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onChoose}
      onPointerMove={isActive ? undefined : onPoint}
      className={clsx(
        'flex h-10 cursor-pointer items-center gap-3 rounded-control px-2 text-list max-sm:h-12',
        isActive && 'bg-accent-soft',
      )}
    >
      <OptionFace entry={entry} />
      {isActive && <CornerDownLeft size={13} aria-hidden className="shrink-0 text-ink-3" />}
    </div>
  );
}

function OptionFace({ entry }: { entry: JumpEntry }) {
  if (entry.kind === 'participant') return <ParticipantFace participant={entry.participant} />;
  const Icon = entry.kind === 'room' ? roomIcon(entry.view.room) : Plus;
  return (
    <>
      <Icon size={16} aria-hidden className="w-6 shrink-0 text-ink-2" />
      <span className="truncate font-medium">{entry.name}</span>
      {entry.kind === 'room' && (
        <span className="min-w-0 flex-1 truncate text-meta text-ink-3">
          {entry.view.room.archived_at === null ? entry.view.room.description : 'Archived'}
        </span>
      )}
      {entry.kind === 'do' && <span className="flex-1" />}
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
