import * as z from 'zod/mini';
import { Key } from '../keys.ts';
import { Agent, Participant, Presence } from '../objects.ts';
import { AgentDescription, Hue } from '../profile.ts';
import { described } from '../described.ts';
import { id, optional } from './fields.ts';
import { Work } from '../work.ts';
import type { CommandRow } from './row.ts';

const aboutAgent = z.object({ participant_id: id });

export const AGENT_COMMANDS = {
  list_agents: {
    title: 'List agents',
    summary: 'List the participants who are present in a room or, without a room, all agents of the home.',
    right: 'read',
    request: z.object({
      room_id: optional(id),
      after: described('Only the participants that come after this participant in the list.', optional(id)),
    }),
    reply: z.object({
      participants: z.array(Participant),
      presence: z.array(Presence),
      works: described(
        'In the room. Without a room: only those of agents that are being woken, in rooms of the caller.',
        z.optional(z.array(Work)),
      ),
      has_more: described('True when there are more, else left out. Ask again with `after`.', z.optional(z.boolean())),
    }),
    http: 'GET /api/agents',
    readOnly: true,
    largeReply: true,
  },
  update_agent: {
    title: 'Change an agent',
    summary: 'Change the colour, the description or the key of an agent. A field that is left out stays as it is; null removes it.',
    right: 'admin',
    request: z.object({
      participant_id: id,
      color: optional(Hue),
      description: optional(AgentDescription),
      key_id: described('The key that the agent registers with from now on.', z.optional(id)),
    }),
    reply: Agent,
    http: 'PATCH /api/agents/:participant_id',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id' },
  },
  agent_access: {
    title: "Show an agent's key",
    summary: 'Get the key that an agent registers with. For its owner, and for the owner and the admins of the home.',
    right: 'admin',
    request: aboutAgent,
    reply: z.object({
      key: described('Null for built-in agents.', z.nullable(Key)),
      agent_ids: described('The other agents with the same key.', z.array(z.string())),
    }),
    http: 'GET /api/agents/:participant_id/access',
    readOnly: true,
  },
  remove_agent: {
    title: 'Remove an agent',
    summary: 'Remove an agent: its connections end, its id is refused, and it leaves its rooms. Its messages stay.',
    right: 'admin',
    request: z.object({
      participant_id: id,
      revoke_key: described('Revoke its key too, and with it the access of all agents with the same key.', z._default(z.boolean(), false)),
    }),
    reply: Agent,
    http: 'POST /api/agents/:participant_id/removal',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id', facts: ['revoke_key'] },
  },
  readmit_agent: {
    title: 'Readmit an agent',
    summary: 'Admit an agent again that was removed.',
    right: 'admin',
    request: aboutAgent,
    reply: Agent,
    http: 'POST /api/agents/:participant_id/access',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id' },
  },
} as const satisfies Record<string, CommandRow>;
