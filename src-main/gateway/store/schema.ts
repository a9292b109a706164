// The tables, as Kysely sees them. Each is declared in tables/, by noun.
import { approvals } from './tables/approvals.ts';
import { audit } from './tables/audit.ts';
import { endedSessions, invites, sessions } from './tables/access.ts';
import { activities } from './tables/activities.ts';
import { changes } from './tables/changes.ts';
import { ballots, tasks, votes } from './tables/coordination.ts';
import { files, seals } from './tables/files.ts';
import { bucketLevels, home, settings } from './tables/home.ts';
import { agentSessions, agentTurns, agentUse, hostedAgents, useLimits } from './tables/hosted-agents.ts';
import { keys, keyVerifiers, oldSecrets } from './tables/keys.ts';
import { edits, mentions, messages, reactions } from './tables/messages.ts';
import { notifyPreferences, participants, sidebars } from './tables/participants.ts';
import { personNotes } from './tables/person-notes.ts';
import { agentStarts } from './tables/agent-starts.ts';
import { incomingWebhooks } from './tables/incoming-webhooks.ts';
import { providers } from './tables/providers.ts';
import { roomPageVersions } from './tables/room-pages.ts';
import { pushSubscriptions } from './tables/push.ts';
import { memberships, rooms } from './tables/rooms.ts';
import { saved } from './tables/saved.ts';
import { scheduled } from './tables/scheduled.ts';
import { countedMessages, storedBytes } from './tables/stored.ts';
import type { RowOf } from './tables/table.ts';
import { threadFollows, threads } from './tables/threads.ts';
import { subscriptions } from './tables/webhooks.ts';

/** By their names in the database. */
export const TABLES = {
  home,
  settings,
  participants,
  rooms,
  memberships,
  messages,
  mentions,
  edits,
  reactions,
  threads,
  thread_follows: threadFollows,
  room_page_versions: roomPageVersions,
  person_notes: personNotes,
  saved,
  changes,
  activities,
  sessions,
  ended_sessions: endedSessions,
  old_secrets: oldSecrets,
  bucket_levels: bucketLevels,
  audit,
  invites,
  keys,
  key_verifiers: keyVerifiers,
  votes,
  ballots,
  approvals,
  tasks,
  files,
  seals,
  scheduled,
  subscriptions,
  incoming_webhooks: incomingWebhooks,
  push_subscriptions: pushSubscriptions,
  providers,
  notify_preferences: notifyPreferences,
  sidebars,
  hosted_agents: hostedAgents,
  agent_turns: agentTurns,
  agent_use: agentUse,
  use_limits: useLimits,
  agent_sessions: agentSessions,
  agent_starts: agentStarts,
  stored_bytes: storedBytes,
  counted_messages: countedMessages,
};

export type Schema = { [Name in keyof typeof TABLES]: RowOf<(typeof TABLES)[Name]> };
