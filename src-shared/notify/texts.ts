// The texts of notifications. They are always plain sentences: messages between programs and sealed messages are only named.
import { messageWords } from '../files.ts';
import { checkLantern, mainOf, recogniseLantern, type Envelope } from '../lantern/envelope.ts';
import type { Message } from '../objects.ts';
import type { ScheduledMessage } from '../scheduled.ts';
import { isSealed } from '../sealed-mark.ts';
import type { RoomView } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Call } from './attention.ts';
import type { DeviceSettings } from './device.ts';
import type { notificationWords } from './english.ts';
import type { Notice } from './notices.ts';
import { previewText } from '../preview.ts';
import { callerOf } from './rule.ts';

/** The same in any language. */
export type NotificationWords = Worded<typeof notificationWords>;
type Worded<T> = T extends string
  ? string
  : T extends (...slots: infer Slots) => unknown
    ? (...slots: Slots) => string
    : { readonly [Key in keyof T]: Worded<T[Key]> };

export interface NotificationText {
  title: string;
  body: string;
}

export interface CallText extends NotificationText {
  /** "Ada in launch-plan", for one notification about several messages. Empty where nothing may be shown. */
  who: string;
}

/** The names that a text has: of a whole snapshot, or of the room and the author alone. */
export interface Named extends Pick<Snapshot, 'me_id' | 'participants'> {
  rooms: Readonly<Record<string, Pick<RoomView, 'room'>>>;
}

interface Telling {
  shows: DeviceSettings['shows'];
  words: NotificationWords;
}

/** "Ada in launch-plan" and the first words; in a direct room just "Ada". */
export function callText(call: Call, snapshot: Named, { shows, words }: Telling): CallText {
  if (shows === 'nothing')
    return { title: words.app, body: call.type === 'message.posted' ? words.newMessage : words.somethingNew, who: '' };
  const { title, body, who } = fullText(call, snapshot, words);
  return shows === 'text' ? { title: body === '' ? title : titleOverBody(call, who, title), body, who } : { title, body: '', who };
}

export function noticeText(notice: Notice, snapshot: Named, telling: Telling): NotificationText {
  return notice.kind === 'reminder' ? reminderText(notice, snapshot, telling) : unsentText(notice.scheduled, snapshot, telling);
}

type Reminder = Extract<Notice, { kind: 'reminder' }>;

function reminderText({ item: { text }, message }: Reminder, snapshot: Named, { shows, words }: Telling): NotificationText {
  const isBare = shows === 'nothing' || message === null || message.deleted_at !== null;
  const title = isBare ? words.reminder : words.reminderOf(whoIn(message, snapshot, words));
  if (shows !== 'text') return { title, body: '' };
  return { title, body: isBare ? previewText(text ?? '') : bodyOf(message, snapshot, words) };
}

/** Says for which room it was, and its first words. */
function unsentText({ room_id, content, files }: ScheduledMessage, { rooms, participants, me_id }: Named, { shows, words }: Telling) {
  const room = rooms[room_id]?.room;
  if (shows === 'nothing' || !room) return { title: words.unsent, body: '' };
  const otherId = room.direct ? room.member_ids.find((id) => id !== me_id) : undefined;
  const name = otherId === undefined ? room.name : (participants[otherId]?.name ?? words.formerMember);
  const text = isSealed(content) || room.encrypted ? '' : previewText(messageWords({ content, attachments: files }));
  return { title: words.unsentIn(name), body: shows === 'text' ? text : '' };
}

function whoIn({ author_id, room_id }: Message, snapshot: Named, words: NotificationWords): string {
  const { name, room } = placeOf(author_id, room_id, snapshot, words);
  return room === null ? name : words.nameIn(name, room);
}

/** Over a message's own words it is enough to say whose they are. A question says that it is one. */
function titleOverBody(call: Call, who: string, title: string): string {
  return call.type === 'message.posted' && call.message.kind !== 'approval' ? who : title;
}

function fullText(call: Call, snapshot: Named, words: NotificationWords): CallText {
  switch (call.type) {
    case 'message.posted': {
      const { name, room } = placeOf(call.message.author_id, call.message.room_id, snapshot, words);
      if (call.message.kind === 'approval')
        return titled(name, room, words.asksApproval, words.asksApprovalIn, words, previewText(call.message.content));
      return titled(name, room, words.wrote, words.wroteIn, words, bodyOf(call.message, snapshot, words));
    }
    case 'election.started': {
      const { name, room } = placeOf(call.election.started_by, call.election.room_id, snapshot, words);
      return titled(name, room, words.startedElection, words.startedElectionIn, words, words.keepLead);
    }
    case 'vote.created': {
      const { name, room } = placeOf(call.vote.created_by, call.vote.room_id, snapshot, words);
      return titled(name, room, words.startedVote, words.startedVoteIn, words, previewText(call.vote.title));
    }
    case 'task.assigned':
    case 'task.changed': {
      const { name, room } = placeOf(callerOf(call), call.task.room_id, snapshot, words);
      const isMine = call.task.assignee_id === snapshot.me_id;
      const [alone, inRoom] = isMine ? [words.gaveYouTask, words.gaveYouTaskIn] : [words.madeTask, words.madeTaskIn];
      return titled(name, room, alone, inRoom, words, previewText(call.task.title));
    }
  }
}

function titled(
  name: string,
  room: string | null,
  alone: (name: string) => string,
  inRoom: (name: string, room: string) => string,
  words: NotificationWords,
  body: string,
): CallText {
  return room === null ? { title: alone(name), body, who: name } : { title: inRoom(name, room), body, who: words.nameIn(name, room) };
}

/** `room` is null in a direct room, which has no name beside the one who writes. */
function placeOf(authorId: string, roomId: string, { participants, rooms }: Named, words: NotificationWords) {
  const room = rooms[roomId]?.room;
  return { name: participants[authorId]?.name ?? words.formerMember, room: room && !room.direct ? room.name : null };
}

function bodyOf(message: Message, { rooms }: Named, words: NotificationWords): string {
  const { content, room_id } = message;
  if (isSealed(content)) return '';
  if (rooms[room_id]?.room.encrypted) return words.notSealed;
  const lantern = recogniseLantern(content);
  if (lantern) {
    const checked = checkLantern(lantern);
    return checked.ok ? lanternText(checked.envelope, words) : words.data;
  }
  return isData(content) ? words.data : previewText(messageWords(message));
}

function lanternText(envelope: Envelope, words: NotificationWords): string {
  return previewText(words.lantern[envelope.type](mainOf(envelope)));
}

/** A whole JSON object, or a list of such: nothing that a person would read. */
function isData(content: string): boolean {
  if (!/^\s*[[{]/.test(content)) return false;
  try {
    const value: unknown = JSON.parse(content);
    const isObject = (one: unknown): boolean => typeof one === 'object' && one !== null;
    return Array.isArray(value) ? value.some(isObject) : isObject(value);
  } catch {
    return false;
  }
}

/** "5 new messages in 2 rooms", and who they are from. */
export function manyText(items: readonly { room_id: string; who: string }[], words: NotificationWords): NotificationText {
  const rooms = new Set(items.map(({ room_id }) => room_id)).size;
  const names = [...new Set(items.map(({ who }) => who))].filter((who) => who !== '');
  return { title: rooms > 1 ? words.manyNewInRooms(items.length, rooms) : words.manyNew(items.length), body: names.join(', ') };
}
