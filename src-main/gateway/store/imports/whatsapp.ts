// A chat of WhatsApp as text, alone or in a zip with its media. It has no ids and no zone, and its dates are those of the phone's language.
import type { Archive } from './archive.ts';
import { timeOf } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { linesOf } from './lines.ts';
import { SourceIds } from './source-ids.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceFile, type SourceRoom } from './stream.ts';
import { unusable } from './unusable.ts';

export const WHATSAPP_FILE = /(?:^|\/)(?:_chat|WhatsApp[^/]*)\.txt$/i;

/** `12/24/19, 11:23 - `, `[24.10.21, 15:21:43] `, `9/24/2019 11:30 p. m. - `, after unusual spaces and marks were replaced. */
const START = /^\[?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([ap])\.? ?m\.?)?(?:\] ?| - )(.*)$/i;
const AUTHOR = /^([^:]{1,100}?): ?([\s\S]*)$/;
/** `IMG-1.jpg (file attached)`, `<attached: 1-PHOTO.jpg>`, in any language. */
const ATTACHED = /^(?:([^\n<>]+\.[a-z0-9]{1,5}) \([^()\n]+\)|<[^<>:\n]+: ([^<>\n]+\.[a-z0-9]{1,5})>)/i;
/** `<Media omitted>`, in any language; iOS: `image omitted`. */
const OMITTED = /^(?:<[^<>\n]{3,60}>|(?:image|video|audio|sticker|GIF|document|Contact card) omitted)$/i;
/** Until as many lines, a chat has begun. */
const HEAD_LINES = 50;

export function isWhatsApp(head: string): boolean {
  return head
    .split('\n')
    .slice(0, HEAD_LINES)
    .some((line) => START.test(plain(line)));
}

type Order = 'day-month' | 'month-day' | 'year-month';

interface Line {
  numbers: readonly [number, number, number];
  hour: number;
  minute: number;
  second: number;
  rest: string;
}

export async function* readWhatsApp(archive: Archive): Items {
  const people = new Set<string>();
  for (const part of partsOf(archive, WHATSAPP_FILE)) {
    const order = await orderOf(part);
    const room = roomOf(archive, part);
    yield { room };
    const ids = new SourceIds();
    for await (const { line, text } of messagesOf(part)) {
      const written_at = timeIn(line, order, archive.now);
      if (written_at === null) yield { leftOut: 'bad_time' };
      else yield* itemsOf({ text, written_at, part, room_id: room.id, people, ids });
    }
  }
}

function roomOf({ name }: Archive, part: ArchivePart): SourceRoom {
  const file = /_chat\.txt$/i.test(part.name) ? name : (part.name.split('/').at(-1) ?? name);
  const called = file
    .replace(/\.(?:txt|zip)$/i, '')
    .replace(/^WhatsApp[^-\p{Lu}]*(?:Chat|chat)?\s*(?:with|mit|con|avec|com|met|-)?\s*/u, '');
  const unknown = { description: null, topic: null, created_at: null, is_archived: false, member_ids: [] };
  return { ...unknown, id: called || file, name: called || 'WhatsApp', is_private: true };
}

/** Unusual spaces, and marks of the direction, are those of the phone. */
function plain(line: string): string {
  return line
    .replace(/[\u200e\u200f\u202a-\u202e\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\r$/, '');
}

function startOf(line: string): Line | null {
  const match = START.exec(line);
  if (!match) return null;
  const [, first, , second, third, hours, minutes, seconds = '0', half, rest = ''] = match;
  const clock = Number(hours);
  const noon = half?.toLowerCase() === 'p' ? 12 : 0;
  const hour = half === undefined ? clock : (clock % 12) + noon;
  return { numbers: [Number(first), Number(second), Number(third)], hour, minute: Number(minutes), second: Number(seconds), rest };
}

/** Messages may have several lines. */
async function* messagesOf(part: ArchivePart): AsyncGenerator<{ line: Line; text: string }, void, undefined> {
  let line: Line | null = null;
  let text: string[] = [];
  for await (const raw of linesOf(part.read())) {
    const next = startOf(plain(raw));
    if (next === null) {
      if (line !== null) text.push(plain(raw));
      continue;
    }
    if (line !== null) yield { line, text: text.join('\n') };
    line = next;
    text = [next.rest];
  }
  if (line !== null) yield { line, text: text.join('\n') };
}

/** Which number is the day: the one that is above 12 somewhere, or else the order in which time goes back the least. */
async function orderOf(part: ArchivePart): Promise<Order> {
  const back = { 'day-month': 0, 'month-day': 0 };
  const before = { 'day-month': 0, 'month-day': 0 };
  const possible = { 'day-month': true, 'month-day': true };
  let count = 0;
  for await (const raw of linesOf(part.read())) {
    const line = startOf(plain(raw));
    if (line === null) continue;
    const [first, second] = line.numbers;
    count += 1;
    if (first > 31) return 'year-month';
    if (first > 12) possible['month-day'] = false;
    if (second > 12) possible['day-month'] = false;
    for (const order of ['day-month', 'month-day'] as const) {
      const time = dateIn(line, order)?.getTime() ?? 0;
      if (time < before[order]) back[order] += 1;
      before[order] = time;
    }
  }
  if (count === 0) throw unusable('That text is not a chat of WhatsApp.');
  if (!possible['day-month']) return 'month-day';
  return possible['month-day'] && back['month-day'] < back['day-month'] ? 'month-day' : 'day-month';
}

/** In the time zone of the server. */
function dateIn({ numbers: [first, second, third], hour, minute, second: seconds }: Line, order: Order): Date | null {
  const [year, month, day] =
    order === 'year-month' ? [first, second, third] : order === 'day-month' ? [third, second, first] : [third, first, second];
  const date = new Date(year < 100 ? 2000 + year : year, month - 1, day, hour, minute, seconds);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

function timeIn(line: Line, order: Order, now: number): number | null {
  const date = dateIn(line, order);
  return date && timeOf(date.getTime(), now);
}

interface Around {
  text: string;
  written_at: number;
  part: ArchivePart;
  room_id: string;
  people: Set<string>;
  ids: SourceIds;
}

function* itemsOf({ text, written_at, part, room_id, people, ids }: Around): Generator<Item, void, undefined> {
  const match = AUTHOR.exec(text);
  if (!match) return yield { leftOut: 'notice' };
  const [, name = '', said = ''] = match;
  if (!people.has(name)) yield { person: { id: name, name, is_agent: false } };
  people.add(name);
  const id = ids.next(written_at, name, said);
  const { content, files, isMissing } = contentOf(said.trim(), part);
  if (isMissing) yield { leftOut: 'file_not_in_archive' };
  yield { message: { ...PLAIN_MESSAGE, id, room_id, author_id: name, written_at, content, files, mentions: [], reactions: [] } };
}

function contentOf(said: string, part: ArchivePart): { content: string; files: SourceFile[]; isMissing: boolean } {
  const attached = ATTACHED.exec(said);
  const name = attached?.[1] ?? attached?.[2];
  if (!attached && OMITTED.test(said)) return { content: '📎 (not in the export)', files: [], isMissing: true };
  if (!attached || name === undefined) return { content: said, files: [], isMissing: false };
  const file = part.file(name, name);
  const rest = said.slice(attached[0].length).trim();
  if (file) return { content: rest, files: [file], isMissing: false };
  return { content: [rest, `📎 ${name} (not in the export)`].filter(Boolean).join('\n'), files: [], isMissing: true };
}
