// The export of Telegram Desktop as JSON: one chat, or all of them in `chats.list`. Files lie beside it, in the zip.
import type { Archive } from './archive.ts';
import { fieldsIn, idIn, isFields, listIn, textIn, timeOf, type Fields } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { splitJson } from './split-json.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceFile, type SourceMessage, type SourceRoom } from './stream.ts';

export const TELEGRAM_FILE = /(?:^|\/)result\.json$/;
const STARTS = /^\uFEFF?\s*\{\s*"(?:name|type|id|about|chats|personal_information)"\s*:/;
const IS_LINES = /^\{.*\}\s*\n\s*\{/;

export function isTelegram(head: string): boolean {
  return STARTS.test(head) && /"(?:chats|messages)"\s*:/.test(head) && !IS_LINES.test(head);
}

interface Chat {
  id: string;
  name: string;
  type: string;
  room: SourceRoom | null;
}

export async function* readTelegram(archive: Archive): Items {
  const people = new Set<string>();
  for (const part of partsOf(archive, TELEGRAM_FILE)) {
    const chats = new Map<string, Chat>();
    for await (const { path, value } of splitJson(part.read(), ['messages', '*'], ['chats', 'list', '*', 'messages', '*'])) {
      const at = path.indexOf('messages');
      const inChat = path.slice(0, at === -1 ? -1 : at);
      if (inChat.length !== 0 && inChat.length !== 3) continue;
      const key = inChat.join('/');
      const chat = chats.get(key) ?? { id: '', name: '', type: '', room: null };
      chats.set(key, chat);
      if (at === -1) {
        describe(chat, String(path.at(-1)), value);
        continue;
      }
      if (chat.room === null) yield { room: (chat.room = roomOf(chat)) };
      if (isFields(value)) yield* itemsOf(value, { part, room_id: chat.room.id, now: archive.now, people });
      else yield { leftOut: 'damaged_message' };
    }
  }
}

/** The parts of a chat that come before its messages. */
function describe(chat: Chat, name: string, value: unknown): void {
  if (name === 'name' && typeof value === 'string') chat.name = value;
  if (name === 'type' && typeof value === 'string') chat.type = value;
  if (name === 'id' && (typeof value === 'number' || typeof value === 'string')) chat.id = String(value);
}

/** A chat without a name is one with oneself, or with a deleted account. */
function roomOf({ id, name, type }: Chat): SourceRoom {
  const unknown = { description: null, topic: null, created_at: null, is_archived: false, member_ids: [] };
  const called = name || (type === 'saved_messages' ? 'Saved messages' : 'Deleted account');
  return { ...unknown, id: id || `${type}/${called}`, name: called, is_private: !type.startsWith('public_') };
}

interface Around {
  part: ArchivePart;
  room_id: string;
  now: number;
  people: Set<string>;
}

function* itemsOf(fields: Fields, { part, room_id, now, people }: Around): Generator<Item, void, undefined> {
  if (textIn(fields, 'type') !== 'message') return yield { leftOut: 'notice' };
  const id = idIn(fields, 'id');
  const written_at = timeOf(secondsOf(fields, 'date') * 1000, now);
  if (written_at === null) return yield { leftOut: 'bad_time' };
  const name = textIn(fields, 'from') || 'Deleted account';
  const author = { id: idIn(fields, 'from_id') || name, name, is_agent: textIn(fields, 'via_bot') !== '' && textIn(fields, 'from') === '' };
  if (id === '') return yield { leftOut: 'damaged_message' };
  if (!people.has(author.id)) yield { person: author };
  people.add(author.id);
  const { files, missing } = filesOf(part, fields);
  for (const _ of missing) yield { leftOut: 'file_not_in_archive' };
  const reactions: SourceMessage['reactions'] = [];
  for (const each of listIn(fields, 'reactions').filter(isFields)) {
    const by = listIn(each, 'recent').filter(isFields);
    const person_ids = by.map((one) => idIn(one, 'from_id')).filter((one) => people.has(one));
    if (textIn(each, 'emoji') === '' || person_ids.length === 0) yield { leftOut: 'reaction' };
    else reactions.push({ emoji: textIn(each, 'emoji'), person_ids });
  }
  const lines = [textOf(fields), pollOf(fields), ...missing.map((file) => `📎 ${file} (not in the export)`)];
  yield {
    message: {
      ...PLAIN_MESSAGE,
      ...{ id, room_id, author_id: author.id, written_at, mentions: [], reactions, files },
      content: lines.filter(Boolean).join('\n'),
      reply_to: idIn(fields, 'reply_to_message_id') || null,
      edited_at: timeOf(secondsOf(fields, 'edited') * 1000, now),
    },
  };
}

/** `date_unixtime` is a text. Older exports have the local time only, which is taken as UTC. */
function secondsOf(fields: Fields, name: string): number {
  const unix = idIn(fields, `${name}_unixtime`);
  return /^\d{1,12}$/.test(unix) ? Number(unix) : Date.parse(`${textIn(fields, name)}Z`) / 1000;
}

/** A text, or a list of texts and marked pieces. */
function textOf(fields: Fields): string {
  const whole = textIn(fields, 'text');
  if (whole !== '') return whole;
  return listIn(fields, 'text')
    .map((piece) => (typeof piece === 'string' ? piece : isFields(piece) ? marked(piece) : ''))
    .join('');
}

const MARKS: Readonly<Record<string, string>> = { bold: '**', italic: '_', strikethrough: '~~', code: '`' };

function marked(piece: Fields): string {
  const text = textIn(piece, 'text');
  const type = textIn(piece, 'type');
  if (text.trim() === '') return text;
  if (type === 'pre') return `\n\`\`\`${textIn(piece, 'language')}\n${text}\n\`\`\`\n`;
  if (type === 'text_link') return `[${text.replace(/[[\]]/g, '\\$&')}](${textIn(piece, 'href')})`;
  if (type === 'blockquote') return text.replace(/^/gm, '> ');
  const mark = Object.hasOwn(MARKS, type) ? (MARKS[type] ?? '') : '';
  // A mark holds to a word, not to the space beside it.
  const inner = text.trim();
  const start = text.indexOf(inner);
  return `${text.slice(0, start)}${mark}${inner}${mark}${text.slice(start + inner.length)}`;
}

function pollOf(fields: Fields): string {
  const poll = fieldsIn(fields, 'poll');
  const question = textIn(poll, 'question');
  const answers = listIn(poll, 'answers').filter(isFields);
  return question === '' ? '' : [`**${question}**`, ...answers.map((each) => `- ${textIn(each, 'text')}`)].join('\n');
}

function filesOf(part: ArchivePart, fields: Fields): { files: SourceFile[]; missing: string[] } {
  const files: SourceFile[] = [];
  const missing: string[] = [];
  for (const kind of ['photo', 'file']) {
    const place = textIn(fields, kind);
    if (place === '') continue;
    const name = textIn(fields, 'file_name') || (place.startsWith('(') ? kind : (place.split('/').at(-1) ?? kind));
    const file = part.file(place, name);
    if (file) files.push(file);
    else missing.push(name);
  }
  return { files, missing };
}
