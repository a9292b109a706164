// Invites for agents: made, approved, refused and withdrawn by the owner and the admins.
import { agentInviteLink } from '../../../../src-shared/agent-invite-link.ts';
import type { AGENT_INVITE_COMMANDS } from '../../../../src-shared/commands/agent-invites.ts';
import type { Commands, Context, Core } from '../core.ts';
import { administers, scopeOf } from '../keys/commands.ts';
import { has, mayKeepHome, ownerPersonId, requirePermission } from '../policy.ts';

export interface AgentInvitePorts {
  /** Where a program can reach this home now, the best address first. */
  origins(): string[];
}

export function agentInviteCommands(core: Core, { origins }: AgentInvitePorts): Pick<Commands, keyof typeof AGENT_INVITE_COMMANDS> {
  const { agentInvites } = core;
  return {
    create_agent_invite(context, { name, room_ids, rights, needs_approval }) {
      administers(core, context);
      const scope = scopeOf(core, context, { room_ids: room_ids ?? null, rights });
      // An agent that acts for a person sees fewer rooms than the person.
      for (const id of scope.room_ids ?? []) core.room(context.actor, id);
      const created_by = ownerPersonId(core.directory, context.actor);
      const isStrong = scope.rights.includes('admin');
      const { invite, code } = agentInvites.create(
        { name, ...scope, needs_approval: needs_approval || isStrong, created_by },
        context.actor,
      );
      return { invite, code, links: origins().map((origin) => agentInviteLink(origin, code)) };
    },

    list_agent_invites(context) {
      administers(core, context);
      return { invites: agentInvites.all() };
    },

    approve_agent_invite: (context, { invite_id }) => decide(core, context, invite_id, 'approved'),
    refuse_agent_invite: (context, { invite_id }) => decide(core, context, invite_id, 'refused'),

    revoke_agent_invite(context, { invite_id }) {
      administers(core, context);
      noteName(core, invite_id);
      return agentInvites.revoke(invite_id);
    },
  };
}

/** The agent will act for the person who made the invite, so no other admin decides. */
function decide(core: Core, context: Context, id: string, state: 'approved' | 'refused') {
  administers(core, context);
  const { created_by, rights } = noteName(core, id);
  const isOwn = ownerPersonId(core.directory, context.actor) === created_by;
  requirePermission(isOwn || mayKeepHome(core.directory, context.actor), 'Only the person who made this invite, or the owner, can decide.');
  // A key cannot give what it does not allow itself.
  if (state === 'approved')
    requirePermission(
      rights.every((right) => has(context.actor, right)),
      'This key does not allow that.',
    );
  return core.agentInvites.decide(id, state);
}

/** The invite is in no table where the audit log could find its name. */
function noteName({ agentInvites, auditing }: Core, id: string) {
  const { invite } = agentInvites.get(id);
  auditing.note({ facts: { name: invite.name } });
  return invite;
}
