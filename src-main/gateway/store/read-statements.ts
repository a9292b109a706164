import { sql } from 'kysely';

import { agentReads } from './agent-statements.ts';
import { coordinationReads } from './coordination-statements.ts';
import { fileReads } from './file-statements.ts';
import { keepingReads } from './keeping-statements.ts';
import { keyReads } from './key-statements.ts';
import type { NameKeys } from './look-alike.ts';
import { profileReads } from './profile-statements.ts';
import { readingReads } from './reading-statements.ts';
import { sessionReads } from './session-statements.ts';
import { query, statement } from './statement.ts';
import { storedReads } from './stored-statements.ts';
import { webhookReads } from './webhook-statements.ts';

const none = statement<Record<never, never>>();
const byId = statement<{ id: string }>();
const unreadOf = statement<{ room_id: string; participant_id: string; seq: number; limit: number }>();
const page = statement<{ room_id: string; seq: number; limit: number }>();
const afterCursor = statement<{ cursor: number; limit: number }>();

export const readStatements = {
  ...coordinationReads,
  ...fileReads,
  ...profileReads,
  ...agentReads,
  ...storedReads,
  ...keepingReads,
  ...webhookReads,
  ...keyReads,
  ...sessionReads,
  ...readingReads,

  home: none(() => query.selectFrom('home').select(['id', 'name', 'set_up_at', 'mentions_reach', 'keep_days'])),
  clawChat: none(() => query.selectFrom('home').select('clawchat')),
  sharedAddresses: none(() => query.selectFrom('home').select('shared_addresses')),
  participants: none(() => query.selectFrom('participants').selectAll().where('forgotten_at', 'is', null).orderBy('created_at')),
  participant: byId((p) => query.selectFrom('participants').selectAll().where('id', '=', p.id).where('forgotten_at', 'is', null)),

  participantsLike: statement<NameKeys>()((p) =>
    query
      .selectFrom('participants')
      .selectAll()
      .where('forgotten_at', 'is', null)
      .where((e) => e.or([e('name_key', '=', p.name_key), e('name_fold', '=', p.name_fold)])),
  ),

  rooms: none(() => query.selectFrom('rooms').selectAll().orderBy('created_at')),
  room: byId((p) => query.selectFrom('rooms').selectAll().where('id', '=', p.id)),
  lastSeq: byId((p) => query.selectFrom('rooms').select('last_seq').where('id', '=', p.id)),
  roomsLike: statement<NameKeys>()((p) =>
    query
      .selectFrom('rooms')
      .selectAll()
      .where((e) => e.or([e('name_key', '=', p.name_key), e('name_fold', '=', p.name_fold)]))
      .where('direct_key', 'is', null),
  ),
  direct: statement<{ direct_key: string }>()((p) => query.selectFrom('rooms').select('id').where('direct_key', '=', p.direct_key)),

  allMembers: none(() => query.selectFrom('memberships').select(['room_id', 'participant_id']).orderBy('joined_cursor')),
  members: statement<{ room_id: string }>()((p) =>
    query
      .selectFrom('memberships')
      .select('participant_id')
      .where('room_id', '=', p.room_id)
      .orderBy('joined_cursor')
      .orderBy('participant_id'),
  ),
  membership: statement<{ room_id: string; participant_id: string }>()((p) =>
    query.selectFrom('memberships').selectAll().where('room_id', '=', p.room_id).where('participant_id', '=', p.participant_id),
  ),
  notifyPreferences: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('notify_preferences').select('preferences').where('participant_id', '=', p.participant_id),
  ),
  membershipsOf: statement<{ participant_id: string }>()((p) =>
    query
      .selectFrom('memberships')
      .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
      .selectAll('memberships')
      .select('rooms.last_seq')
      .where('memberships.participant_id', '=', p.participant_id),
  ),

  unread: unreadOf((p) =>
    query
      .selectFrom(
        query
          .selectFrom('messages')
          .select('cursor')
          .where('room_id', '=', p.room_id)
          .where('seq', '>', p.seq)
          .where('author_id', '!=', p.participant_id)
          .where('kind', '!=', 'thinking')
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),
  unreadMentions: unreadOf((p) =>
    query
      .selectFrom(
        query
          .selectFrom('mentions')
          .select('seq')
          .where('participant_id', '=', p.participant_id)
          .where('room_id', '=', p.room_id)
          .where('seq', '>', p.seq)
          .limit(p.limit)
          .as('newer'),
      )
      .select((e) => e.fn.countAll<number>().as('count')),
  ),

  message: byId((p) => query.selectFrom('messages').selectAll().where('id', '=', p.id)),
  messageOfClient: statement<{ author_id: string; client_id: string }>()((p) =>
    query.selectFrom('messages').selectAll().where('author_id', '=', p.author_id).where('client_id', '=', p.client_id),
  ),
  reactions: statement<{ message_cursor: number }>()((p) =>
    query
      .selectFrom('reactions')
      .selectAll()
      .where('message_cursor', '=', p.message_cursor)
      .orderBy('created_at')
      .orderBy('participant_id'),
  ),
  messagesSince: page((p) =>
    query.selectFrom('messages').selectAll().where('room_id', '=', p.room_id).where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
  ),
  messagesBefore: page((p) =>
    query
      .selectFrom('messages')
      .selectAll()
      .where('room_id', '=', p.room_id)
      .where('seq', '<', p.seq)
      .orderBy('seq', 'desc')
      .limit(p.limit),
  ),
  messagesBeforeTime: statement<{ room_id: string; time: number; limit: number }>()((p) =>
    query
      .selectFrom('messages')
      .selectAll()
      .where('room_id', '=', p.room_id)
      .where('created_at', '<', p.time)
      .orderBy('seq', 'desc')
      .limit(p.limit),
  ),

  messagesAfterCursor: afterCursor((p) =>
    query.selectFrom('messages').selectAll().where('cursor', '>', p.cursor).orderBy('cursor').limit(p.limit),
  ),
  changesAfterCursor: afterCursor((p) =>
    query.selectFrom('changes').selectAll().where('cursor', '>', p.cursor).orderBy('cursor').limit(p.limit),
  ),
  /** What the texts of those messages weigh; read from the rows' heads, not from the texts. */
  bytesAfterCursor: afterCursor((p) =>
    query
      .selectFrom((e) =>
        e
          .selectFrom('messages')
          .select(
            sql<number>`octet_length(content) + coalesce(octet_length(metadata), 0) + coalesce(octet_length(attachments), 0)`.as('bytes'),
          )
          .where('cursor', '>', p.cursor)
          .orderBy('cursor')
          .limit(p.limit)
          .as('missed'),
      )
      .select((e) => e.fn.sum<number | null>('missed.bytes').as('bytes')),
  ),
  lastMessageCursor: none(() => query.selectFrom('messages').select((e) => e.fn.max('cursor').as('cursor'))),
  lastChangeCursor: none(() => query.selectFrom('changes').select((e) => e.fn.max('cursor').as('cursor'))),
  /** The sum of the rooms' seqs less those that are gone: exact, since a room's seq has no gaps, and it reads no messages. */
  messageCount: none(() => query.selectFrom('rooms').select(sql<number>`sum(last_seq - swept_seq)`.as('count'))),

  invites: none(() => query.selectFrom('invites').selectAll().orderBy('created_at')),
  invite: byId((p) => query.selectFrom('invites').selectAll().where('id', '=', p.id)),
  inviteByCode: statement<{ code_hash: string }>()((p) => query.selectFrom('invites').selectAll().where('code_hash', '=', p.code_hash)),
};
