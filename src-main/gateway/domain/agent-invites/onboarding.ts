// An agent joins with an invite: it redeems the code, waits for the approval where one is needed, and gets its own key.
import type { AgentInvite } from '../../../../src-shared/agent-invites.ts';
import type { AgentInvitePreview, Onboarding } from '../../../../src-shared/endpoints/agent-invites.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { agentIdOfKey, type Actor } from '../actor.ts';
import { comeIn } from '../agents/register.ts';
import type { Origin } from '../audit/draft.ts';
import type { Core } from '../core.ts';
import { insertKey } from '../keys/commands.ts';
import { has, mayAddMembers, mayAdminister, visibleRoom } from '../policy.ts';
import type { HeldInvite } from './agent-invites.ts';

/** Describes an invite without using it up. */
export function previewAgentInvite(core: Core, code: string): AgentInvitePreview {
  const { invite, maker } = openInvite(core, code);
  const { name, room_ids, needs_approval, expires_at, created_by } = invite;
  return {
    ...{ home_name: core.directory.home.name, name, needs_approval, expires_at },
    invited_by: core.directory.participant(created_by)?.name ?? '',
    room_names: room_ids?.flatMap((id) => visibleRoom(core.directory, maker, id)?.room.name ?? []) ?? null,
  };
}

export async function redeemAgentInvite(core: Core, code: string, origin: Origin): Promise<Onboarding> {
  const { name } = openInvite(core, code).invite;
  core.auditing.note({ facts: { name } });
  const { held, claim } = core.agentInvites.redeem(code, origin);
  return claim === null ? welcome(core, held, 'open') : waiting(claim);
}

export async function collectAgentKey(core: Core, claim: string): Promise<Onboarding> {
  const held = core.agentInvites.collect(claim);
  if (held) {
    core.auditing.note({ facts: { name: held.invite.name } });
    return welcome(core, held, 'approved');
  }
  core.auditing.leaveNoEntry();
  return waiting(claim);
}

function waiting(claim: string): Onboarding {
  return { state: 'waiting', claim, key: null, agent: null, room: null };
}

/** Throws why the invite cannot be redeemed. */
function openInvite(core: Core, code: string): HeldInvite {
  const held = core.agentInvites.open(code);
  makerOf(core, held);
  return held;
}

/** `before`: the state to which the invite returns when no key can be made. */
async function welcome(core: Core, held: HeldInvite, before: AgentInvite['state']): Promise<Onboarding> {
  const { name, room_ids, rights, created_by } = held.invite;
  try {
    const maker = makerOf(core, held);
    const { key, secret } = await insertKey(core, { label: name, owner_id: created_by, room_ids, rights });
    const agent = { id: agentIdOfKey(key.id), name };
    // When this fails the agent still has its key: it can register and join without help.
    await comeIn(core, key, { ...agent, capabilities: [] })
      .then(() => addToRooms(core, maker, agent.id, room_ids ?? []))
      .catch(() => undefined);
    const room = (room_ids ?? [LOBBY_ID]).flatMap((id) => visibleRoom(core.directory, maker, id)?.room ?? [])[0];
    return { state: 'joined', claim: null, key: secret, agent, room: room ? { id: room.id, name: room.name } : null };
  } catch (error) {
    core.agentInvites.giveBack(held, error instanceof AppError && error.code === 'invite_withdrawn' ? 'revoked' : before);
    throw error;
  }
}

/**
 * The one who made the invite, who may still administer. An invite ends with the session, the key or the role that made it. Throws
 * `invite_withdrawn`.
 */
function makerOf(core: Core, { maker, invite }: HeldInvite): Actor {
  try {
    const now = core.readerNow(maker);
    if (mayAdminister(core.directory, now) && invite.rights.every((right) => has(now, right))) return now;
  } catch {
    // Its session or its key is over.
  }
  core.agentInvites.revoke(invite.id);
  throw new AppError('invite_withdrawn');
}

/** An agent cannot join a private room without help. */
async function addToRooms(core: Core, maker: Actor, participant_id: string, roomIds: readonly string[]): Promise<void> {
  for (const room_id of roomIds) {
    const room = visibleRoom(core.directory, maker, room_id)?.room;
    const isAllowed = room !== undefined && !room.direct && room.archived_at === null && mayAddMembers(core.directory, maker, room);
    if (isAllowed) await core.write('addMember', { room_id, participant_id, by_id: maker.participant_id });
  }
}
