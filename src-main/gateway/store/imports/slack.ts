// The export of Slack: a zip with lists of people and rooms, and a folder for each room with a file for each day.
import type { Archive } from './archive.ts';
import { emojiCalled } from './emoji-names.ts';
import { fieldsIn, idIn, isFields, isTrue, listIn, textIn, textsIn, timeOf, type Fields } from './fields.ts';
import { textOfSlack } from './slack-text.ts';
import { splitJson } from './split-json.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceFile, type SourceMessage, type SourcePerson, type SourceRoom } from './stream.ts';
import type { Zip } from './zip.ts';

const PEOPLE_LISTS = ['users.json', 'org_users.json'];
const ROOM_LISTS = [
  { file: 'channels.json', is_private: false },
  { file: 'groups.json', is_private: true },
  { file: 'mpims.json', is_private: true },
  { file: 'dms.json', is_private: true },
];
const DAY = /^\d{4}-\d{2}-\d{2}\.json$/;
/** Programs that add files to an export put them here. */
const FILES_FOLDER = '__uploads';
/** Messages that are sorted together. The files of days are in order but for a few. */
const SORTED_TOGETHER = 5_000;
const ALL = ['*'];
/** Subtypes of messages that a participant wrote. All others say what happened in the room. */
const WRITTEN = new Set([
  '',
  'bot_message',
  'me_message',
  'thread_broadcast',
  'file_share',
  'file_comment',
  'file_mention',
  'reply_broadcast',
]);

/** The folder in the archive that has the lists; null: it is no export of Slack. */
export function slackRoot(zip: Zip): string | null {
  for (const name of zip.entries.keys()) {
    const match = /^((?:[^/]+\/)?)(?:channels|groups|dms|mpims)\.json$/.exec(name);
    if (match && PEOPLE_LISTS.some((list) => zip.entries.has(`${match[1]}${list}`))) return match[1] ?? '';
  }
  return null;
}

export async function* readSlack({ zip, now }: Archive & { zip: Zip }): Items {
  const root = slackRoot(zip) ?? '';
  const export_ = new SlackExport(zip, root, now);
  for await (const person of export_.people()) yield { person };
  for await (const room of export_.rooms()) {
    yield { room };
    yield* export_.messagesOf(room);
  }
}

class SlackExport {
  readonly #zip: Zip;
  readonly #root: string;
  readonly #now: number;
  readonly #people = new Map<string, string>();
  readonly #roomNames = new Map<string, string>();
  /** The folder of a room by its id. */
  readonly #folders = new Map<string, string>();
  /** The files of days by their folder. */
  readonly #days: Map<string, string[]>;
  readonly #uploads = new Map<string, string>();

  constructor(zip: Zip, root: string, now: number) {
    this.#zip = zip;
    this.#root = root;
    this.#now = now;
    const days: { folder: string; name: string }[] = [];
    for (const name of zip.entries.keys()) {
      if (!name.startsWith(root)) continue;
      const [folder = '', file = '', ...rest] = name.slice(root.length).split('/');
      if (folder === FILES_FOLDER && rest.length > 0) this.#uploads.set(file, name);
      else if (rest.length === 0 && DAY.test(file)) days.push({ folder, name });
    }
    this.#days = new Map([...Map.groupBy(days, ({ folder }) => folder)].map(([folder, list]) => [folder, list.map(({ name }) => name)]));
  }

  async *people(): AsyncGenerator<SourcePerson, void, undefined> {
    for (const list of PEOPLE_LISTS) {
      for await (const value of this.#elements(list)) {
        const person = isFields(value) ? personOf(value) : null;
        if (person === null || this.#people.has(person.id)) continue;
        this.#people.set(person.id, person.name);
        yield person;
      }
    }
  }

  async *rooms(): AsyncGenerator<SourceRoom, void, undefined> {
    const rooms: SourceRoom[] = [];
    for (const { file, is_private } of ROOM_LISTS)
      for await (const value of this.#elements(file)) {
        const room = isFields(value) ? this.#roomOf(value, is_private) : null;
        if (room === null || this.#roomNames.has(room.id)) continue;
        this.#roomNames.set(room.id, room.name);
        rooms.push(room);
      }
    yield* rooms;
    const listed = new Set(this.#folders.values());
    for (const folder of this.#days.keys()) if (!listed.has(folder) && folder !== '') yield this.#unlisted(folder);
  }

  /** A folder that no list names: the export says nothing else about the room. */
  #unlisted(folder: string): SourceRoom {
    this.#folders.set(folder, folder);
    const unknown = { description: null, topic: null, created_at: null, is_archived: false, member_ids: [] };
    return { ...unknown, id: folder, name: folder, is_private: true };
  }

  #roomOf(fields: Fields, is_private: boolean): SourceRoom | null {
    const id = textIn(fields, 'id');
    if (id === '') return null;
    const member_ids = textsIn(fields, 'members');
    const called = textIn(fields, 'name');
    const isNamed = called !== '' && !called.startsWith('mpdm-');
    const people = member_ids.map((member) => this.#people.get(member) ?? member);
    this.#folders.set(id, this.#days.has(id) || called === '' ? id : called);
    return {
      id,
      name: isNamed ? called : people.join(', ') || id,
      description: textIn(fieldsIn(fields, 'purpose'), 'value') || null,
      topic: textIn(fieldsIn(fields, 'topic'), 'value') || null,
      is_private,
      is_archived: isTrue(fields, 'is_archived'),
      created_at: timeOf(Number(idIn(fields, 'created')) * 1000, this.#now),
      member_ids,
    };
  }

  async *messagesOf({ id }: SourceRoom): Items {
    const days = this.#days.get(this.#folders.get(id) ?? '') ?? [];
    const waiting: { ts: string; item: Item[] }[] = [];
    const sorted = () => waiting.sort((a, b) => compareTs(a.ts, b.ts));
    for (const day of days.toSorted()) {
      for await (const { value, path } of splitJson(this.#read(day), ALL)) {
        if (path.length === 0) continue;
        const fields = isFields(value) ? value : null;
        waiting.push({
          ts: fields ? idIn(fields, 'ts') : '',
          item: fields ? [...this.#message(fields, id)] : [{ leftOut: 'damaged_message' }],
        });
        if (waiting.length >= 2 * SORTED_TOGETHER) for (const { item } of sorted().splice(0, SORTED_TOGETHER)) yield* item;
      }
    }
    for (const { item } of sorted()) yield* item;
  }

  *#message(fields: Fields, room_id: string): Generator<Item, void, undefined> {
    const ts = idIn(fields, 'ts');
    const written_at = timeOfTs(ts, this.#now);
    if (written_at === null) return yield { leftOut: 'bad_time' };
    if (!WRITTEN.has(textIn(fields, 'subtype'))) return yield { leftOut: 'notice' };
    const author = this.#authorOf(fields);
    if (author === null) return yield { leftOut: 'damaged_message' };
    if (!this.#people.has(author.id)) {
      this.#people.set(author.id, author.name);
      yield { person: author };
    }
    const missing: string[] = [];
    const files = this.#filesOf(fields, missing);
    for (const _ of missing) yield { leftOut: 'file_not_in_archive' };
    const { content, mentions } = this.#textOf(fields, missing);
    if (content === '' && files.length === 0) return yield { leftOut: 'message_without_text' };
    const reactions: SourceMessage['reactions'] = [];
    for (const each of listIn(fields, 'reactions').filter(isFields)) {
      const emoji = emojiCalled(textIn(each, 'name'));
      const person_ids = textsIn(each, 'users').filter((user) => this.#people.has(user));
      if (emoji === null || person_ids.length === 0) yield { leftOut: 'reaction' };
      else reactions.push({ emoji, person_ids });
    }
    const thread_ts = textIn(fields, 'thread_ts');
    const subtype = textIn(fields, 'subtype');
    yield {
      message: {
        ...PLAIN_MESSAGE,
        ...{ id: ts, room_id, author_id: author.id, written_at, content, mentions, reactions, files },
        thread_id: thread_ts === '' || thread_ts === ts ? null : thread_ts,
        also_in_room: subtype === 'thread_broadcast' || subtype === 'reply_broadcast',
        edited_at: timeOfTs(textIn(fieldsIn(fields, 'edited'), 'ts'), this.#now),
      },
    };
  }

  #authorOf(fields: Fields): SourcePerson | null {
    const user = textIn(fields, 'user');
    const profile = fieldsIn(fields, 'bot_profile');
    const bot = textIn(fields, 'bot_id');
    if (user !== '' && (this.#people.has(user) || bot === '')) {
      const named = fieldsIn(fields, 'user_profile');
      const name = textIn(named, 'display_name') || textIn(named, 'real_name') || (user === 'USLACKBOT' ? 'Slackbot' : user);
      return { id: user, name, is_agent: user === 'USLACKBOT' };
    }
    const id = bot || textIn(fields, 'username');
    if (id === '') return null;
    return { id, name: textIn(fields, 'username') || textIn(profile, 'name') || id, is_agent: true };
  }

  #textOf(fields: Fields, missing: readonly string[]): { content: string; mentions: string[] } {
    const names = {
      person: (id: string) => this.#people.get(id) ?? null,
      room: (id: string) => this.#roomNames.get(id) ?? null,
    };
    const own = textIn(fields, 'text');
    const attached = listIn(fields, 'attachments')
      .filter(isFields)
      .map((each) => textIn(each, 'text') || textIn(each, 'fallback'));
    const { content, mentions } = textOfSlack(own === '' ? attached.filter(Boolean).join('\n') : own, names);
    const said = textIn(fields, 'subtype') === 'me_message' && content !== '' ? `_${content}_` : content;
    const lines = [said.trim(), ...missing.map((name) => `📎 ${name} (not in the export)`)];
    return { content: lines.filter(Boolean).join('\n'), mentions };
  }

  #filesOf(fields: Fields, missing: string[]): SourceFile[] {
    return listIn(fields, 'files')
      .filter(isFields)
      .flatMap((file) => {
        const entry = this.#zip.entries.get(this.#uploads.get(textIn(file, 'id')) ?? '');
        const name = textIn(file, 'name') || textIn(file, 'title') || 'file';
        if (entry) return { name, size: entry.size, open: () => this.#zip.read(entry) };
        if (textIn(file, 'mode') !== 'tombstone') missing.push(name);
        return [];
      });
  }

  async *#elements(file: string): AsyncGenerator<unknown, void, undefined> {
    if (!this.#zip.entries.has(`${this.#root}${file}`)) return;
    for await (const { value } of splitJson(this.#read(`${this.#root}${file}`), ALL)) yield value;
  }

  async *#read(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = this.#zip.entries.get(name);
    if (entry) yield* this.#zip.read(entry);
  }
}

function personOf(fields: Fields): SourcePerson | null {
  const id = textIn(fields, 'id');
  const profile = fieldsIn(fields, 'profile');
  const names = [textIn(profile, 'display_name'), textIn(profile, 'real_name'), textIn(fields, 'real_name'), textIn(fields, 'name')];
  const name = names.find((each) => each.trim() !== '') ?? id;
  return id === '' ? null : { id, name, is_agent: isTrue(fields, 'is_bot') || id === 'USLACKBOT' };
}

function timeOfTs(ts: string, now: number): number | null {
  return /^\d{1,12}(?:\.\d{1,9})?$/.test(ts) ? timeOf(Number(ts) * 1000, now) : null;
}

/** By seconds and then by what follows: as one number the last digits would be lost. */
function compareTs(a: string, b: string): number {
  const [seconds = '', rest = ''] = a.split('.');
  const [otherSeconds = '', otherRest = ''] = b.split('.');
  return Number(seconds) - Number(otherSeconds) || (rest < otherRest ? -1 : Number(rest > otherRest));
}
