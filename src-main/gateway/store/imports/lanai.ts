// Lanai's own export (docs/export-format.md): JSON lines, alone or in a zip with the files under `files/`.
import { EXPORT_FORMAT } from '../../../../src-shared/export-format.ts';
import type { Archive } from './archive.ts';
import { fieldsIn, isFields, isTrue, listIn, numberOf, textIn, textsIn, timeOf, type Fields } from './fields.ts';
import { partsOf, type ArchivePart } from './in-archive.ts';
import { jsonLines } from './json-lines.ts';
import { PLAIN_MESSAGE, type Item, type Items, type SourceRoom } from './stream.ts';
import { unusable } from './unusable.ts';

export const LANAI_FILE = /(?:^|\/)export\.jsonl$/;
export const isLanai = (head: string): boolean => /"type"\s*:\s*"export"/.test(head.split('\n')[0] ?? '');

/** Kinds of messages that stand for themselves. */
const WRITTEN = new Set(['chat', 'decision', 'vote']);

export async function* readLanai(archive: Archive): Items {
  for (const part of partsOf(archive, LANAI_FILE)) {
    let home: string | null = null;
    let isWhole = false;
    for await (const record of jsonLines(part.read())) {
      if (record === null) {
        yield { leftOut: 'damaged_message' };
        continue;
      }
      const type = textIn(record, 'type');
      if (type === 'export') home = homeOf(record);
      if (home === null) throw unusable('That file is not an export of Lanai.');
      if (type === 'end') isWhole = true;
      if (type === 'participant') yield { person: personOf(record) };
      if (type === 'room') yield { room: roomOf(record, home, archive.now) };
      if (type === 'message') yield* itemsOf(record, { home, part, now: archive.now });
    }
    if (!isWhole) throw unusable('The file ends early: it was cut short. Export it again.');
  }
}

function homeOf(record: Fields): string {
  if (record.format !== EXPORT_FORMAT) throw unusable('That export was made by a newer Lanai. Get that version first.');
  return textIn(fieldsIn(record, 'home'), 'id');
}

function personOf(record: Fields) {
  return { id: textIn(record, 'id'), name: textIn(record, 'name'), is_agent: textIn(record, 'kind') === 'agent' };
}

/** Ids of rooms are unique in their home only. */
const roomId = (home: string, id: string): string => `${home}/${id}`;

function roomOf(record: Fields, home: string, now: number): SourceRoom {
  return {
    id: roomId(home, textIn(record, 'id')),
    name: textIn(record, 'name'),
    description: textIn(record, 'description') || null,
    topic: textIn(record, 'topic') || null,
    is_private: textIn(record, 'visibility') !== 'public',
    is_archived: numberOf(record, 'archived_at') > 0,
    created_at: timeOf(numberOf(record, 'created_at'), now),
    member_ids: textsIn(record, 'member_ids'),
  };
}

interface Around {
  home: string;
  part: ArchivePart;
  now: number;
}

function* itemsOf(record: Fields, { home, part, now }: Around): Generator<Item, void, undefined> {
  const [id, author_id] = [textIn(record, 'id'), textIn(record, 'author_id')];
  const written_at = timeOf(numberOf(record, 'created_at'), now);
  if (written_at === null) return yield { leftOut: 'bad_time' };
  if (id === '' || author_id === '') return yield { leftOut: 'damaged_message' };
  if (!WRITTEN.has(textIn(record, 'kind'))) return yield { leftOut: 'notice' };
  const missing: string[] = [];
  const files = listIn(record, 'files')
    .filter(isFields)
    .flatMap((file) => part.file(textIn(file, 'path'), textIn(file, 'name')) ?? (missing.push(textIn(file, 'name')), []));
  for (const _ of missing) yield { leftOut: 'file_not_in_archive' };
  const thread = textIn(record, 'thread_id');
  yield {
    message: {
      ...PLAIN_MESSAGE,
      ...{ id, author_id, written_at, files },
      room_id: roomId(home, textIn(record, 'room_id')),
      content: [textIn(record, 'content'), ...missing.map((name) => `📎 ${name} (not in the export)`)].filter(Boolean).join('\n'),
      reply_to: textIn(record, 'reply_to') || null,
      thread_id: thread === '' || thread === id ? null : thread,
      also_in_room: !isTrue(record, 'thread_only'),
      edited_at: timeOf(numberOf(record, 'edited_at'), now),
      mentions: textsIn(record, 'mentions'),
      reactions: listIn(record, 'reactions')
        .filter(isFields)
        .map((each) => ({ emoji: textIn(each, 'emoji'), person_ids: textsIn(each, 'participant_ids') })),
    },
  };
}
