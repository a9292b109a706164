// Votes that close by themselves: at their deadline, or when they wait for no participant who is present.
import type { Vote } from '../../../../src-shared/coordination.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import { RECONNECT_WINDOW_MS } from '../../../../src-shared/limits.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';
import { startDue } from '../due.ts';

export interface DeadlinesOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Starts watching over the votes' deadlines, those of before a restart included; returns the end of it. */
export function startDeadlines({ core, after, log }: DeadlinesOptions): () => Promise<void> {
  const returns = new Set<() => void>();
  const timer = startDue({
    ...{ now: core.now, after, log, failure: 'A vote could not be closed' },
    first: (limit) => withDeadline(core.directory.openVotes()).slice(0, limit),
    run: ({ vote: { id, room_id } }) => core.write('closeVote', { room_id, vote_id: id }),
  });

  // A restart closes all rooms for everyone. Participants who are not back by then hold up no vote.
  const voting = [...core.directory.openVotes()];
  if (voting.length > 0) inAWhile(() => voting.forEach(missAbsent));

  function missAbsent({ room_id, eligible_ids }: Vote): void {
    const present = core.presence.presentIn(room_id);
    for (const each of eligible_ids.filter((id) => !present.includes(id))) attend(room_id, each, false);
  }

  const stop = core.onChange(({ event }) => {
    if (event.type === 'vote.created') {
      timer.expect(event.vote.closes_at ?? Infinity);
      inAWhile(() => missAbsent(event.vote));
    }
    if (event.type === 'room.presence') attended(event);
  });

  /**
   * A participant who leaves a room no longer holds up its votes. One who lost the connection has a grace period: an agent that
   * connects once per command is away for a moment before it votes.
   */
  function attended({ room_id, participant_id, present, how }: EventOf<'room.presence'>): void {
    if (present || how !== 'disconnected') attend(room_id, participant_id, present);
    else if (isVotedIn(room_id)) inAWhile(() => core.presence.isPresent(room_id, participant_id) || attend(room_id, participant_id, false));
  }

  function inAWhile(run: () => void): void {
    const cancel = after(RECONNECT_WINDOW_MS, () => {
      returns.delete(cancel);
      run();
    });
    returns.add(cancel);
  }

  function isVotedIn(roomId: string): boolean {
    return [...core.directory.openVotes()].some(({ room_id }) => room_id === roomId);
  }

  function attend(roomId: string, participantId: string, isPresent: boolean): void {
    if (!isVotedIn(roomId)) return;
    core
      .write('attendVotes', { room_id: roomId, participant_id: participantId, is_present: isPresent })
      .catch((error: unknown) => log('A vote could not be updated with who is there', error));
  }

  return () => {
    stop();
    for (const cancel of returns) cancel();
    return timer.end();
  };
}

/** The next one first. */
function withDeadline(votes: Iterable<Vote>): { due_at: number; vote: Vote }[] {
  return [...votes]
    .flatMap((vote) => (vote.closes_at === null ? [] : [{ due_at: vote.closes_at, vote }]))
    .sort((a, b) => a.due_at - b.due_at);
}
