// Which sealed messages this program has seen, and where. A blob in two places was copied. A message cannot come before
// a message that its author had seen.
import type { Doubt, SealedHeader } from './sealed-header.ts';
import { sealId } from './sealed-mark.ts';

const SEEN_MAX = 50_000;

export interface Place {
  room_id: string;
  content: string;
  id: string;
  seq: number;
}

export interface SeenSeals {
  doubtsOf(place: Place, header: SealedHeader | null): Doubt[];
}

export function createSeenSeals(): SeenSeals {
  const first = new Map<string, { id: string; seq: number }>();
  const seqs = new Map<string, number>();
  return {
    doubtsOf({ room_id, content, id, seq }, header) {
      if (seqs.size > SEEN_MAX) {
        first.clear();
        seqs.clear();
      }
      seqs.set(id, seq);
      const name = `${room_id} ${sealId(content)}`;
      const known = first.get(name);
      if (!known || seq < known.seq) first.set(name, { id, seq });
      const doubts: Doubt[] = [];
      if (known && known.id !== id && known.seq < seq) doubts.push('repeated');
      const before = header?.kind === 'edit' ? undefined : seqs.get(header?.prev ?? '');
      if (before !== undefined && before >= seq) doubts.push('order');
      return doubts;
    },
  };
}
