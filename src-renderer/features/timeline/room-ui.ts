// The actions of a room's rows on the rest of its page.
import { createContext, use, useState } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';

export interface RoomUi {
  room: RoomFacts;
  /** The room, or the thread beside it. */
  at: WindowOf;
  /** Whether one can write here at all. */
  canWrite: boolean;
  reply(message: Message): void;
  edit(message: Readable<Message>): void;
  /** Puts the focus where one writes. */
  focusField(): void;
  askDelete(message: Readable<Message>): void;
  /** Long messages, thoughts and acts that were opened stay so while they scroll out of sight and back. */
  opened: Set<string>;
}

export const RoomUiContext = createContext<RoomUi | null>(null);

export function useRoomUi(): RoomUi {
  const ui = use(RoomUiContext);
  if (!ui) throw new Error('useRoomUi needs a room around it.');
  return ui;
}

/** Whether a part of a row is open, and the change of that. The room remembers it for rows that scroll out of sight. */
export function useOpened(id: string): [isOpen: boolean, toggle: () => void] {
  const { opened } = useRoomUi();
  const [isOpen, setIsOpen] = useState(() => opened.has(id));
  const toggle = (): void => {
    opened[isOpen ? 'delete' : 'add'](id);
    setIsOpen(!isOpen);
  };
  return [isOpen, toggle];
}
