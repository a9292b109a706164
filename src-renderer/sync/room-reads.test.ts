import { describe, expect, test } from 'vitest';
import { readersOf, withReads, withReceipts } from './room-reads.ts';

const mark = (participant_id: string, seq: number, at: number | null = seq) => ({ participant_id, seq, at });

test('a room whose deliveries are not known yet differs from one without any', () => {
  const none = { reads: {}, deliveries: {} };
  const asked = withReceipts(none, { room_id: 'direct', reads: [], deliveries: [] });
  expect(asked).toEqual({ reads: {}, deliveries: { direct: {} } });
  const news = withReceipts(asked, { room_id: 'direct', reads: [], deliveries: [mark('ada', 2)] });
  expect(news.deliveries['direct']?.['ada']?.seq).toBe(2);
});

describe('how far the others have read', () => {
  test('only moves on, whatever comes first', () => {
    const reads = withReads({}, 'lobby', [mark('ada', 5), mark('john', 3)]);
    expect(withReads(reads, 'lobby', [mark('ada', 4)])).toBe(reads);
    expect(withReads(reads, 'lobby', [mark('john', 6)])['lobby']?.['john']?.seq).toBe(6);
    expect(withReads(reads, 'lobby', [mark('john', 6)])['lobby']?.['ada']).toBe(reads['lobby']?.['ada']);
  });

  test('says who has read a message, the latest first', () => {
    const { lobby } = withReads({}, 'lobby', [mark('ada', 5, 10), mark('john', 3), mark('sarah', 7, 20), mark('zoe', 9, null)]);
    expect(readersOf(lobby, 5).map((each) => each.participant_id)).toEqual(['sarah', 'ada', 'zoe']);
    expect(readersOf(undefined, 1)).toEqual([]);
  });
});
