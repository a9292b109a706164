import type { APPROVAL_COMMANDS } from '../../../../src-shared/commands/approvals.ts';
import type { Approval, ApprovalDecision, ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { harmlessLine } from '../../../../src-shared/name.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { participantsOf } from '../messages/commands.ts';
import { ownerPersonId, requirePermission } from '../policy.ts';
import { mayDecide, ONLY_OWNER } from './deciders.ts';

export function approvalCommands(core: Core): Pick<Commands, keyof typeof APPROVAL_COMMANDS> {
  const { approvals } = core;
  return {
    async approval_request(context, { deadline_secs, ...question }) {
      return { approval: await approvals.request(context, { ...question, deadline_ms: deadline_secs * MS_PER_S }) };
    },

    async approval_resolve(context, { approval_id, decision }) {
      const found = await stored(core, approval_id);
      // The session may have ended meanwhile.
      const actor = core.readerNow(context.actor);
      const approval = visible(core, actor, found);
      const { room_id, agent_id } = approval;
      const { room } = core.openRoom({ ...context, actor }, room_id);
      requirePermission(mayDecide(core.directory, actor, approval), ONLY_OWNER);
      // Names and titles of a room that is not public are no matter of the log.
      const title = room.visibility === 'public' ? harmlessLine(approval.title) : null;
      core.auditing.note({ about: { kind: 'agent', id: agent_id }, facts: { decision, title } });
      const by_id = actor.participant_id;
      return { approval: await core.write('decideApproval', { room_id, approval_id, state: OUTCOMES[decision], by_id }) };
    },

    async approval_cancel(context, { approval_id }) {
      const asked = visible(core, context.actor, await stored(core, approval_id));
      requirePermission(asked.agent_id === context.actor.participant_id, 'Only the agent that asked can take it back.');
      const approval = await approvals.cancel(asked);
      if (!approval) throw new AppError('approval_not_found');
      if (approval.state !== 'cancelled') throw new AppError('approval_resolved');
      return { approval };
    },

    async get_approval({ actor: asker }, { approval_id }) {
      const { value, actor } = await core.upToDate(
        asker,
        (archive) => archive.approval(approval_id),
        (event) => idOf(event) === approval_id,
      );
      return { approval: visible(core, actor, value) };
    },

    list_approvals({ actor }) {
      const personId = ownerPersonId(core.directory, actor);
      const all = [...core.directory.waitingApprovals()].filter(
        ({ room_id, agent_id, decider_ids }) =>
          (decider_ids.includes(personId) || agent_id === actor.participant_id) && core.findRoom(actor, room_id) !== null,
      );
      return {
        approvals: all,
        participants: participantsOf(
          core,
          all.flatMap(({ agent_id, decider_ids }) => [agent_id, ...decider_ids]),
        ),
      };
    },
  };
}

const MS_PER_S = 1000;

const OUTCOMES: Readonly<Record<ApprovalDecision, ApprovalOutcome>> = {
  once: 'allowed_once',
  session: 'allowed_session',
  reject: 'rejected',
};

async function stored(core: Core, id: string): Promise<Approval | null> {
  return (await core.archive.approval(id)).value;
}

/** Throws `approval_not_found` also for one in a room that the actor may not see. */
function visible(core: Core, actor: Actor, approval: Approval | null): Approval {
  if (!approval || !core.findRoom(actor, approval.room_id)) throw new AppError('approval_not_found');
  return approval;
}

/** The approval that an event is about. Null for other events. */
function idOf(event: HomeEvent): string | null {
  if ('approval' in event) return event.approval.id;
  return 'approval_id' in event ? event.approval_id : null;
}
