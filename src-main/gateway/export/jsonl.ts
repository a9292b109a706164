// An export as JSONL: docs/export-format.md.
import {
  EXPORT_FORMAT,
  EXPORT_RECORDS,
  exportedContent,
  type ExportEnd,
  type ExportMessage,
  type ExportRecord,
  type ExportRoom,
} from '../../../src-shared/export-format.ts';
import { isGroupId } from '../../../src-shared/group-mentions.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { writeFiles, type WrittenFiles } from './files.ts';
import type { ExportCounts } from './job.ts';
import { namedIn, UNKNOWN_NAME, type ExportedRoom, type Moment } from './moment.ts';
import type { Sink } from './sink.ts';

export async function writeJsonl(moment: Moment, sink: Sink): Promise<ExportCounts> {
  const files = await writeFiles(moment, sink, ({ sha256 }) => exportedContent(sha256));
  const end: ExportEnd = {
    ...{ type: 'end', rooms: 0, participants: 0, messages: 0, tasks: 0 },
    ...{ files: files.count, missing_files: [...files.missing] },
  };
  await sink.add(EXPORT_RECORDS, lines(recordsOf(moment, files, end)));
  const { rooms, messages } = end;
  return { rooms, messages, files: files.count, missing: files.missing.length, encrypted_rooms: moment.encryptedRooms };
}

function* lines(records: Iterable<ExportRecord>): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}

/** `end` counts the records, and is the last one. */
function* recordsOf(moment: Moment, files: WrittenFiles, end: ExportEnd): Generator<ExportRecord> {
  const { job, home } = moment;
  const named = new Set<string>();
  function* name(ids: readonly (string | null)[]): Generator<ExportRecord> {
    for (const id of ids) {
      if (id === null || named.has(id) || isGroupId(id)) continue;
      named.add(id);
      end.participants += 1;
      const found = moment.participant(id);
      yield { type: 'participant', id, kind: found?.kind ?? 'agent', name: found?.name ?? UNKNOWN_NAME };
    }
  }

  yield {
    type: 'export',
    format: EXPORT_FORMAT,
    lanai: job.version,
    exported_at: job.now,
    home: { id: home.id, name: home.name },
    scope: job.scope,
    exporter_id: job.exporter_id,
    encrypted_rooms: moment.encryptedRooms,
  };
  yield* name([job.exporter_id]);
  for (const exported of moment.rooms) {
    const room = roomRecord(moment, exported);
    yield* name([room.created_by, ...room.member_ids, room.page?.author_id ?? null]);
    yield room;
    end.rooms += 1;
    for (const message of moment.messages(room.id, 'seq')) {
      const record = messageRecord(moment, files, message);
      yield* name([...namedIn(message), ...namedInVote(record), record.approval?.decided_by ?? null]);
      yield record;
      end.messages += 1;
    }
    for (const task of moment.tasks(room.id)) {
      yield* name([task.created_by, task.assignee_id]);
      yield { type: 'task', ...task };
      end.tasks += 1;
    }
  }
  yield end;
}

function namedInVote({ vote }: ExportMessage): string[] {
  return vote ? [vote.created_by, ...vote.eligible_ids, ...vote.voted_ids] : [];
}

function roomRecord({ job, page }: Moment, { room, name }: ExportedRoom): ExportRoom {
  const { id, description, topic, tags, visibility, direct, parent_id, created_by, created_at, archived_at, member_ids } = room;
  const isOwn = job.scope === 'own';
  const found = page(id);
  return {
    ...{ type: 'room', id, name, description, topic, tags, visibility, direct, parent_id, created_by: isOwn ? null : created_by },
    ...{ created_at, archived_at, member_ids: isOwn ? [] : member_ids },
    page: found && { content: found.content, author_id: found.author_id, created_at: found.created_at },
  };
}

function messageRecord(moment: Moment, files: WrittenFiles, message: Message): ExportMessage {
  // What clients need and an export does not hold.
  const { client_id: _client, deleted_at: _deleted, previews: _previews, thread: _thread, attachments, ...kept } = message;
  const vote = message.kind === 'vote' ? moment.vote(message.id) : null;
  return {
    type: 'message',
    ...kept,
    ...(vote && { vote }),
    files: attachments.map((file) => ({ ...file, path: files.pathOf(file) })),
  };
}
