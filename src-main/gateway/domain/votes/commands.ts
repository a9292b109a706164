import type { VOTE_COMMANDS } from '../../../../src-shared/commands/votes.ts';
import type { OwnVote } from '../../../../src-shared/coordination.ts';
import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { VOTES_PAGE_MAX } from '../../../../src-shared/limits.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { isProgram, type Actor } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import type { Directory } from '../directory.ts';
import { mayDeleteMessage, requirePermission } from '../policy.ts';

export function voteCommands(core: Core): Pick<Commands, keyof typeof VOTE_COMMANDS> {
  return {
    create_vote: (context, request) => createVote(core, context, request),

    async cast_vote(context, { vote_id, option_index, replace }) {
      const { room_id } = visibleVote(core, context, await stored(core, context, vote_id));
      core.openRoom(context, room_id);
      const { participant_id } = context.actor;
      const may_come_later = mayComeLater(core.directory, context.actor);
      return core.write('castVote', { room_id, vote_id, participant_id, option_index, may_come_later, replace });
    },

    async close_vote(context, { vote_id }) {
      const { room_id, created_by } = visibleVote(core, context, await stored(core, context, vote_id));
      const { room } = core.openRoom(context, room_id);
      const isAllowed = mayDeleteMessage(core.directory, context.actor, { author_id: created_by }, room);
      requirePermission(isAllowed, 'Only the creator of a vote, the owner and admins can close it.');
      return core.write('endVote', { room_id, vote_id, by_id: context.actor.participant_id });
    },

    get_vote_status: (context, { vote_id }) => voteFor(core, context, vote_id),

    async list_votes({ actor: asker }, { room_id, limit, after }) {
      core.room(asker, room_id);
      const size = Math.min(limit, VOTES_PAGE_MAX);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.votes(room_id, asker.participant_id, after ?? null, size + 1),
        (event) => voteOf(event)?.room_id === room_id,
      );
      core.room(actor, room_id);
      const votes = found ?? [];
      return { room_id, votes: votes.slice(0, size), has_more: votes.length > size };
    },
  };
}

const MS_PER_S = 1000;

/**
 * A person gets the event while reading elsewhere, and an agent that the server runs has no room open until it is called. It does so only
 * for people who are no guests: a guest would have a further vote through it. The number of connected agents is fixed, as they expect it.
 */
function mayComeLater(directory: Directory, { participant_id, for_id }: Actor): boolean {
  const voter = directory.participant(participant_id);
  if (voter?.kind !== 'agent') return voter?.kind === 'person';
  const caller = for_id === undefined || for_id === null ? null : directory.participant(for_id);
  return voter.type === 'hosted' && caller?.kind === 'person' && isActive(caller) && caller.role !== 'guest';
}

function createVote(core: Core, context: Context, request: Request<'create_vote'>): Promise<OwnVote> {
  const { room } = core.openRoom(context, request.room_id);
  const present = core.presence.presentIn(room.id);
  const { actor } = context;
  return core.post(actor, 'createVote', {
    id: newId(),
    room_id: room.id,
    title: request.title,
    description: request.description ?? null,
    options: request.options,
    created_by: actor.participant_id,
    key_id: actor.grant.key_id,
    by_program: isProgram(actor),
    duration_ms:
      request.duration_secs === undefined || request.duration_secs === null ? null : Math.round(request.duration_secs * MS_PER_S),
    // The creator of a vote may vote too, even without having the room open.
    eligible_ids: present.includes(actor.participant_id) ? present : [...present, actor.participant_id],
  });
}

/** The vote that an event is about. Null for other events. */
function voteOf(event: HomeEvent): { id: string; room_id: string } | null {
  if ('vote' in event) return event.vote;
  return 'vote_id' in event ? { id: event.vote_id, room_id: event.room_id } : null;
}

async function stored(core: Core, { actor }: Context, voteId: string): Promise<OwnVote | null> {
  return (await core.archive.vote(voteId, actor.participant_id)).value;
}

/** The vote, if it is in a room that the actor may see. Throws `vote_not_found`. */
async function voteFor(core: Core, context: Context, voteId: string): Promise<OwnVote> {
  const { value: vote, actor } = await core.upToDate(
    context.actor,
    (archive) => archive.vote(voteId, context.actor.participant_id),
    (event) => voteOf(event)?.id === voteId,
  );
  return visibleVote(core, { ...context, actor }, vote);
}

function visibleVote(core: Core, { actor }: Context, vote: OwnVote | null): OwnVote {
  if (!vote || !core.findRoom(actor, vote.room_id)) throw new AppError('vote_not_found');
  return vote;
}
