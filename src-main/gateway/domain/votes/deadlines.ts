// Votes that close by themselves. The deadlines are in the database; the clock here only wakes up for the next one.
import type { Vote } from '../../../../src-shared/coordination.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import { RECONNECT_WINDOW_MS } from '../../../../src-shared/limits.ts';
import type { After } from '../clock.ts';
import type { Core } from '../core.ts';

/** Timers are no longer than this, whatever the deadline: a machine may sleep, and a timer has 31 bits. */
const TIMER_MS_MAX = 60 * 60 * 1000;

export interface DeadlinesOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Starts watching over the votes' deadlines, those of before a restart included; returns the end of it. */
export function startDeadlines({ core, after, log }: DeadlinesOptions): () => void {
  const cancels = new Map<string, () => void>();
  const returns = new Set<() => void>();

  function arm(voteId: string, roomId: string, closesAt: number): void {
    const wait = Math.min(Math.max(0, closesAt - core.now()), TIMER_MS_MAX);
    cancels.get(voteId)?.();
    cancels.set(
      voteId,
      after(wait, () => (closesAt > core.now() ? arm(voteId, roomId, closesAt) : close(voteId, roomId))),
    );
  }

  function close(voteId: string, roomId: string): void {
    cancels.delete(voteId);
    core.write('closeVote', { room_id: roomId, vote_id: voteId }).catch((error: unknown) => log('A vote could not be closed', error));
  }

  function follow(vote: Vote): void {
    if (vote.closed_at === null && vote.closes_at !== null) arm(vote.id, vote.room_id, vote.closes_at);
    if (vote.closed_at === null) return;
    cancels.get(vote.id)?.();
    cancels.delete(vote.id);
  }

  // A restart closes all rooms for everyone. Participants who are not back by then hold up no vote.
  const voting = [...core.directory.openVotes()];
  if (voting.length > 0) inAWhile(() => voting.forEach(missAbsent));

  function missAbsent({ room_id, eligible_ids }: Vote): void {
    const present = core.presence.presentIn(room_id);
    for (const each of eligible_ids.filter((id) => !present.includes(id))) attend(room_id, each, false);
  }

  voting.forEach(follow);
  const stop = core.onChange(({ event }) => {
    if (event.type === 'vote.created' || event.type === 'vote.closed') follow(event.vote);
    if (event.type === 'vote.created') inAWhile(() => missAbsent(event.vote));
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
      .catch((error: unknown) => log('A vote could not be told who is there', error));
  }

  return () => {
    stop();
    for (const cancel of [...cancels.values(), ...returns]) cancel();
  };
}
