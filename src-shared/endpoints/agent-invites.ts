import * as z from 'zod/mini';
import { described } from '../described.ts';
import { secret } from './fields.ts';
import type { EndpointRow } from './row.ts';

export const AgentInvitePreview = z.object({
  home_name: z.string(),
  invited_by: z.string(),
  name: z.string(),
  room_names: described('Null: every room that the person who made the invite can see.', z.nullable(z.array(z.string()))),
  needs_approval: z.boolean(),
  expires_at: z.number(),
});
export type AgentInvitePreview = z.infer<typeof AgentInvitePreview>;

const named = z.object({ id: z.string(), name: z.string() });

export const Onboarding = z.object({
  state: z.enum(['waiting', 'joined']),
  claim: described('The secret with which a waiting agent asks for its key.', z.nullable(z.string())),
  key: described('The key. It is sent only this once.', z.nullable(z.string())),
  agent: described('The id and the name to register with.', z.nullable(named)),
  room: described('The room to begin in.', z.nullable(named)),
});
export type Onboarding = z.infer<typeof Onboarding>;

const code = z.object({ code: secret });

export const AGENT_INVITE_ENDPOINTS = {
  agent_invite_page: {
    title: 'Show how an agent joins',
    summary: 'Get the steps by which an agent redeems an invite, as Markdown. Browsers are sent to the app. It does not use the invite up.',
    access: { secret: 'code' },
    request: code,
    reply: { contentType: 'text/markdown', description: 'The steps, with a program' },
    http: 'GET /agent/:code',
    alsoStatus: { 303: 'The page of the app, for a request with `Accept: text/html`' },
    readOnly: true,
    auditFailure: 'failed_invite',
  },
  preview_agent_invite: {
    title: 'Preview an invite for an agent',
    summary: 'Get what an invite for an agent is for. It does not use the invite up.',
    access: { secret: 'code' },
    request: code,
    body: 'json',
    reply: AgentInvitePreview,
    http: 'POST /api/agent-invites/preview',
    readOnly: true,
    auditFailure: 'failed_invite',
  },
  redeem_agent_invite: {
    title: 'Redeem an invite for an agent',
    summary: 'Get a key for the code of an invite, once. When the key waits for an approval, get a secret to ask for it with.',
    access: { secret: 'code' },
    request: code,
    body: 'json',
    reply: Onboarding,
    http: 'POST /api/agent-invites/redeem',
    readOnly: false,
    audit: { topic: 'agents' },
    auditFailure: 'failed_invite',
  },
  collect_agent_key: {
    title: 'Fetch the key of a redeemed invite',
    summary: 'Get the key once it is approved. Until then the state is `waiting`: ask again after some seconds.',
    access: { secret: 'claim' },
    request: z.object({ claim: secret }),
    body: 'json',
    reply: Onboarding,
    http: 'POST /api/agent-invites/key',
    readOnly: false,
    audit: { topic: 'agents' },
    auditFailure: 'failed_invite',
  },
} as const satisfies Record<string, EndpointRow>;
