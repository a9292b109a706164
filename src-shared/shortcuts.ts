// All shortcuts in one table. The listeners, the desktop's menu and the page that lists them read it.

export type ShortcutPlace = 'everywhere' | 'writing' | 'messages' | 'page' | 'room-search';

export interface Shortcut {
  /** As `KeyboardEvent.key` says it; letters small. */
  key: string;
  /** With Ctrl, or the command key. */
  isWithMod?: boolean;
  isWithShift?: boolean;
  isWithAlt?: boolean;
  place: ShortcutPlace;
  /** Browsers keep it for themselves. */
  isOfDesktop?: true;
}

export const SHORTCUTS = {
  jump: { key: 'k', isWithMod: true, place: 'everywhere' },
  findInRoom: { key: 'f', isWithMod: true, place: 'everywhere' },
  newRoom: { key: 'n', isWithMod: true, place: 'everywhere', isOfDesktop: true },
  roomAbove: { key: 'ArrowUp', isWithAlt: true, place: 'everywhere' },
  roomBelow: { key: 'ArrowDown', isWithAlt: true, place: 'everywhere' },
  unreadAbove: { key: 'ArrowUp', isWithAlt: true, isWithShift: true, place: 'everywhere' },
  unreadBelow: { key: 'ArrowDown', isWithAlt: true, isWithShift: true, place: 'everywhere' },
  settings: { key: ',', isWithMod: true, place: 'everywhere' },
  contextMenu: { key: 'F10', isWithShift: true, place: 'everywhere' },
  nextPart: { key: 'F6', place: 'everywhere' },
  previousPart: { key: 'F6', isWithShift: true, place: 'everywhere' },
  shortcuts: { key: '/', isWithMod: true, place: 'everywhere' },
  help: { key: '?', place: 'everywhere' },

  send: { key: 'Enter', place: 'writing' },
  breakLine: { key: 'Enter', isWithShift: true, place: 'writing' },
  sendAlways: { key: 'Enter', isWithMod: true, place: 'writing' },
  bold: { key: 'b', isWithMod: true, place: 'writing' },
  italic: { key: 'i', isWithMod: true, place: 'writing' },
  code: { key: 'e', isWithMod: true, place: 'writing' },
  editLast: { key: 'ArrowUp', place: 'writing' },
  stopWriting: { key: 'Escape', place: 'writing' },

  messageAbove: { key: 'ArrowUp', place: 'messages' },
  messageBelow: { key: 'ArrowDown', place: 'messages' },
  firstMessage: { key: 'Home', place: 'messages' },
  lastMessage: { key: 'End', place: 'messages' },
  messageMenu: { key: 'Enter', place: 'messages' },
  react: { key: '+', place: 'messages' },
  reply: { key: 'r', place: 'messages' },
  replyInThread: { key: 't', place: 'messages' },
  editMessage: { key: 'e', place: 'messages' },
  deleteMessage: { key: 'Delete', place: 'messages' },
  copyMessage: { key: 'c', place: 'messages' },
  copyMessageLink: { key: 'l', place: 'messages' },
  markUnread: { key: 'u', place: 'messages' },
  saveMessage: { key: 's', place: 'messages' },
  remind: { key: 'h', place: 'messages' },
  forwardMessage: { key: 'f', place: 'messages' },
  pinMessage: { key: 'p', place: 'messages' },

  editPage: { key: 'e', place: 'page' },
  savePage: { key: 'Enter', isWithMod: true, place: 'page' },

  olderMatch: { key: 'Enter', place: 'room-search' },
  newerMatch: { key: 'Enter', isWithShift: true, place: 'room-search' },
  closeSearch: { key: 'Escape', place: 'room-search' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** A pressed key, as every kind of page knows it. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function isShortcut(event: PressedKey, name: ShortcutName): boolean {
  const { key, isWithMod = false, isWithShift = false, isWithAlt = false }: Shortcut = SHORTCUTS[name];
  // A sign is there however its keyboard makes it: with Shift on one, without on another.
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  const isMod = event.ctrlKey || event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    isMod === isWithMod &&
    event.altKey === isWithAlt &&
    (isSign || event.shiftKey === isWithShift)
  );
}

/** As Electron's menus write it. */
export function acceleratorOf(name: ShortcutName): string {
  const { key, isWithMod = false, isWithShift = false, isWithAlt = false }: Shortcut = SHORTCUTS[name];
  return [
    ...(isWithMod ? ['CmdOrCtrl'] : []),
    ...(isWithAlt ? ['Alt'] : []),
    ...(isWithShift ? ['Shift'] : []),
    key.length === 1 ? key.toUpperCase() : key,
  ].join('+');
}
