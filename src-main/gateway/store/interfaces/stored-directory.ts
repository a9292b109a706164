// The data for the directory: at the start as a whole, and then the rows that each batch of operations changed.
import type { Approval } from '../../../../src-shared/approvals.ts';
import type { Vote } from '../../../../src-shared/coordination.ts';
import type { Home, Participant, Room } from '../../../../src-shared/objects.ts';
import type { Schema } from '../schema.ts';
import { invites, sessions } from '../tables/access.ts';
import { settings } from '../tables/home.ts';
import { agentStarts } from '../tables/agent-starts.ts';
import { incomingWebhooks } from '../tables/incoming-webhooks.ts';
import { providers } from '../tables/providers.ts';
import { hostedAgents, useLimits } from '../tables/hosted-agents.ts';
import { pushSubscriptions } from '../tables/push.ts';
import { keys, keyVerifiers, oldSecrets } from '../tables/keys.ts';
import { storedBytes } from '../tables/stored.ts';
import { subscriptions } from '../tables/webhooks.ts';

/**
 * The tables that the directory follows, with the columns that it holds. Each statement that changes one of these columns returns
 * the rows (statement.ts), so that no operation can forget it. Other tables reach the directory by their events.
 */
export const FOLLOWED = {
  settings: namesOf(settings.columns),
  sessions: namesOf(sessions.columns),
  invites: namesOf(invites.columns),
  keys: namesOf(keys.columns),
  old_secrets: namesOf(oldSecrets.columns),
  key_verifiers: namesOf(keyVerifiers.columns),
  participants: ['id', 'kind', 'key_id', 'created_at', 'removed_at', 'forgotten_at'],
  rooms: ['id', 'key_id'],
  memberships: ['room_id', 'participant_id', 'seen_seq', 'seen_at', 'delivered_seq', 'delivered_at'],
  files: ['id', 'uploaded_by', 'message_id', 'dropped_at'],
  stored_bytes: namesOf(storedBytes.columns),
  // The secret stays on the disk: it is in clear, and only a delivery needs it.
  subscriptions: namesOf(subscriptions.columns).filter((name) => name !== 'secret'),
  incoming_webhooks: namesOf(incomingWebhooks.columns).filter((name) => name !== 'signing_secret'),
  push_subscriptions: namesOf(pushSubscriptions.columns),
  providers: namesOf(providers.columns),
  hosted_agents: namesOf(hostedAgents.columns),
  agent_starts: namesOf(agentStarts.columns).filter((name) => name !== 'secret'),
  use_limits: namesOf(useLimits.columns),
} as const satisfies { [T in keyof Schema]?: readonly (keyof Schema[T])[] };

export type FollowedTable = keyof typeof FOLLOWED;
export type FollowedRow<T extends FollowedTable> = Pick<Schema[T], Extract<(typeof FOLLOWED)[T][number], keyof Schema[T]>>;

/** A row as it is after a batch of operations. `isGone`: it was deleted, and this is the last that it was. */
export type RowChange = { [T in FollowedTable]: { table: T; row: FollowedRow<T>; isGone: boolean } }[FollowedTable];

/** All that the directory holds, read when the server starts. */
export interface StoredDirectory {
  home(): Home | null;
  participants(): Participant[];
  rooms(): Room[];
  openVotes(): Vote[];
  /** The oldest first. */
  waitingApprovals(): Approval[];
  /** In the order in which they were inserted. Rows that the directory does not hold may be left out. */
  followedRows(): Iterable<RowChange>;
}

function namesOf<C extends object>(columns: C): (keyof C & string)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the object
  return Object.keys(columns) as (keyof C & string)[];
}
