// The JSON of DiscordChatExporter: a file for each channel or thread, alone or several in a zip, with or without media.
import type { Archive } from './archive.ts';
import { fieldsIn, idIn, isFields, isTrue, listIn, textIn, timeOf, type Fields } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { splitJson } from './split-json.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceFile, type SourceMessage, type SourcePerson, type SourceRoom } from './stream.ts';

export const DISCORD_FILE = /\.json$/;
export const isDiscord = (head: string): boolean => /^\uFEFF?\s*\{\s*"guild"\s*:/.test(head) && head.includes('"channel"');

/** Types of messages that a participant wrote, by name and by the number of newer ones. */
const WRITTEN = new Set(['Default', 'Reply', 'ChatInputCommand', 'ContextMenuCommand', '0', '19', '20', '23']);

export async function* readDiscord(archive: Archive): Items {
  const people = new Set<string>();
  for (const part of partsOf(archive, DISCORD_FILE)) {
    let guild: Fields = {};
    let room: SourceRoom | null = null;
    for await (const { path, value } of splitJson(part.read(), ['messages', '*'])) {
      if (path[0] === 'guild' && isFields(value)) guild = value;
      if (path[0] === 'channel' && isFields(value)) {
        room = roomOf(guild, value);
        yield { room };
      }
      if (path[0] !== 'messages') continue;
      if (isFields(value) && room !== null) yield* itemsOf(value, { part, room_id: room.id, now: archive.now, people });
      else yield { leftOut: room === null ? 'message_in_no_room' : 'damaged_message' };
    }
  }
}

/** `id` 0: the direct messages. */
function roomOf(guild: Fields, channel: Fields): SourceRoom {
  const type = textIn(channel, 'type');
  const is_private = /Direct|Private/.test(type) || idIn(guild, 'id') === '0';
  const name = textIn(channel, 'name');
  const unknown = { description: null, created_at: null, is_archived: false, member_ids: [] };
  return { ...unknown, id: idIn(channel, 'id') || name, name, topic: textIn(channel, 'topic') || null, is_private };
}

interface Around {
  part: ArchivePart;
  room_id: string;
  now: number;
  people: Set<string>;
}

function* itemsOf(fields: Fields, { part, room_id, now, people }: Around): Generator<Item, void, undefined> {
  const id = idIn(fields, 'id');
  const written_at = timeOf(Date.parse(textIn(fields, 'timestamp')), now);
  if (written_at === null) return yield { leftOut: 'bad_time' };
  if (!WRITTEN.has(idIn(fields, 'type'))) return yield { leftOut: 'notice' };
  const author = personOf(fieldsIn(fields, 'author'));
  const mentioned = listIn(fields, 'mentions').filter(isFields).map(personOf);
  const known = [author, ...mentioned];
  if (author === null || id === '') return yield { leftOut: 'damaged_message' };
  const reactions: SourceMessage['reactions'] = [];
  for (const each of listIn(fields, 'reactions').filter(isFields)) {
    const emoji = fieldsIn(each, 'emoji');
    const by = listIn(each, 'users').filter(isFields).map(personOf);
    known.push(...by);
    const person_ids = by.flatMap((person) => person?.id ?? []);
    if (idIn(emoji, 'id') !== '' || person_ids.length === 0) yield { leftOut: 'reaction' };
    else reactions.push({ emoji: textIn(emoji, 'name'), person_ids });
  }
  for (const person of known) {
    if (person === null || people.has(person.id)) continue;
    people.add(person.id);
    yield { person };
  }
  const { files, missing } = filesOf(part, fields);
  for (const _ of missing) yield { leftOut: 'file_not_in_archive' };
  const lines = [textOf(fields), ...missing.map((name) => `📎 ${name} (not in the export)`)];
  yield {
    message: {
      ...PLAIN_MESSAGE,
      ...{ id, room_id, author_id: author.id, written_at, reactions, files },
      content: lines.filter(Boolean).join('\n'),
      mentions: mentioned.flatMap((person) => person?.id ?? []),
      reply_to: idIn(fieldsIn(fields, 'reference'), 'messageId') || null,
      edited_at: timeOf(Date.parse(textIn(fields, 'timestampEdited')), now),
    },
  };
}

function personOf(fields: Fields): SourcePerson | null {
  const id = idIn(fields, 'id');
  const name = textIn(fields, 'nickname') || textIn(fields, 'name') || id;
  return id === '' ? null : { id, name, is_agent: isTrue(fields, 'isBot') };
}

function textOf(fields: Fields): string {
  const forwarded = textIn(fieldsIn(fields, 'forwardedMessage'), 'content');
  const own = [textIn(fields, 'content'), forwarded.replace(/^(?=.)/gm, '> ')].filter(Boolean).join('\n');
  const stickers = listIn(fields, 'stickers')
    .filter(isFields)
    .map((each) => `*${textIn(each, 'name')}*`);
  const embeds = own === '' ? listIn(fields, 'embeds').filter(isFields).map(embedText) : [];
  return [own, ...stickers, ...embeds].filter(Boolean).join('\n');
}

function embedText(embed: Fields): string {
  const [title, url] = [textIn(embed, 'title'), textIn(embed, 'url')];
  const head = title !== '' && url !== '' ? `[${title.replace(/[[\]]/g, '\\$&')}](${url})` : title || url;
  return [head, textIn(embed, 'description')].filter(Boolean).join('\n');
}

function filesOf(part: ArchivePart, fields: Fields): { files: SourceFile[]; missing: string[] } {
  const files: SourceFile[] = [];
  const missing: string[] = [];
  for (const attachment of listIn(fields, 'attachments').filter(isFields)) {
    const name = textIn(attachment, 'fileName') || 'file';
    const file = part.file(placeOf(textIn(attachment, 'url')), name);
    if (file) files.push(file);
    else missing.push(name);
  }
  return { files, missing };
}

/** With media, the address is a path whose signs are escaped. */
function placeOf(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
