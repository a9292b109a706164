// Synchronous lookups: one row by its key, or the few rows that one account may have. Permissions and limits depend on these and on
// the directory in memory, so no result may come later than the decision.
import type { Invite, Membership, Participant, Room } from '../../../../src-shared/objects.ts';
import type { Vote } from '../../../../src-shared/coordination.ts';
import type { BackupPlan } from '../../../../src-shared/maintenance.ts';
import type { KeyVerifier } from '../../../../src-shared/key-proof.ts';
import type { Key, Limits } from '../../../../src-shared/keys.ts';
import type { Home } from '../../../../src-shared/objects.ts';
import type { ReadMark } from '../../../../src-shared/reading.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { InviteRow, SessionRow } from '../tables/access.ts';
import type { FileRow } from '../tables/files.ts';
import type { BucketLevelRow, AgentListenersSwitch } from '../tables/home.ts';
import type { OldSecretRow } from '../tables/keys.ts';

/** Null: there is none. */
export interface Lookups {
  /** Another one when a backup was put in this home's place: a cursor belongs to its epoch. */
  epoch(): number;
  /** The position of the newest change on disk. */
  cursor(): number;
  /** The name of the newest migration that was run. */
  newestMigration(): string;
  agentListeners(): AgentListenersSwitch;
  sharedAddresses(): string[];
  backupPlan(): BackupPlan;
  /** Those that differ from the program's own. */
  changedLimits(): Partial<Limits>;
  bucketLevels(): BucketLevelRow[];

  session(by: { id: string } | { token_hash: string }): SessionRow | null;
  sessionsOf(participantId: string): SessionRow[];
  invites(): Invite[];
  inviteRowByCode(codeHash: string): InviteRow | null;
  keysOf(ownerId: string): Key[];
  key(id: string): Key | null;
  keyBySecret(secretHash: string): Key | null;
  keyVerifier(secretHash: string): KeyVerifier | null;
  oldSecret(secretHash: string): OldSecretRow | null;

  /** The key that an agent belongs to. */
  keyIdOfAgent(id: string): string | null;
  agentIdsOfKey(keyId: string): string[];
  agentCountOfKey(keyId: string): number;
  /** In bytes. */
  storedBy(participantId: string): number;
  storedWithKey(keyId: string): number;
  /** Rooms that are not archived, made with a key or by a participant. */
  roomsAlive(maker: { key_id: string } | { participant_id: string }): number;
  unsentFileCount(participantId: string): number;
  /** Whether a visible file or a profile picture has this content. */
  isContentUsed(sha256: string): boolean;
  /** Files whose content is to leave the disk, at most `limit`. */
  droppedFiles(limit: number): Pick<FileRow, 'id' | 'sha256'>[];

  subscription(id: string): Subscription | null;
  subscriptions(): Subscription[];
  subscriptionSecret(id: string): string | null;
  /** How far the members of a room let others know that they have read, in the order in which they joined. */
  seenIn(roomId: string): ReadMark[];
  /** Of a participant, in rooms that end by themselves. */
  ephemeralMemberships(participantId: string): Map<string, Membership>;
  /** Whether this author's message with this client id is there. */
  hasMessageOfClient(authorId: string, clientId: string): boolean;
}

/** The data for the directory when the server starts. */
export interface StoredDirectory {
  home(): Home | null;
  participants(): Participant[];
  rooms(): Room[];
  openVotes(): Vote[];
}
