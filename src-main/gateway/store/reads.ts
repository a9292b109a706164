// Everything that is read, on prepared statements of one database handle. The writer uses the same functions inside
// its transactions, so an event shows exactly what a client would fetch.
import type Database from 'better-sqlite3';
import type { Message } from '../../../src-shared/objects.ts';
import type { RowChange } from './interfaces/stored-directory.ts';
import { prepareAll } from './statement.ts';
import { approvalReads, approvalReadsOn } from './sqlite/approvals.ts';
import { accessReads, accessReadsOn } from './sqlite/access.ts';
import { agentStartReads, agentStartReadsOn } from './sqlite/agent-starts.ts';
import { incomingWebhookReads, incomingWebhookReadsOn } from './sqlite/incoming-webhooks.ts';
import { auditReads, auditReadsOn } from './sqlite/audit.ts';
import { activityReads, activityReadsOn } from './sqlite/activities.ts';
import { changeReads, changeReadsOn } from './sqlite/changes.ts';
import { coordinationReads, coordinationReadsOn } from './sqlite/coordination.ts';
import { fileReads, fileReadsOn } from './sqlite/files.ts';
import { followedRows } from './sqlite/followed.ts';
import { homeReads, homeReadsOn } from './sqlite/home.ts';
import { hostedAgentReads, hostedAgentReadsOn } from './sqlite/hosted-agents.ts';
import { keyReads, keyReadsOn } from './sqlite/keys.ts';
import { messageReads, messageReadsOn } from './sqlite/messages.ts';
import { pageReads, pageReadsOn } from './sqlite/pages.ts';
import { participantReads, participantReadsOn } from './sqlite/participants.ts';
import { pinReads, pinReadsOn } from './sqlite/pins.ts';
import { notifyReads, notifyReadsOn } from './sqlite/notify.ts';
import { pushReads, pushReadsOn } from './sqlite/push.ts';
import { personNoteReads, personNoteReadsOn } from './sqlite/person-notes.ts';
import { providerReads, providerReadsOn } from './sqlite/providers.ts';
import { roomPageReads, roomPageReadsOn } from './sqlite/room-pages.ts';
import { roomReads, roomReadsOn } from './sqlite/rooms.ts';
import { savedReads, savedReadsOn } from './sqlite/saved.ts';
import { scheduledReads, scheduledReadsOn } from './sqlite/scheduled.ts';
import { storedReads, storedReadsOn } from './sqlite/stored.ts';
import { threadReads, threadReadsOn } from './sqlite/threads.ts';
import { webhookReads, webhookReadsOn } from './sqlite/webhooks.ts';

/** The reads of SQLite. Other files are given them by the interfaces that they need. */
export type Reads = ReturnType<typeof createReads>;

/** `ephemeral`: the database is that of the rooms which live in memory. */
export function createReads(db: Database.Database, { ephemeral = false } = {}) {
  const threads = threadReadsOn(prepareAll(db, threadReads));
  const approvals = approvalReadsOn(prepareAll(db, approvalReads));
  const { toSent, ...messages } = messageReadsOn(prepareAll(db, messageReads), { thread: threads.thread, approval: approvals.approval });
  const changes = changeReadsOn(prepareAll(db, changeReads));
  const files = fileReadsOn(prepareAll(db, fileReads));
  const participants = participantReadsOn(prepareAll(db, participantReads));
  const rooms = roomReadsOn(prepareAll(db, roomReads), { ephemeral, threadFollowsOf: threads.threadFollowsOf });
  const messageOf = (id: string): Message | null => {
    const row = messages.messageRow(id);
    return row && messages.message(row);
  };
  return {
    /** Runs the work on one state of the database, whatever is committed meanwhile. */
    atOneMoment: <T>(work: () => T): T => db.transaction(work)(),
    /** Changes when the home is restored from a backup: cursors of another epoch mean nothing in this one. */
    epoch: (): number => Number(db.pragma('user_version', { simple: true })),
    cursor: (): number => Math.max(messages.lastMessageCursor(), changes.lastChangeCursor()),
    followedRows: (): Iterable<RowChange> => followedRows(db),
    /** Whether a visible file or a profile picture has this content. */
    isContentUsed: (sha256: string): boolean => files.isInFile(sha256) || participants.isPictured(sha256),
    ...messages,
    ...pageReadsOn(prepareAll(db, pageReads), toSent),
    ...threads,
    ...approvals,
    ...pinReadsOn(prepareAll(db, pinReads), messageOf),
    ...roomPageReadsOn(prepareAll(db, roomPageReads)),
    ...personNoteReadsOn(prepareAll(db, personNoteReads)),
    ...changes,
    ...activityReadsOn(prepareAll(db, activityReads)),
    ...files,
    ...participants,
    ...scheduledReadsOn(prepareAll(db, scheduledReads)),
    ...homeReadsOn(prepareAll(db, homeReads)),
    ...rooms,
    ...notifyReadsOn(prepareAll(db, notifyReads), { membership: rooms.membership, messageRow: messages.messageRow }),
    ...coordinationReadsOn(prepareAll(db, coordinationReads)),
    ...accessReadsOn(prepareAll(db, accessReads)),
    ...auditReadsOn(prepareAll(db, auditReads)),
    ...keyReadsOn(prepareAll(db, keyReads)),
    ...hostedAgentReadsOn(prepareAll(db, hostedAgentReads)),
    ...agentStartReadsOn(prepareAll(db, agentStartReads)),
    ...incomingWebhookReadsOn(prepareAll(db, incomingWebhookReads)),
    ...webhookReadsOn(prepareAll(db, webhookReads)),
    ...pushReadsOn(prepareAll(db, pushReads)),
    ...providerReadsOn(prepareAll(db, providerReads)),
    ...savedReadsOn(prepareAll(db, savedReads)),
    ...storedReadsOn(prepareAll(db, storedReads)),
  };
}
