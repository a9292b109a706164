// Votes that close by themselves. The deadlines are in the database; the clock here only wakes up for the next one.
import type { Vote } from '../../../src-shared/coordination.ts';
import { RECONNECT_WINDOW_MS } from '../../../src-shared/limits.ts';
import type { After } from './clock.ts';
import type { Core } from './core.ts';

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
    const room = core.directory.room(roomId)?.room;
    if (!room) return;
    core.writeIn(room, 'closeVote', { vote_id: voteId }).catch((error: unknown) => log('A vote could not be closed', error));
  }

  function follow(vote: Vote): void {
    if (vote.closed_at === null && vote.closes_at !== null) arm(vote.id, vote.room_id, vote.closes_at);
    if (vote.closed_at === null) return;
    cancels.get(vote.id)?.();
    cancels.delete(vote.id);
  }

  // Who was in a room when the home ended is in none when it begins again. Those who are not back by then hold up no vote.
  const voting = [...core.directory.rooms()].flatMap(({ room }) => core.reads.openVoteRows(room.id));
  const cancelReturn = voting.length === 0 ? () => undefined : after(RECONNECT_WINDOW_MS, () => voting.forEach(missAbsent));

  function missAbsent({ id, room_id }: { id: string; room_id: string }): void {
    const present = core.presence.presentIn(room_id);
    const absent = core.reads.vote(id)?.eligible_ids.filter((each) => !present.includes(each)) ?? [];
    for (const each of absent) attend(room_id, each, false);
  }

  for (const { id, room_id, closes_at } of core.reads.deadlines()) if (closes_at !== null) arm(id, room_id, closes_at);
  const stop = core.onChange(({ event }) => {
    if (event.type === 'vote.created' || event.type === 'vote.closed') follow(event.vote);
    if (event.type === 'room.presence') attend(event.room_id, event.participant_id, event.present);
  });

  /** Whoever leaves a room no longer holds up its votes. */
  function attend(roomId: string, participantId: string, isPresent: boolean): void {
    const room = core.directory.room(roomId)?.room;
    if (!room || core.readsOf(room).openVoteRows(roomId).length === 0) return;
    core
      .writeIn(room, 'attendVotes', { room_id: roomId, participant_id: participantId, is_present: isPresent })
      .catch((error: unknown) => log('A vote could not be told who is there', error));
  }

  return () => {
    stop();
    cancelReturn();
    for (const cancel of cancels.values()) cancel();
  };
}
