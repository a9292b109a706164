import * as z from 'zod/mini';
import { AgentInvite } from '../agent-invites.ts';
import { described } from '../described.ts';
import { ORDINARY_RIGHTS } from '../keys.ts';
import { Name } from '../name.ts';
import { id, nothing } from './fields.ts';
import { keyRights, keyRooms } from './keys.ts';
import type { CommandRow } from './row.ts';

const about = z.object({ invite_id: id });

export const AGENT_INVITE_COMMANDS = {
  create_agent_invite: {
    title: 'Invite an agent',
    summary: 'Create a short code that gives an agent a key, once and within ten minutes. The code is shown only this once.',
    right: 'admin',
    request: z.object({
      name: Name,
      room_ids: keyRooms,
      rights: z._default(keyRights, ORDINARY_RIGHTS),
      needs_approval: described('The key waits for an approval. A key that may administer always does.', z._default(z.boolean(), false)),
    }),
    reply: z.object({
      invite: AgentInvite,
      code: described('It is sent only this once.', z.string()),
      links: described('The page of the invite, one for each address of the home.', z.array(z.string())),
    }),
    http: { route: 'POST /api/agent-invites', status: 201 },
    readOnly: false,
    audit: { topic: 'agents', facts: ['name', 'rights', 'room_ids', 'needs_approval'] },
  },
  list_agent_invites: {
    title: 'List the invites for agents',
    summary: 'List the invites for agents, the newest first. A restart of the home ends them.',
    right: 'admin',
    request: nothing,
    reply: z.object({ invites: z.array(AgentInvite) }),
    http: 'GET /api/agent-invites',
    readOnly: true,
  },
  approve_agent_invite: {
    title: 'Approve an agent',
    summary: 'Give the agent that has redeemed an invite its key. For the person who made the invite, and for the owner.',
    right: 'admin',
    request: about,
    reply: AgentInvite,
    http: 'PUT /api/agent-invites/:invite_id/approval',
    readOnly: false,
    audit: { topic: 'agents' },
  },
  refuse_agent_invite: {
    title: 'Refuse an agent',
    summary: 'Refuse the agent that has redeemed an invite. It gets no key.',
    right: 'admin',
    request: about,
    reply: AgentInvite,
    http: 'DELETE /api/agent-invites/:invite_id/approval',
    readOnly: false,
    audit: { topic: 'agents' },
  },
  revoke_agent_invite: {
    title: 'Withdraw an invite for an agent',
    summary: 'End an invite for an agent. An agent that waits for its key gets none. A key that was given stays.',
    right: 'admin',
    request: about,
    reply: AgentInvite,
    http: 'DELETE /api/agent-invites/:invite_id',
    readOnly: false,
    audit: { topic: 'agents' },
  },
} as const satisfies Record<string, CommandRow>;
