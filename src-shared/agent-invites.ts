// Invites for agents: a short code that gives an agent its own key, once.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { EntranceKind } from './entrances.ts';
import { Right } from './keys.ts';

const time = z.number();

/**
 * `open`: the code is good. `waiting`: an agent has redeemed it, and waits for the approval. `approved`: the agent may fetch its key.
 * `joined`: the agent has its key.
 */
export const AgentInviteState = z.enum(['open', 'waiting', 'approved', 'joined', 'refused', 'revoked']);
export type AgentInviteState = z.infer<typeof AgentInviteState>;

export const AgentInvite = z.object({
  id: z.string(),
  name: described('The name of the agent, and the label of its key.', z.string()),
  room_ids: described(
    'The rooms that the key will be for. Null: every room that the person who made the invite can see.',
    z.nullable(z.array(z.string())),
  ),
  rights: z.array(Right),
  needs_approval: described('The key waits until the person who made the invite, or the owner, approves.', z.boolean()),
  created_by: z.string(),
  created_at: time,
  expires_at: described('The end of the code; of a redeemed one, the end of the wait for the approval.', time),
  state: AgentInviteState,
  redeemed_at: z.nullable(time),
  entrance: described('The entrance by which the agent came.', z.nullable(EntranceKind)),
  address: described('The IP address of the agent, where the entrance knows it.', z.nullable(z.string())),
});
export type AgentInvite = z.infer<typeof AgentInvite>;
