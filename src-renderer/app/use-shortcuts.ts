// The keys of the whole window.
import { useEffect } from 'react';
import { isMuted } from '../../src-shared/notify/rule.ts';
import { placeOfUnread, unreadIn } from '../../src-shared/notify/unread.ts';
import type { RoomView } from '../../src-shared/objects.ts';
import { isShortcut, type ShortcutName } from '../../src-shared/shortcuts.ts';
import { nextRoom, roomsInOrder } from '../features/rooms/next-room.ts';
import { onlineAmong } from '../features/people/people.ts';
import type { OpenDialog } from '../sync/device/dialogs.ts';
import { useActions, useApp, useDialogActions } from '../sync/store.ts';
import { isComposing } from '../ui/composing.ts';
import { goToNextPart } from '../ui/window-parts.ts';

export function useShortcuts(): void {
  const { openDialog } = useDialogActions();
  const { dialogs } = useApp();
  const goToNextRoom = useGoToNextRoom();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isComposing(event)) return;
      const way = wayOf(event);
      if (isShortcut(event, 'nextPart') || isShortcut(event, 'previousPart')) {
        if (goToNextPart(document, event.shiftKey)) event.preventDefault();
      } else if (way) {
        event.preventDefault();
        if (!document.querySelector('dialog[open]')) goToNextRoom(way);
      } else {
        const asked = dialogOf(event);
        if (!asked) return;
        event.preventDefault();
        if (dialogs.getState().dialog === null) openDialog(asked);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

interface Way {
  step: 1 | -1;
  isUnread: boolean;
}

const WAYS: readonly (readonly [ShortcutName, Way])[] = [
  ['roomAbove', { step: -1, isUnread: false }],
  ['roomBelow', { step: 1, isUnread: false }],
  ['unreadAbove', { step: -1, isUnread: true }],
  ['unreadBelow', { step: 1, isUnread: true }],
];

function wayOf(event: KeyboardEvent): Way | undefined {
  return WAYS.find(([name]) => isShortcut(event, name))?.[1];
}

function useGoToNextRoom(): (way: Way) => void {
  const { store } = useApp();
  const { goTo } = useActions();
  return ({ step, isUnread }) => {
    const { snapshot, place } = store.getState();
    if (!snapshot) return;
    const { participants, me_id: meId } = snapshot;
    const online = new Set(onlineAmong(Object.values(participants), snapshot.presence));
    const inOrder = roomsInOrder({
      rooms: Object.values(snapshot.rooms),
      participants,
      meId,
      online,
      sidebar: snapshot.sidebar,
      now: Date.now(),
    });
    const isWanted = (view: RoomView): boolean => !isUnread || callsFor(view);
    const next = nextRoom(inOrder, { from: place?.room_id ?? null, step, isWanted });
    // The last one may be a thread of the room on the screen.
    const here = isUnread && place ? snapshot.rooms[place.room_id] : undefined;
    const to = next ? { room_id: next.room.id, seq: null, ...(isUnread && placeOfUnread(next)) } : here && placeOfUnread(here);
    if (to && (next || to.thread_id !== undefined)) goTo(to);
  };
}

function callsFor({ membership }: RoomView): boolean {
  return membership !== null && unreadIn(membership) > 0 && !isMuted(membership, Date.now());
}

function dialogOf(event: KeyboardEvent): OpenDialog | null {
  if (isShortcut(event, 'jump')) return { kind: 'jump' };
  if (isShortcut(event, 'settings')) return { kind: 'settings', page: null };
  const isHelp = isShortcut(event, 'shortcuts') || (isShortcut(event, 'help') && !isWriting(event.target));
  return isHelp ? { kind: 'settings', page: 'shortcuts' } : null;
}

/** A question mark that is written is one. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(':is(input,textarea,select,[contenteditable])') !== null;
}
