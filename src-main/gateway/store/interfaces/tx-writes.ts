// The writes of a transaction: one row, or the rows of one noun. Each returns how many rows it changed.
import type { EndedSessionRow, InviteRow, SessionRow } from '../tables/access.ts';
import type { ApprovalRow } from '../tables/approvals.ts';
import type { AuditRow } from '../tables/audit.ts';
import type { ActivityRow } from '../tables/activities.ts';
import type { ChangeRow } from '../tables/changes.ts';
import type { BallotRow, TaskRow, VoteRow } from '../tables/coordination.ts';
import type { FileRow, SealRow } from '../tables/files.ts';
import type { BucketLevelRow, SettingRow } from '../tables/home.ts';
import type { AgentSessionRow, AgentTurnRow, AgentUseRow, HostedAgentRow, UseLimitsRow } from '../tables/hosted-agents.ts';
import type { KeyRow, KeyVerifierRow, OldSecretRow } from '../tables/keys.ts';
import type { EditRow, MentionRow, MessageRow, ReactionRow } from '../tables/messages.ts';
import type { NotifyPreferencesRow, ParticipantRow, SidebarRow } from '../tables/participants.ts';
import type { PushSubscriptionRow } from '../tables/push.ts';
import type { AgentStartRow } from '../tables/agent-starts.ts';
import type { IncomingWebhookRow } from '../tables/incoming-webhooks.ts';
import type { ProviderRow } from '../tables/providers.ts';
import type { PersonNoteRow } from '../tables/person-notes.ts';
import type { OldVersions, RoomPageVersionRow } from '../tables/room-pages.ts';
import type { AgentRunRow, MembershipRow, RoomRow, RoomTexts } from '../tables/rooms.ts';
import type { SavedRow } from '../tables/saved.ts';
import type { ScheduledRow } from '../tables/scheduled.ts';
import type { StoredRow } from '../tables/stored.ts';
import type { ThreadFollowRow, ThreadRow } from '../tables/threads.ts';
import type { SubscriptionRow } from '../tables/webhooks.ts';

export interface TxWrites {
  insertHome(row: { id: string; name: string }): number;
  updateHome(row: { name: string; set_up_at: number | null }): number;
  /** `settingRow` (settings.ts) makes it of a value. */
  saveSetting(row: SettingRow): number;
  insertParticipant(row: ParticipantRow): number;
  renameParticipant(row: Pick<ParticipantRow, 'id' | 'name' | 'name_key' | 'name_fold' | 'earlier_names'>): number;
  describeAgent(row: { id: string; capabilities: string }): number;
  setRevoked(row: { id: string; revoked_at: number | null }): number;
  setAccess(row: Pick<ParticipantRow, 'id' | 'role' | 'scope'>): number;
  letBackIn(row: { id: string; returns: string }): number;
  insertRoom(row: RoomRow): number;
  describeRoom(row: RoomTexts): number;
  setArchived(row: { id: string; archived_at: number | null }): number;
  setAgentRun(row: AgentRunRow): number;
  advanceRoom(row: { id: string; last_seq: number; last_message_at: number }): number;
  deleteReactionsIn(row: { room_id: string }): number;
  deleteMentionsIn(row: { room_id: string }): number;
  deleteMessagesIn(row: { room_id: string }): number;
  deleteMembersOf(row: { room_id: string }): number;
  deleteChangesIn(row: { room_id: string }): number;
  deleteRoom(row: { id: string }): number;
  setParent(row: { id: string; parent_id: string | null }): number;
  placeRoom(row: Pick<RoomRow, 'id' | 'visibility' | 'parent_id'>): number;
  setInviteRooms(row: { id: string; room_ids: string }): number;
  /** They belong to the other room until they are forgotten. */
  dropFilesIn(row: { room_id: string; into: string; dropped_at: number }): number;
  insertMember(row: MembershipRow): number;
  deleteMember(row: { room_id: string; participant_id: string }): number;
  passImported(row: { room_id: string; after_seq: number; last_read_seq: number }): number;
  setNotifyLevel(row: Pick<MembershipRow, 'room_id' | 'participant_id' | 'notify_level' | 'muted_until'>): number;
  saveNotifyPreferences(row: NotifyPreferencesRow): number;
  saveSidebar(row: SidebarRow): number;
  setRoomSection(row: Pick<MembershipRow, 'room_id' | 'participant_id' | 'section_id'>): number;
  insertMessage(row: MessageRow): number;
  insertMention(row: MentionRow): number;
  deleteMentionsOf(row: { room_id: string; seq: number }): number;
  editMessage(row: { id: string; content: string; mentions: string | null; by_program: number; edited_at: number }): number;
  eraseMessage(row: { id: string; deleted_at: number }): number;
  deleteReactions(row: { message_cursor: number }): number;
  insertReaction(row: ReactionRow): number;
  deleteReaction(row: { message_cursor: number; emoji: string; participant_id: string }): number;
  setPreviews(row: { id: string; previews: string | null }): number;
  setPin(row: { id: string; pin: string | null }): number;
  /** Sets the number of pinned messages of a room to what it is. */
  countPins(row: { id: string }): number;
  setPersonNote(row: PersonNoteRow): number;
  insertRoomPage(row: RoomPageVersionRow): number;
  setPageVersion(row: { id: string; page_version: number }): number;
  deleteOldPages(row: OldVersions): number;
  deleteRoomPagesIn(row: { room_id: string }): number;
  insertThread(row: ThreadRow): number;
  /** The message is the first of its thread. */
  beginThread(row: { id: string }): number;
  addReply(row: Omit<ThreadRow, 'room_id'>): number;
  insertThreadFollow(row: ThreadFollowRow): number;
  updateThreadFollow(row: Omit<ThreadFollowRow, 'room_id'>): number;
  deleteThreadFollow(row: { thread_id: string; participant_id: string }): number;
  deleteThreadFollowsOf(row: { room_id: string; participant_id: string }): number;
  deleteThreadFollowsIn(row: { room_id: string }): number;
  deleteThreadsIn(row: { room_id: string }): number;
  deleteThreadsUpTo(row: { room_id: string; seq: number }): number;
  insertSaved(row: SavedRow): number;
  setReminder(row: Omit<SavedRow, 'room_id' | 'saved_at' | 'text'>): number;
  deleteSaved(row: Pick<SavedRow, 'participant_id' | 'id'>): number;
  insertChange(row: ChangeRow): number;
  insertActivity(row: ActivityRow): number;
  /** All but the newest ones. */
  deleteOldActivities(row: { room_id: string; kept: number }): number;
  deleteActivitiesIn(row: { room_id: string }): number;
  deleteActivitiesBefore(row: { room_id: string; seq: number }): number;
  insertInvite(row: InviteRow): number;
  useInvite(row: { id: string; uses: number; participant_id: string | null }): number;
  confirmInvite(row: { id: string }): number;
  updateInvite(row: Pick<InviteRow, 'id' | 'role' | 'room_ids' | 'max_uses' | 'expires_at'>): number;
  renewInvite(row: Pick<InviteRow, 'id' | 'code_hash' | 'earlier_code_hash' | 'origins'>): number;
  revokeInvite(row: { id: string; revoked_at: number }): number;
  /** From now on something refers to it, or may be written by it. */
  leaveTrace(row: { id: string }): number;
  /** Changes no row for an agent that has to stay. */
  forgetAgent(row: { id: string; forgotten_at: number }): number;
  /** The id is used again, maybe by another key: as if it were new. */
  reviveAgent(row: { id: string; owner_id: string | null; key_id: string | null; capabilities: string; created_at: number }): number;
  insertApproval(row: ApprovalRow): number;
  endApproval(row: Pick<ApprovalRow, 'id' | 'state' | 'decided_by' | 'decided_at'>): number;
  setApprovalDeciders(row: Pick<ApprovalRow, 'id' | 'decider_ids'>): number;
  deleteApproval(row: { id: string }): number;
  deleteApprovalsIn(row: { room_id: string }): number;
  insertVote(row: VoteRow): number;
  setVoteLeft(row: { id: string; left_ids: string }): number;
  setVoteElectorate(row: { id: string; eligible_ids: string }): number;
  closeVote(row: { id: string; closed_at: number }): number;
  insertBallot(row: BallotRow): number;
  insertTask(row: TaskRow): number;
  rewriteTask(row: Pick<TaskRow, 'id' | 'title' | 'description' | 'note' | 'updated_at'>): number;
  updateTask(row: Pick<TaskRow, 'id' | 'status' | 'assignee_id' | 'note' | 'updated_at'>): number;
  deleteBallotsIn(row: { room_id: string }): number;
  deleteVote(row: { id: string }): number;
  deleteBallots(row: { vote_id: string }): number;
  setBallot(row: Omit<BallotRow, 'cast_at'>): number;
  deleteVotesIn(row: { room_id: string }): number;
  deleteTasksIn(row: { room_id: string }): number;
  deleteSeals(row: { room_id: string }): number;
  /** Changes no row for a seal that is there already. */
  insertSeal(row: SealRow): number;
  insertScheduled(row: ScheduledRow): number;
  rewriteScheduled(row: Pick<ScheduledRow, 'id' | 'content' | 'mentions'>): number;
  timeScheduled(row: Pick<ScheduledRow, 'id' | 'send_at' | 'due_at' | 'first_at' | 'repeat' | 'failure'>): number;
  deleteScheduled(row: { id: string }): number;
  /** The file belongs to a message that is sent later. */
  keepForScheduled(row: { id: string; scheduled_id: string; position: number }): number;
  insertFile(row: FileRow): number;
  sendFile(row: { id: string; uploaded_by: string; message_id: string; message_cursor: number; position: number }): number;
  dropFile(row: { id: string; dropped_at: number }): number;
  dropFilesOf(row: { message_id: string; dropped_at: number }): number;
  dropUnsent(row: { before: number; dropped_at: number }): number;
  forgetFile(row: { id: string }): number;
  setExpiredThroughSeq(row: { id: string; expired_through_seq: number }): number;
  /** Creates no read receipt: the messages were not read. */
  passSwept(row: { room_id: string; participant_id: string; last_read_seq: number }): number;
  deleteReactionsTo(row: { cursor: number }): number;
  /** Also deletes its earlier texts. */
  deleteMessageAt(row: { cursor: number }): number;
  deleteMentionsUpTo(row: { room_id: string; seq: number }): number;
  insertKey(row: KeyRow): number;
  replaceKeySecret(row: { id: string; secret_hash: string; hint: string }): number;
  updateKey(row: { id: string; label: string; room_ids: string | null; rights: string }): number;
  touchKey(row: { id: string; last_used_at: number }): number;
  revokeKey(row: { id: string; revoked_at: number }): number;
  revokeKeysOf(row: { owner_id: string; revoked_at: number }): number;
  insertKeyVerifier(row: KeyVerifierRow): number;
  /** The verifiers of secrets that have ended. */
  deleteUnusedVerifiers(row: Record<never, never>): number;
  insertOldSecret(row: OldSecretRow): number;
  shortenOldSecrets(row: { key_id: string; good_until: number }): number;
  deleteOldSecrets(row: { key_id: string }): number;
  deleteOldSecretsOf(row: { owner_id: string }): number;
  deleteExpiredSecrets(row: { now: number }): number;
  bindAgent(row: { id: string; key_id: string }): number;
  deleteBucketLevels(row: Record<never, never>): number;
  insertBucketLevel(row: BucketLevelRow): number;
  setDelivered(row: Pick<MembershipRow, 'room_id' | 'participant_id' | 'delivered_seq' | 'delivered_at'>): number;
  moveRead(row: { room_id: string; participant_id: string; last_read_seq: number; seen_seq: number; seen_at: number | null }): number;
  setTellsReads(row: { id: string; tells_reads: number }): number;
  insertEdit(row: EditRow): number;
  /** The oldest after the first. */
  dropOldEdit(row: { message_cursor: number }): number;
  deleteEdits(row: { message_cursor: number }): number;
  deleteEditsIn(row: { room_id: string }): number;
  setProfile(row: Pick<ParticipantRow, 'id' | 'color' | 'picture' | 'status' | 'time_zone' | 'description'>): number;
  setRemoved(row: { id: string; removed_at: number | null }): number;
  insertSession(row: SessionRow): number;
  forgetAccount(row: { participant_id: string }): number;
  touchSession(row: Pick<SessionRow, 'id' | 'last_used_at' | 'entrance'>): number;
  deleteSession(row: { id: string }): number;
  insertEndedSession(row: EndedSessionRow): number;
  deleteOldEndedSessions(row: { before: number }): number;
  insertAudit(row: AuditRow): number;
  /** Adds to the count of an entry. */
  countAudit(row: { id: number; count: number; last_at: number }): number;
  deleteAuditUpTo(row: { id: number }): number;
  deleteAuditBefore(row: { before: number }): number;
  addStored(row: StoredRow): number;
  /** The stored bytes include all messages up to this cursor. */
  countThrough(row: { cursor: number }): number;
  insertSubscription(row: SubscriptionRow): number;
  moveSubscription(row: Pick<SubscriptionRow, 'id' | 'last_delivered_seq'>): number;
  setSubscriptionState(
    row: Pick<SubscriptionRow, 'id' | 'status' | 'failure_count' | 'last_error' | 'next_attempt_at' | 'last_delivered_at'>,
  ): number;
  deleteSubscription(row: { id: string }): number;
  deleteSubscriptionsIn(row: { room_id: string }): number;
  insertPushSubscription(row: PushSubscriptionRow): number;
  notePush(row: Pick<PushSubscriptionRow, 'session_id' | 'delivered_at' | 'failure'>): number;
  deletePushSubscription(row: { session_id: string }): number;
  insertProvider(row: ProviderRow): number;
  updateProvider(row: Pick<ProviderRow, 'id' | 'name' | 'base_url'>): number;
  deleteProvider(row: { id: string }): number;
  /** Replaces the one of the agent. */
  insertIncomingWebhook(row: IncomingWebhookRow): number;
  changeIncomingWebhook(
    row: Pick<IncomingWebhookRow, 'participant_id' | 'room_id' | 'template' | 'signing_secret' | 'is_signed' | 'paused_at'>,
  ): number;
  renewIncomingWebhook(row: Pick<IncomingWebhookRow, 'participant_id' | 'secret_hash' | 'created_by' | 'key_id'>): number;
  noteWebhookDelivery(row: { participant_id: string; last_delivery: string }): number;
  deleteIncomingWebhook(row: { participant_id: string }): number;
  setAgentStart(row: AgentStartRow): number;
  deleteAgentStart(row: { participant_id: string }): number;
  insertHostedAgent(row: HostedAgentRow): number;
  updateHostedAgent(row: HostedAgentRow): number;
  insertAgentTurn(row: AgentTurnRow): number;
  updateAgentTurn(row: AgentTurnRow): number;
  /** All but the newest ones. */
  deleteOldAgentTurns(row: { agent_id: string; kept: number }): number;
  /** Adds to the use of its hour. */
  addAgentUse(row: AgentUseRow): number;
  deleteOldAgentUse(row: { before_hour: number }): number;
  /** Adds the use in a room to the one in rooms that are gone. */
  addUseOfRoom(row: { room_id: string }): number;
  deleteUseOfRoom(row: { room_id: string }): number;
  /** Replaces those of the room or the person. */
  keepUseLimits(row: UseLimitsRow): number;
  deleteUseLimits(row: Pick<UseLimitsRow, 'kind' | 'id'>): number;
  /** The limits of the agent were changed. */
  forgetRetries(row: { agent_id: string }): number;
  deleteAgentTurnsIn(row: { room_id: string }): number;
  /** Replaces the one of the agent in the room. */
  keepAgentSession(row: AgentSessionRow): number;
  deleteAgentSessionsIn(row: { room_id: string }): number;
}
