// The rules of a room with messages and read positions, as plain code.
import type { Verdict } from './play.ts';

export type MessageAct =
  | { type: 'send'; by: number; mentions: number[] }
  | { type: 'edit'; by: number; message: number; mentions: number[] }
  | { type: 'delete'; by: number; message: number }
  | { type: 'react'; by: number; message: number; emoji: number; on: boolean }
  | { type: 'read'; by: number; seq: number }
  | { type: 'unread'; by: number; seq: number }
  | { type: 'add'; by: number; whom: number }
  | { type: 'remove'; by: number; whom: number };

export interface KnownMessage {
  by: number;
  text: string;
  mentions: number[];
  isEdited: boolean;
  isDeleted: boolean;
  /** By emoji, in the order of the reactions. */
  reactions: Map<number, number[]>;
}

interface Position {
  lastRead: number;
}

export interface ReferenceRoom {
  /** The message of seq n is at n - 1. */
  readonly messages: KnownMessage[];
  readonly members: Map<number, Position>;
}

/** The creator of a private room is the owner of the home, and its only member. */
export const OWNER = 0;

export function newRoom(): ReferenceRoom {
  return { messages: [], members: new Map([[OWNER, { lastRead: 0 }]]) };
}

export function textOf(number: number, mentions: readonly number[], names: readonly string[]): string {
  return [`text ${number}`, ...mentions.map((at) => `@${names[at]}`)].join(' ');
}

/** Changes the room as the server should, and says how it should answer. */
export function apply(room: ReferenceRoom, act: MessageAct, text: string): Verdict {
  switch (act.type) {
    case 'send':
      if (!room.members.has(act.by)) return 'not_in_room';
      room.messages.push({
        by: act.by,
        text,
        mentions: reached(room, act.by, act.mentions),
        ...{ isEdited: false, isDeleted: false, reactions: new Map() },
      });
      return 'ok';
    case 'edit':
    case 'delete':
    case 'react':
      return applyToMessage(room, act, text);
    case 'read':
    case 'unread':
      return applyToPosition(room, act);
    case 'add':
      // A private room that its creator has left is as unseen to its creator as to others.
      if (!room.members.has(act.by)) return 'room_not_found';
      if (!room.members.has(act.whom)) room.members.set(act.whom, { lastRead: room.messages.length });
      return 'ok';
    case 'remove':
      if (!room.members.has(act.by)) return 'room_not_found';
      if (act.by !== OWNER && act.by !== act.whom) return 'access_denied';
      return room.members.delete(act.whom) ? 'ok' : 'not_in_room';
  }
}

/** Members that are named, but not the author. */
function reached({ members }: ReferenceRoom, by: number, named: readonly number[]): number[] {
  return [...new Set(named)].filter((each) => each !== by && members.has(each));
}

function applyToMessage(room: ReferenceRoom, act: Extract<MessageAct, { message: number }>, text: string): Verdict {
  if (!room.members.has(act.by)) return 'not_in_room';
  const message = room.messages[act.message];
  if (!message) return 'message_not_found';
  if (act.type === 'delete') {
    if (act.by !== message.by && act.by !== OWNER) return 'access_denied';
    message.isDeleted = true;
    message.text = '';
    message.mentions = [];
    message.reactions.clear();
    return 'ok';
  }
  if (act.type === 'edit') {
    if (act.by !== message.by) return 'access_denied';
    if (message.isDeleted) return 'message_deleted';
    message.text = text;
    message.mentions = reached(room, act.by, act.mentions);
    message.isEdited = true;
    return 'ok';
  }
  if (message.isDeleted) return 'message_deleted';
  const before = message.reactions.get(act.emoji) ?? [];
  const others = before.filter((each) => each !== act.by);
  const now = act.on ? (before.includes(act.by) ? before : [...before, act.by]) : others;
  if (now.length === 0) message.reactions.delete(act.emoji);
  else message.reactions.set(act.emoji, now);
  return 'ok';
}

function applyToPosition({ members, messages }: ReferenceRoom, { type, by, seq }: Extract<MessageAct, { seq: number }>): Verdict {
  if (type === 'unread' && seq < 1) return 'invalid_payload';
  const position = members.get(by);
  if (!position) return 'not_in_room';
  if (type === 'read') {
    position.lastRead = Math.max(position.lastRead, Math.min(seq, messages.length));
    return 'ok';
  }
  if (seq > messages.length) return 'message_not_found';
  position.lastRead = seq - 1;
  return 'ok';
}

/** As the home shows it to a member. */
export function countsFor(
  { members, messages }: ReferenceRoom,
  who: number,
): { last_read_seq: number; unread: number; mentions: number } | null {
  const position = members.get(who);
  if (!position) return null;
  const newer = messages.slice(position.lastRead);
  return {
    last_read_seq: position.lastRead,
    unread: newer.filter(({ by }) => by !== who).length,
    mentions: newer.filter(({ mentions }) => mentions.includes(who)).length,
  };
}
