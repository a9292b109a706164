// How far the others have read, in the rooms that were opened: as far as they say so. Asked for once, then kept by events.
import type { ReadMark } from '../../src-shared/reading.ts';

/** By room, then by participant. */
export type Reads = Readonly<Record<string, Readonly<Record<string, ReadMark>>>>;

export interface Receipts {
  reads: Reads;
  /** The same of what was received, in direct rooms. A room that is not here was not asked for. */
  deliveries: Reads;
}

interface News {
  room_id: string;
  reads: readonly ReadMark[];
  deliveries: readonly ReadMark[];
}

export function withReceipts({ reads, deliveries }: Receipts, news: News): Receipts {
  const { room_id } = news;
  const asked = deliveries[room_id] ? deliveries : { ...deliveries, [room_id]: {} };
  return { reads: withReads(reads, room_id, news.reads), deliveries: withReads(asked, room_id, news.deliveries) };
}

/** After some have read on. What the home answers and what it tells may cross: the further one is the newer. */
export function withReads(reads: Reads, roomId: string, marks: readonly ReadMark[]): Reads {
  const known = reads[roomId] ?? {};
  const news = marks.filter(({ participant_id, seq }) => seq > (known[participant_id]?.seq ?? 0));
  if (news.length === 0) return reads;
  return { ...reads, [roomId]: { ...known, ...Object.fromEntries(news.map((mark) => [mark.participant_id, mark])) } };
}

/** The readers of a message, the latest first. */
export function readersOf(marks: Readonly<Record<string, ReadMark>> | undefined, seq: number): ReadMark[] {
  const readers = Object.values(marks ?? {}).filter((mark) => mark.seq >= seq);
  return readers.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}
