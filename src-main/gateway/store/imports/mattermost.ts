// The bulk export of Mattermost: JSON lines, alone or in a zip with the files under `data/`. Its messages have no ids.
import type { Archive } from './archive.ts';
import { emojiCalled } from './emoji-names.ts';
import { fieldsIn, isFields, listIn, numberOf, textIn, textsIn, timeOf, type Fields } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { jsonLines } from './json-lines.ts';
import { SourceIds } from './source-ids.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceFile, type SourceMessage, type SourcePerson, type SourceRoom } from './stream.ts';

export const MATTERMOST_FILE = /\.jsonl$/;
export const isMattermost = (head: string): boolean => /"type"\s*:\s*"version"/.test(head.split('\n')[0] ?? '');

export async function* readMattermost(archive: Archive): Items {
  for (const part of partsOf(archive, MATTERMOST_FILE)) yield* new MattermostExport(part, archive.now).read();
}

class MattermostExport {
  readonly #part: ArchivePart;
  readonly #now: number;
  readonly #names = new Map<string, string>();
  readonly #rooms = new Set<string>();
  readonly #ids = new SourceIds();

  constructor(part: ArchivePart, now: number) {
    this.#part = part;
    this.#now = now;
  }

  async *read(): Items {
    for await (const line of jsonLines(this.#part.read())) {
      const type = line ? textIn(line, 'type') : '';
      const fields = line ? fieldsIn(line, type) : {};
      if (line === null) yield { leftOut: 'damaged_message' };
      else if (type === 'user') yield* this.#person(fields, false);
      else if (type === 'bot') yield* this.#person(fields, true);
      else if (type === 'channel') yield* this.#room(channelOf(fields));
      else if (type === 'direct_channel') yield* this.#room(this.#directOf(fields));
      else if (type === 'post') yield* this.#post(fields, `${textIn(fields, 'team')}/${textIn(fields, 'channel')}`);
      else if (type === 'direct_post') {
        const direct = this.#directOf(fields);
        yield* this.#room(direct);
        yield* this.#post(fields, direct.id);
      }
    }
  }

  *#person(fields: Fields, is_agent: boolean): Generator<Item, void, undefined> {
    const id = textIn(fields, 'username');
    const full = [textIn(fields, 'first_name'), textIn(fields, 'last_name')].filter(Boolean).join(' ');
    if (id !== '') yield* this.#known({ id, name: textIn(fields, 'nickname') || textIn(fields, 'display_name') || full || id, is_agent });
  }

  *#known(person: SourcePerson): Generator<Item, void, undefined> {
    if (this.#names.has(person.id)) return;
    this.#names.set(person.id, person.name);
    yield { person };
  }

  *#room(room: SourceRoom): Generator<Item, void, undefined> {
    if (this.#rooms.has(room.id)) return;
    this.#rooms.add(room.id);
    yield { room };
  }

  #directOf(fields: Fields): SourceRoom {
    const named = [...textsIn(fields, 'channel_members'), ...textsIn(fields, 'members')];
    const others = listIn(fields, 'participants')
      .filter(isFields)
      .map((each) => textIn(each, 'username'));
    const member_ids = [...new Set([...named, ...others])].filter(Boolean).sort();
    const name = member_ids.map((id) => this.#names.get(id) ?? id).join(', ');
    const unknown = { description: null, topic: null, created_at: null, is_archived: false };
    return { ...unknown, id: `direct/${member_ids.join(',')}`, name, is_private: true, member_ids };
  }

  *#post(fields: Fields, room_id: string): Generator<Item, void, undefined> {
    const root = yield* this.#message(fields, room_id, null);
    // Replies without the message that they answer are in no thread.
    for (const reply of listIn(fields, 'replies').filter(isFields)) yield* this.#message(reply, room_id, root);
  }

  /** Returns its id; null when it was left out. */
  *#message(fields: Fields, room_id: string, thread_id: string | null): Generator<Item, string | null, undefined> {
    const author = textIn(fields, 'user');
    const written_at = timeOf(numberOf(fields, 'create_at'), this.#now);
    if (written_at === null || author === '') {
      yield { leftOut: author === '' ? 'damaged_message' : 'bad_time' };
      return null;
    }
    if (textIn(fields, 'type').startsWith('system_')) {
      yield { leftOut: 'notice' };
      return null;
    }
    yield* this.#known({ id: author, name: author, is_agent: false });
    const { files, missing } = this.#filesOf(fields);
    for (const _ of missing) yield { leftOut: 'file_not_in_archive' };
    const reactions = new Map<string, string[]>();
    for (const each of listIn(fields, 'reactions').filter(isFields)) {
      const emoji = emojiCalled(textIn(each, 'emoji_name'));
      if (emoji === null || !this.#names.has(textIn(each, 'user'))) yield { leftOut: 'reaction' };
      else reactions.set(emoji, [...(reactions.get(emoji) ?? []), textIn(each, 'user')]);
    }
    const message = textIn(fields, 'message');
    const id = this.#ids.next(room_id, author, written_at, message);
    const edited = numberOf(fields, 'edit_at');
    yield {
      message: {
        ...PLAIN_MESSAGE,
        ...{ id, room_id, author_id: author, written_at, thread_id, files },
        ...this.#textOf([message, ...missing.map((name) => `📎 ${name} (not in the export)`)]),
        reactions: [...reactions].map(([emoji, person_ids]) => ({ emoji, person_ids })),
        edited_at: edited > 0 ? timeOf(edited, this.#now) : null,
      },
    };
    return id;
  }

  /** People are called by their user names there, and by their names here. */
  #textOf(lines: readonly string[]): Pick<SourceMessage, 'content' | 'mentions'> {
    const mentions = new Set<string>();
    const content = lines
      .filter(Boolean)
      .join('\n')
      .replace(/(?<![\p{L}\p{N}@/.])@([a-z0-9._-]*[a-z0-9])/gu, (whole, user: string) => {
        const name = this.#names.get(user);
        if (name !== undefined) mentions.add(user);
        return name === undefined ? whole : `@${name}`;
      });
    return { content, mentions: [...mentions] };
  }

  #filesOf(fields: Fields): { files: SourceFile[]; missing: string[] } {
    const files: SourceFile[] = [];
    const missing: string[] = [];
    for (const attachment of listIn(fields, 'attachments').filter(isFields)) {
      const place = textIn(attachment, 'path');
      const name = place.split('/').at(-1) || 'file';
      const file = this.#part.file(`data/${place}`, name) ?? this.#part.file(place, name);
      if (file) files.push(file);
      else missing.push(name);
    }
    return { files, missing };
  }
}

function channelOf(fields: Fields): SourceRoom {
  const [team, name] = [textIn(fields, 'team'), textIn(fields, 'name')];
  return {
    id: `${team}/${name}`,
    name: textIn(fields, 'display_name') || name,
    description: textIn(fields, 'purpose') || null,
    topic: textIn(fields, 'header') || null,
    is_private: textIn(fields, 'type') !== 'O',
    is_archived: numberOf(fields, 'deleted_at') > 0,
    created_at: null,
    member_ids: [],
  };
}
