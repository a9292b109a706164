// A reader's place in a room. After a restore the home gives numbers again that the reader knows, to messages that it does not
// know.
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { pagesSince, tipOf } from '../history.ts';
import { HistoryResult, type ChatMessage } from '../messages.ts';

/** Messages that are looked at in one go, from the newest back. */
const STEP = 200;

export interface Place {
  seq: number;
  /** The home's epoch that the number belongs to; null in a file of an older Lanai. */
  epoch: number | null;
  /** The time of that message, by the home's clock; 0 without one. */
  at: number;
}

export interface Found {
  place: Place;
  tip: number;
  /** The home was restored since. */
  isPutBack: boolean;
}

export function timeOf({ timestamp }: Pick<ChatMessage, 'timestamp'>): number {
  const at = Date.parse(timestamp);
  return Number.isNaN(at) ? 0 : at;
}

/** The same place in the present home: after the last message that the reader can have known. */
export async function findAgain(client: AgentClient, roomId: string, place: Place): Promise<Found> {
  const { seq: tip, epoch = null } = await tipOf(client, roomId);
  const isPutBack = place.epoch !== null && epoch !== null && place.epoch !== epoch;
  // All that was written after the restore is newer than all that was known before it.
  if (isPutBack) return { place: { ...place, seq: await lastUpTo(client, roomId, place.at, tip), epoch }, tip, isPutBack };
  const seq = Math.min(place.seq, tip);
  const at = place.at !== 0 && seq === place.seq ? place.at : await timeAt(client, roomId, seq);
  return { place: { seq, epoch, at }, tip, isPutBack };
}

async function timeAt(client: AgentClient, roomId: string, seq: number): Promise<number> {
  if (seq === 0) return 0;
  const { messages } = await client.request('get_history', { room_id: roomId, since_seq: seq - 1, limit: 1 }, HistoryResult);
  const [first] = messages;
  if (!first) return 0;
  // The message itself may have been deleted for its age.
  return first.seq === seq ? timeOf(first) : timeOf(first) - 1;
}

async function lastUpTo(client: AgentClient, roomId: string, at: number, tip: number): Promise<number> {
  for (let until = tip; until > 0; until -= STEP) {
    let last: number | null = null;
    for await (const page of pagesSince(client, roomId, Math.max(0, until - STEP), until))
      for (const message of page) if (timeOf(message) <= at) last = message.seq;
    if (last !== null) return last;
  }
  return 0;
}
