// Counts what an archive has, without writing anything.
import { IMPORT_LISTED_MAX, type ImportPlan, type LeftOut } from '../../../../src-shared/imports.ts';
import type { Items } from './stream.ts';
import { unusable } from './unusable.ts';

const PEOPLE_MAX = 50_000;
const ROOMS_MAX = 10_000;

export async function makePlan(items: Items): Promise<ImportPlan> {
  const people = new Map<string, ImportPlan['people'][number]>();
  const rooms = new Map<string, ImportPlan['rooms'][number]>();
  const left_out: Partial<Record<LeftOut, number>> = {};
  const counts = { messages: 0, replies: 0, reactions: 0, files: 0, file_bytes: 0 };
  let first_at: number | null = null;
  let last_at: number | null = null;
  for await (const item of items) {
    if ('leftOut' in item) left_out[item.leftOut] = (left_out[item.leftOut] ?? 0) + 1;
    else if ('person' in item) people.set(item.person.id, { ...item.person, messages: people.get(item.person.id)?.messages ?? 0 });
    else if ('room' in item) {
      const { id, name, is_private } = item.room;
      rooms.set(id, { id, name, is_private, messages: rooms.get(id)?.messages ?? 0 });
    } else {
      const { message } = item;
      const [room, author] = [rooms.get(message.room_id), people.get(message.author_id)];
      if (room) room.messages += 1;
      if (author) author.messages += 1;
      counts.messages += 1;
      if (message.thread_id !== null || message.reply_to !== null) counts.replies += 1;
      counts.reactions += message.reactions.reduce((sum, { person_ids }) => sum + person_ids.length, 0);
      counts.files += message.files.length;
      counts.file_bytes += message.files.reduce((sum, { size }) => sum + size, 0);
      first_at = Math.min(first_at ?? Infinity, message.written_at);
      last_at = Math.max(last_at ?? 0, message.written_at);
    }
    if (people.size > PEOPLE_MAX) throw unusable(`There are more than ${PEOPLE_MAX} people in that archive.`);
    if (rooms.size > ROOMS_MAX) throw unusable(`There are more than ${ROOMS_MAX} rooms in that archive.`);
  }
  if (counts.messages === 0) throw unusable('There are no messages in that archive.');
  const listed = <T extends { messages: number }>(all: Iterable<T>): T[] =>
    [...all].sort((a, b) => b.messages - a.messages).slice(0, IMPORT_LISTED_MAX);
  const [room_count, person_count] = [rooms.size, people.size];
  return {
    rooms: listed(rooms.values()),
    people: listed(people.values()),
    room_count,
    person_count,
    ...counts,
    first_at,
    last_at,
    left_out,
  };
}
