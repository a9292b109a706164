import type { ParticipantRow } from './participant-row.ts';
import type { ChangeRow, MembershipRow, MentionRow, MessageRow, NotifyPreferencesRow, ReactionRow, RoomRow } from './schema.ts';
import type { InviteRow } from './invite-row.ts';
import { BACKUPS_KEPT_DEFAULT } from '../../../src-shared/limits.ts';
import { agentWrites } from './agent-statements.ts';
import { coordinationWrites } from './coordination-statements.ts';
import { fileWrites } from './file-statements.ts';
import { keepingWrites } from './keeping-statements.ts';
import { keyWrites } from './key-statements.ts';
import { profileWrites, type ProfileColumn } from './profile-statements.ts';
import { readingWrites } from './reading-statements.ts';
import { sessionWrites } from './session-statements.ts';
import { storedWrites } from './stored-statements.ts';
import { columns, query, statement } from './statement.ts';
import { webhookWrites } from './webhook-statements.ts';

const ofRoom = statement<{ room_id: string }>();

export const writeStatements = {
  ...coordinationWrites,
  ...fileWrites,
  ...keepingWrites,
  ...webhookWrites,
  ...keyWrites,
  ...readingWrites,
  ...sessionWrites,

  insertHome: statement<{ id: string; name: string }>()((p) =>
    query.insertInto('home').values({
      ...{ id: p.id, name: p.name, set_up_at: null, shared_addresses: '[]', limits: '{}', mentions_reach: 'members', clawchat: null },
      ...{ backup_every: 'never', backups_kept: BACKUPS_KEPT_DEFAULT, keep_days: null },
    }),
  ),
  updateHome: statement<{ name: string; set_up_at: number | null }>()((p) =>
    query.updateTable('home').set({ name: p.name, set_up_at: p.set_up_at }),
  ),
  setMentionsReach: statement<{ mentions_reach: 'members' | 'home' }>()((p) =>
    query.updateTable('home').set({ mentions_reach: p.mentions_reach }),
  ),
  setClawChat: statement<{ clawchat: string }>()((p) => query.updateTable('home').set({ clawchat: p.clawchat })),
  setSharedAddresses: statement<{ shared_addresses: string }>()((p) =>
    query.updateTable('home').set({ shared_addresses: p.shared_addresses }),
  ),

  insertParticipant: statement<Omit<ParticipantRow, ProfileColumn | 'earlier_names' | 'returns'>>()((p) =>
    query
      .insertInto('participants')
      .values(
        columns(
          p,
          'id',
          'kind',
          'name',
          'role',
          'scope',
          'type',
          'owner_id',
          'capabilities',
          'created_at',
          'revoked_at',
          'key_id',
          'tells_reads',
          'name_key',
          'name_fold',
          'has_traces',
        ),
      ),
  ),
  ...profileWrites,
  ...agentWrites,
  ...storedWrites,
  renameParticipant: statement<Pick<ParticipantRow, 'id' | 'name' | 'name_key' | 'name_fold' | 'earlier_names'>>()((p) =>
    query
      .updateTable('participants')
      .set(columns(p, 'name', 'name_key', 'name_fold', 'earlier_names'))
      .where('id', '=', p.id),
  ),
  describeAgent: statement<{ id: string; capabilities: string }>()((p) =>
    query.updateTable('participants').set({ capabilities: p.capabilities }).where('id', '=', p.id),
  ),
  setRevoked: statement<{ id: string; revoked_at: number | null }>()((p) =>
    query.updateTable('participants').set({ revoked_at: p.revoked_at }).where('id', '=', p.id),
  ),
  letBackIn: statement<{ id: string; returns: string }>()((p) =>
    query.updateTable('participants').set({ revoked_at: null, returns: p.returns }).where('id', '=', p.id),
  ),

  insertRoom: statement<RoomRow>()((p) =>
    query
      .insertInto('rooms')
      .values(
        columns(
          p,
          'id',
          'name',
          'description',
          'visibility',
          'parent_id',
          'direct_key',
          'created_by',
          'created_at',
          'archived_at',
          'last_seq',
          'last_message_at',
          'swept_seq',
          'key_id',
          'encrypted',
          'name_key',
          'name_fold',
        ),
      ),
  ),
  describeRoom: statement<Pick<RoomRow, 'id' | 'name' | 'description' | 'name_key' | 'name_fold'>>()((p) =>
    query
      .updateTable('rooms')
      .set(columns(p, 'name', 'description', 'name_key', 'name_fold'))
      .where('id', '=', p.id),
  ),
  setArchived: statement<{ id: string; archived_at: number | null }>()((p) =>
    query.updateTable('rooms').set({ archived_at: p.archived_at }).where('id', '=', p.id),
  ),
  advanceRoom: statement<{ id: string; last_seq: number; last_message_at: number }>()((p) =>
    query.updateTable('rooms').set({ last_seq: p.last_seq, last_message_at: p.last_message_at }).where('id', '=', p.id),
  ),

  deleteReactionsIn: ofRoom((p) =>
    query
      .deleteFrom('reactions')
      .where('message_cursor', 'in', (e) => e.selectFrom('messages').select('cursor').where('room_id', '=', p.room_id)),
  ),
  deleteMentionsIn: ofRoom((p) => query.deleteFrom('mentions').where('room_id', '=', p.room_id)),
  deleteMessagesIn: ofRoom((p) => query.deleteFrom('messages').where('room_id', '=', p.room_id)),
  deleteMembersOf: ofRoom((p) => query.deleteFrom('memberships').where('room_id', '=', p.room_id)),
  deleteChangesIn: ofRoom((p) => query.deleteFrom('changes').where('room_id', '=', p.room_id)),
  deleteRoom: statement<{ id: string }>()((p) => query.deleteFrom('rooms').where('id', '=', p.id)),

  insertMember: statement<Omit<MembershipRow, 'notify_level' | 'muted_until'>>()((p) =>
    query.insertInto('memberships').values({
      ...columns(p, 'room_id', 'participant_id', 'joined_cursor', 'read_from_seq', 'last_read_seq', 'seen_seq', 'seen_at'),
      notify_level: 'default',
      muted_until: null,
    }),
  ),
  deleteMember: statement<{ room_id: string; participant_id: string }>()((p) =>
    query.deleteFrom('memberships').where('room_id', '=', p.room_id).where('participant_id', '=', p.participant_id),
  ),

  setNotifyLevel: statement<Pick<MembershipRow, 'room_id' | 'participant_id' | 'notify_level' | 'muted_until'>>()((p) =>
    query
      .updateTable('memberships')
      .set({ notify_level: p.notify_level, muted_until: p.muted_until })
      .where('room_id', '=', p.room_id)
      .where('participant_id', '=', p.participant_id),
  ),
  saveNotifyPreferences: statement<NotifyPreferencesRow>()((p) =>
    query
      .insertInto('notify_preferences')
      .values(columns(p, 'participant_id', 'preferences'))
      .onConflict((conflict) => conflict.column('participant_id').doUpdateSet({ preferences: p.preferences })),
  ),

  insertMessage: statement<MessageRow>()((p) =>
    query
      .insertInto('messages')
      .values(
        columns(
          p,
          'cursor',
          'id',
          'room_id',
          'seq',
          'author_id',
          'kind',
          'content',
          'reply_to',
          'metadata',
          'attachments',
          'mentions',
          'client_id',
          'created_at',
          'edited_at',
          'deleted_at',
        ),
      ),
  ),
  insertMention: statement<MentionRow>()((p) =>
    query.insertInto('mentions').values({ participant_id: p.participant_id, room_id: p.room_id, seq: p.seq }),
  ),
  deleteMentionsOf: statement<{ room_id: string; seq: number }>()((p) =>
    query.deleteFrom('mentions').where('room_id', '=', p.room_id).where('seq', '=', p.seq),
  ),
  editMessage: statement<{ id: string; content: string; mentions: string | null; edited_at: number }>()((p) =>
    query.updateTable('messages').set({ content: p.content, mentions: p.mentions, edited_at: p.edited_at }).where('id', '=', p.id),
  ),
  eraseMessage: statement<{ id: string; deleted_at: number }>()((p) =>
    query
      .updateTable('messages')
      .set({ content: '', metadata: null, attachments: null, mentions: null, deleted_at: p.deleted_at })
      .where('id', '=', p.id),
  ),
  deleteReactions: statement<{ message_cursor: number }>()((p) =>
    query.deleteFrom('reactions').where('message_cursor', '=', p.message_cursor),
  ),
  insertReaction: statement<ReactionRow>()((p) =>
    query
      .insertInto('reactions')
      .values(columns(p, 'message_cursor', 'emoji', 'participant_id', 'created_at'))
      .onConflict((conflict) => conflict.doNothing()),
  ),
  deleteReaction: statement<{ message_cursor: number; emoji: string; participant_id: string }>()((p) =>
    query
      .deleteFrom('reactions')
      .where('message_cursor', '=', p.message_cursor)
      .where('emoji', '=', p.emoji)
      .where('participant_id', '=', p.participant_id),
  ),

  insertChange: statement<ChangeRow>()((p) =>
    query.insertInto('changes').values(columns(p, 'cursor', 'type', 'room_id', 'subject_id', 'only_id', 'payload')),
  ),

  insertInvite: statement<InviteRow>()((p) =>
    query
      .insertInto('invites')
      .values(
        columns(
          p,
          'id',
          'code_hash',
          'name',
          'role',
          'room_ids',
          'created_by',
          'created_at',
          'expires_at',
          'max_uses',
          'uses',
          'revoked_at',
          'participant_id',
          'needs_owner',
        ),
      ),
  ),
  useInvite: statement<{ id: string; uses: number; participant_id: string | null }>()((p) =>
    query.updateTable('invites').set({ uses: p.uses, participant_id: p.participant_id }).where('id', '=', p.id),
  ),
  confirmInvite: statement<{ id: string }>()((p) => query.updateTable('invites').set({ needs_owner: 0 }).where('id', '=', p.id)),
  revokeInvite: statement<{ id: string; revoked_at: number }>()((p) =>
    query.updateTable('invites').set({ revoked_at: p.revoked_at }).where('id', '=', p.id),
  ),
};
