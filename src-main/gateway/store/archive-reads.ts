// The archive on one database handle: that of the reader's thread, or that of the rooms in memory.
import { RESUME_BYTES_MAX, RESUME_CHANGES_MAX } from '../../../src-shared/limits.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { changeOf, posted } from './change.ts';
import { historyPage } from './history-page.ts';
import {
  archiveOf,
  type Archive,
  type ArchiveCall,
  type ArchiveReads,
  type AsOf,
  type FollowedThread,
  type Heard,
  type ReplayQuestion,
  type TimePlace,
} from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';
import { toThread } from './sqlite/threads.ts';
import type { Reads } from './reads.ts';

/** Before the first file of a room in the order in which they are listed. */
const BEFORE_ALL = { cursor: Number.MAX_SAFE_INTEGER, position: -1 };
/** Read at a time, so that not many long messages are read that are not wanted. */
const REPLAY_PAGE = 16;

export function createArchiveReads(reads: Reads): ArchiveReads {
  const messageIn = (roomId: string, id: string) => {
    const row = reads.messageRow(id);
    return row?.room_id === roomId ? row : null;
  };
  return {
    history: (question) => historyPage(reads, question),
    message(roomId, id) {
      const row = messageIn(roomId, id);
      return row && reads.message(row);
    },
    messagesAt: (cursors) =>
      cursors.flatMap((cursor) => {
        const row = reads.messageRowsAfterCursor(cursor - 1, 1).find((each) => each.cursor === cursor);
        return row && row.deleted_at === null ? [{ cursor, message: reads.message(row) }] : [];
      }),
    messagesAfter: (roomId, seq, limit) => reads.messagesSince(roomId, seq, limit),
    messagesBefore: (roomId, seq, limit) => reads.messagesBefore(roomId, seq, limit).reverse(),
    messageOfClient(authorId, clientId) {
      const row = reads.messageOfClient(authorId, clientId);
      return row && reads.message(row);
    },
    replay: (question) => replay(reads, question),
    followedThreads: (participantId, after, limit) => followedThreads(reads, participantId, after, limit),
    savedMessages: (participantId, after, limit) =>
      reads.savedAfter(participantId, after, limit).map((item) => {
        const row = item.room_id === null ? null : messageIn(item.room_id, item.id);
        return { ...item, message: row && reads.message(row) };
      }),
    agentTurns: reads.agentTurns,
    useByHour: reads.useByHour,
    agentLedger: reads.agentLedger,
    agentSession: reads.agentSession,
    signingSecret: (of, id) =>
      (of === 'agent_starts' ? reads.agentStartRow(id)?.secret : reads.incomingWebhookRow(id)?.signing_secret) ?? null,
    nextReminders: reads.nextReminders,
    edits({ room_id, message_id }, before, limit) {
      const row = messageIn(room_id, message_id);
      return row && reads.edits(row.cursor, before ?? Number.MAX_SAFE_INTEGER, limit);
    },
    files(roomId, before, limit) {
      const place = before === null ? BEFORE_ALL : placeOf(reads, roomId, before);
      return place && reads.filesOfRoom(roomId, place, limit);
    },
    fileCount: reads.fileCount,
    file: reads.fileRow,
    filesById: (ids) => ids.flatMap((id) => reads.fileRow(id) ?? []),
    scheduledRow: reads.scheduledRow,
    scheduledFileIds: (id) => reads.filesOfScheduled(id).map((file) => file.id),
    scheduledOf: reads.scheduledOf,
    dueScheduled: reads.dueScheduled,
    droppedFiles: reads.droppedFiles,
    contentsInUse: (hashes) => hashes.filter(reads.isContentUsed),
    approval: reads.approval,
    vote: reads.ownVote,
    votes(roomId, participantId, after, limit) {
      const last = after === null ? null : reads.voteRow(after);
      return after !== null && last?.room_id !== roomId ? null : reads.votes(roomId, participantId, limit, last);
    },
    task: reads.task,
    tasks(roomId, { status, after, limit }) {
      const last = after === null ? null : reads.task(after);
      return after !== null && last?.room_id !== roomId ? [] : reads.tasks(roomId, { status, after: last, limit });
    },
    pins: reads.pins,
    personNote: reads.personNote,
    roomPage: reads.roomPage,
    roomPageVersions: reads.roomPageVersions,
    subscriptionSecret: (_roomId, id) => reads.subscriptionRow(id)?.secret ?? null,
    memberships: reads.memberships,
    notifyFacts: reads.notifyFacts,
    notifyPreferences: reads.notifyPreferences,
    endedSession: reads.endedSession,
    auditEntries: reads.auditEntries,
    storedHome: (participantId) => ({
      epoch: reads.epoch(),
      home: reads.home(),
      rooms: reads.rooms(),
      participants: reads.participants(),
      memberships: reads.memberships(participantId),
      preferences: reads.notifyPreferences(participantId),
      sidebar: reads.sidebar(participantId),
      saved: reads.saved(participantId),
      scheduled: reads.scheduledOf(participantId),
      invites: reads.invites(),
    }),
    changesSince: (heard) => changesSince(reads, heard),
    storedByAccount: reads.storedByAccount,
    unusedAgentsOfKey: reads.unusedAgentsOfKey,
    unusedAgentsBefore: reads.unusedAgentsBefore,
    olderThan(time) {
      const pages = new Set(reads.roomsWithOldPages(time));
      const old = reads.rooms().map(({ id }) => ({ room_id: id, messages: messagesBefore(reads, id, time) }));
      return old.filter(({ room_id, messages }) => messages > 0 || pages.has(room_id));
    },
  };
}

/** `ms`: how long the read took. */
export type TimedAnswer = AsOf<unknown> & { ms: number };

/** An archive that reports how long each of its reads took, in the asynchronous context of the question. */
export function timedArchive(answer: (call: ArchiveCall) => TimedAnswer | Promise<TimedAnswer>, onRead: (ms: number) => void): Archive {
  return archiveOf(async (call) => {
    const { ms, ...asOf } = await answer(call);
    onRead(ms);
    return asOf;
  });
}

/** Runs one call on one state of the database. */
export function answerOn(reads: Reads, archive: ArchiveReads, { name, args }: ArchiveCall): TimedAnswer {
  const startedAt = performance.now();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name and its arguments were matched by the types where it was asked
  const read = archive[name] as (...args: readonly unknown[]) => unknown;
  const answer = reads.atOneMoment(() => ({ cursor: reads.cursor(), value: read(...args) }));
  return { ...answer, ms: performance.now() - startedAt };
}

function followedThreads(reads: Reads, participantId: string, after: TimePlace, limit: number): FollowedThread[] {
  return reads.followedThreads(participantId, after, limit).flatMap(({ id, room_id, ...row }) => {
    const follow = reads.threadFollow(id, participantId);
    const first = reads.messageRow(id);
    return follow ? [{ id, room_id, thread: toThread({ id, room_id, ...row }), follow, message: first && reads.message(first) }] : [];
  });
}

/** The start of the next page. A deleted file keeps its position. */
function placeOf(reads: Reads, roomId: string, before: string): typeof BEFORE_ALL | null {
  const row = reads.fileRow(before);
  if (row?.room_id !== roomId || row.message_cursor === null) return null;
  return { cursor: row.message_cursor, position: row.position ?? 0 };
}

function replay(reads: Reads, { after, except_author_id, per_room_max, bytes_max }: ReplayQuestion): Message[] {
  const missed: Message[] = [];
  let bytes = 0;
  for (const [roomId, since] of after) {
    for (let seq = since, isEnd = false; !isEnd && seq < since + per_room_max;) {
      const page = reads.messagesSince(roomId, seq, REPLAY_PAGE);
      for (const message of page.filter(({ author_id }) => author_id !== except_author_id)) {
        bytes += Buffer.byteLength(JSON.stringify(message));
        if (bytes > bytes_max) return missed;
        missed.push(message);
      }
      seq = page.at(-1)?.seq ?? seq;
      isEnd = page.length < REPLAY_PAGE;
    }
  }
  return missed;
}

function changesSince(reads: Reads, { cursor, epoch }: Heard): Change[] | null {
  const limit = RESUME_CHANGES_MAX + 1;
  const isTooMuch = epoch !== reads.epoch() || cursor > reads.cursor() || reads.bytesAfterCursor(cursor, limit) > RESUME_BYTES_MAX;
  if (isTooMuch) return null;
  const messages = reads.postedAfterCursor(cursor, limit);
  const changes = reads.changesAfterCursor(cursor, limit);
  if (messages.length + changes.length > RESUME_CHANGES_MAX) return null;
  const rows = [
    ...messages.map((row) => ({
      at: row.cursor,
      change: (): Change => posted(reads.message(row), row.cursor, row.thread_id === null ? null : reads.thread(row.thread_id)),
    })),
    ...changes.map((row) => ({
      at: row.cursor,
      change: (): Change | null => changeOf(reads, row),
    })),
  ];
  return rows.sort((a, b) => a.at - b.at).flatMap(({ change }) => change() ?? []);
}

/** By halves, since messages of a room are in the order in which they were written: it reads a few of them, however many there are. */
function messagesBefore(reads: Reads, roomId: string, time: number): number {
  const swept = reads.expiredThroughSeq(roomId);
  let low = swept;
  let high = reads.lastSeq(roomId);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((reads.writtenAt(roomId, middle) ?? Infinity) < time) low = middle;
    else high = middle - 1;
  }
  return low - swept;
}
