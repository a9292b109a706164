import * as z from 'zod/mini';
import { AgentStarting, ProgramStart, WebhookStart } from '../agent-starts.ts';
import { described } from '../described.ts';
import { id } from './fields.ts';
import { PROCESS_FIELDS } from './hosted-agents.ts';
import type { CommandRow } from './row.ts';
import { WEBHOOK_COMMANDS } from './webhooks.ts';

const aboutAgent = z.object({ participant_id: id });
const { webhook_url, secret } = WEBHOOK_COMMANDS.subscribe.request.shape;

const start = z.discriminatedUnion('kind', [
  z.object({ ...ProgramStart.shape, ...PROCESS_FIELDS }),
  z.object({
    ...WebhookStart.shape,
    webhook_url,
    secret: described('The key of the signatures. After `whsec_` it is base64. Left out: the present one stays.', z.optional(secret)),
  }),
]);

export const AGENT_START_COMMANDS = {
  get_agent_start: {
    title: 'Show how an agent is woken',
    summary: 'Get how the server wakes a connected agent that is not running when it is called, and the newest result.',
    right: 'admin',
    request: aboutAgent,
    reply: AgentStarting,
    http: 'GET /api/agents/:participant_id/start',
    readOnly: true,
  },
  set_agent_start: {
    title: 'Set how an agent is woken',
    summary:
      'Set how the server wakes a connected agent that is not running when it is called: by a program, by a request to an address, or not at all. A program needs the owner, on this computer.',
    right: 'admin',
    request: z.object({ participant_id: id, start: described('Null: not at all.', z.nullable(start)) }),
    reply: AgentStarting,
    http: 'PUT /api/agents/:participant_id/start',
    readOnly: false,
    // Its address and its arguments may hold a secret.
    audit: { topic: 'agents', about: 'participant_id' },
  },
  try_agent_start: {
    title: 'Wake an agent',
    summary: 'Wake a connected agent now, as a call does. The reply does not wait for it: its presence shows when it is online.',
    right: 'admin',
    request: aboutAgent,
    reply: AgentStarting,
    http: 'POST /api/agents/:participant_id/start/trials',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id' },
  },
} as const satisfies Record<string, CommandRow>;
