import * as z from 'zod/mini';
import { AgentInvite } from '../agent-invites.ts';
import { described } from '../described.ts';
import { NotifyPreferences } from '../notify/levels.ts';
import { Home, Invite, Participant, Presence, Sharing } from '../objects.ts';
import { SavedItem } from '../saved.ts';
import { Sidebar } from '../sidebar.ts';
import { eventRow } from './row.ts';

export const HOME_EVENTS = {
  'home.changed': eventRow({
    summary: 'The home was changed.',
    schema: z.object({ home: Home }),
    durable: 'always',
    audience: 'everyone',
  }),
  'participant.changed': eventRow({
    summary: 'A participant is new, or was changed.',
    schema: z.object({ participant: Participant }),
    durable: 'always',
    audience: 'acquaintances',
    subject: ({ participant }) => participant.id,
  }),
  'participants.forgotten': eventRow({
    summary: 'Agents that are in no room and wrote no message were forgotten.',
    schema: z.object({ participant_ids: z.array(z.string()) }),
    durable: 'always',
    audience: 'whole home',
  }),
  'presence.changed': eventRow({
    summary: 'A participant came, left, or shows something else that it is doing.',
    schema: z.object({ presence: Presence }),
    durable: 'never',
    audience: 'acquaintances',
    subject: ({ presence }) => presence.participant_id,
  }),
  'access.changed': eventRow({
    summary:
      'The participant may see more or less than before. The server ends its connections, and the next one begins with a new snapshot.',
    schema: z.object({
      participant_id: described('The person whose access was changed: the participant, or the owner of the agent.', z.string()),
    }),
    durable: 'always',
    audience: 'one participant',
  }),
  'preferences.changed': eventRow({
    summary: 'The participant changed its notifications, on this device or another.',
    schema: z.object({ preferences: NotifyPreferences }),
    durable: 'always',
    audience: 'one participant',
  }),
  'sidebar.changed': eventRow({
    summary: 'The participant arranged its sidebar, on this device or another.',
    schema: z.object({ sidebar: Sidebar }),
    durable: 'always',
    audience: 'one participant',
  }),
  'saved.changed': eventRow({
    summary: 'A saved message or a reminder of the participant was added, changed, became due, or was removed, which is `item: null`.',
    schema: z.object({ saved_id: z.string(), item: z.nullable(SavedItem) }),
    durable: 'always',
    audience: 'one participant',
  }),
  'invite.changed': eventRow({
    summary: 'An invite was created, used, confirmed or revoked.',
    schema: z.object({ invite: Invite }),
    durable: 'always',
    audience: 'administrators',
  }),
  'agent_invite.changed': eventRow({
    summary: 'An invite for an agent was created, redeemed, approved, refused or withdrawn, or its agent got the key.',
    schema: z.object({ invite: AgentInvite }),
    durable: 'never',
    audience: 'administrators',
  }),
  'sharing.changed': eventRow({
    summary: 'The addresses of the home changed.',
    schema: z.object({ sharing: Sharing }),
    durable: 'never',
    audience: 'administrators',
  }),
};
