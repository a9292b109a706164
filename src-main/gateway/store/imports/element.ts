// A room of Element (Matrix) as JSON: raw events, which were decrypted when they were exported.
import type { Archive } from './archive.ts';
import { fieldsIn, isFields, numberOf, textIn, timeOf, type Fields } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { splitJson } from './split-json.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceRoom } from './stream.ts';

export const ELEMENT_FILE = /(?:^|\/)export\.json$/;
export const isElement = (head: string): boolean => /"room_name"\s*:/.test(head) && /"export(?:_date|ed_by)"\s*:/.test(head);

const EVENTS = ['messages', '*'];

/** What later events say about earlier ones. */
interface Later {
  room: SourceRoom;
  names: Map<string, string>;
  /** By the id of the edited message. */
  edits: Map<string, { content: Fields; at: number | null }>;
  /** By the id of the message, then the emoji. */
  reactions: Map<string, Map<string, Set<string>>>;
}

export async function* readElement(archive: Archive): Items {
  for (const part of partsOf(archive, ELEMENT_FILE)) {
    const later = await lookAhead(part, archive);
    const people = new Set<string>();
    yield { room: later.room };
    for await (const { path, value } of splitJson(part.read(), EVENTS)) {
      if (path[0] !== 'messages') continue;
      if (isFields(value)) yield* itemsOf(value, { later, people, now: archive.now });
      else yield { leftOut: 'damaged_message' };
    }
  }
}

/** Edits and reactions are events that come later. */
async function lookAhead(part: ArchivePart, { now, name }: Archive): Promise<Later> {
  const unknown = { description: null, created_at: null, is_archived: false, member_ids: [] };
  const room: SourceRoom = { ...unknown, id: '', name: name.replace(/\.\w+$/, ''), topic: null, is_private: true };
  const later: Later = { room, names: new Map(), edits: new Map(), reactions: new Map() };
  for await (const { path, value } of splitJson(part.read(), EVENTS)) {
    if (path[0] === 'room_name' && typeof value === 'string') room.name = value || room.name;
    if (path[0] === 'topic' && typeof value === 'string') room.topic = value || null;
    if (path[0] !== 'messages' || !isFields(value)) continue;
    room.id ||= textIn(value, 'room_id');
    const content = fieldsIn(value, 'content');
    const relation = fieldsIn(content, 'm.relates_to');
    const target = textIn(relation, 'event_id');
    const type = textIn(value, 'type');
    if (type === 'm.room.member') later.names.set(textIn(value, 'state_key'), textIn(content, 'displayname'));
    if (isEdit(value))
      later.edits.set(target, { content: fieldsIn(content, 'm.new_content'), at: timeOf(numberOf(value, 'origin_server_ts'), now) });
    if (type !== 'm.reaction') continue;
    const ofMessage = later.reactions.get(target) ?? new Map<string, Set<string>>();
    const by = ofMessage.get(textIn(relation, 'key')) ?? new Set<string>();
    later.reactions.set(target, ofMessage.set(textIn(relation, 'key'), by.add(textIn(value, 'sender'))));
  }
  room.id ||= room.name;
  return later;
}

function isEdit(event: Fields): boolean {
  return textIn(fieldsIn(fieldsIn(event, 'content'), 'm.relates_to'), 'rel_type') === 'm.replace';
}

interface Around {
  later: Later;
  people: Set<string>;
  now: number;
}

function* itemsOf(event: Fields, { later, people, now }: Around): Generator<Item, void, undefined> {
  const type = textIn(event, 'type');
  if (type === 'm.reaction' || isEdit(event)) return;
  if (type !== 'm.room.message' && type !== 'm.sticker')
    return yield { leftOut: type === 'm.room.encrypted' ? 'damaged_message' : 'notice' };
  const [id, sender] = [textIn(event, 'event_id'), textIn(event, 'sender')];
  const written_at = timeOf(numberOf(event, 'origin_server_ts'), now);
  if (written_at === null) return yield { leftOut: 'bad_time' };
  if (id === '' || sender === '') return yield { leftOut: 'damaged_message' };
  const own = fieldsIn(event, 'content');
  const edit = later.edits.get(id);
  const relation = fieldsIn(own, 'm.relates_to');
  const reactions = [...(later.reactions.get(id) ?? [])].map(([emoji, by]) => ({ emoji, person_ids: [...by].filter(Boolean) }));
  for (const person of [sender, ...reactions.flatMap(({ person_ids }) => person_ids)]) {
    if (people.has(person)) continue;
    people.add(person);
    yield { person: { id: person, name: later.names.get(person) || (/^@([^:]+):/.exec(person)?.[1] ?? person), is_agent: false } };
  }
  const isFile = type === 'm.sticker' || ['m.image', 'm.file', 'm.video', 'm.audio'].includes(textIn(own, 'msgtype'));
  if (isFile) yield { leftOut: 'file_not_in_archive' };
  const reply_to = textIn(fieldsIn(relation, 'm.in_reply_to'), 'event_id') || null;
  const isThread = textIn(relation, 'rel_type') === 'm.thread';
  const text = textOf(edit?.content ?? own, reply_to !== null);
  yield {
    message: {
      ...PLAIN_MESSAGE,
      ...{ id, room_id: later.room.id, author_id: sender, written_at, reactions, mentions: [], files: [] },
      content: isFile ? `📎 ${text} (not in the export)` : text,
      thread_id: isThread ? textIn(relation, 'event_id') : null,
      // A reply for clients without threads only repeats the thread.
      reply_to: isThread && relation.is_falling_back === true ? null : reply_to,
      edited_at: edit?.at ?? null,
    },
  };
}

/** Without the answered text that stands before an answer. */
function textOf(content: Fields, isReply: boolean): string {
  const body = textIn(content, 'body');
  const own = isReply ? body.replace(/^(?:> .*(?:\n|$))+\n?/, '') : body;
  return textIn(content, 'msgtype') === 'm.emote' ? `_${own}_` : own;
}
