import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src-shared/objects.ts';
import { upToNow } from './history-page.ts';
import type { HistoryPage, PageStart } from './interfaces/archive.ts';
import type { Change } from './interfaces/change.ts';

const ROOM = 'room';

function message(seq: number, more: Partial<Message> = {}): Message {
  const fixed = { author_id: 'ada', kind: 'chat', reply_to: null, metadata: null, attachments: [], mentions: [], reactions: [] } as const;
  const rest = { client_id: null, created_at: seq, edited_at: null, deleted_at: null };
  return {
    id: `m${seq}`,
    room_id: ROOM,
    seq,
    content: `text ${seq}`,
    ...fixed,
    attachments: [],
    mentions: [],
    reactions: [],
    ...rest,
    ...more,
  };
}

const posted = (seq: number, more: Partial<Message> = {}): Change => ({
  only_id: null,
  event: { type: 'message.posted', cursor: 100 + seq, message: message(seq, more) },
});
const changed = (seq: number, content: string): Change => ({
  only_id: null,
  event: { type: 'message.changed', cursor: 200 + seq, message: message(seq, { content }) },
});

interface Read {
  seqs: number[];
  has_more?: boolean;
  start?: HistoryPage['start'];
  limit?: number;
  later: Change[];
  expiredThroughSeq?: number;
}

function page({ seqs, has_more = false, start = { before_seq: Infinity }, limit = 3, later, expiredThroughSeq = 0 }: Read) {
  const asked: PageStart = start ?? { after_id: 'nothing' };
  const read = { messages: seqs.map((seq) => message(seq)), has_more, start };
  const now = upToNow({ room_id: ROOM, limit, start: asked }, read, { later, expiredThroughSeq });
  return [now.messages.map(({ content }) => content.replace('text ', '')).join(' '), now.has_more];
}

describe('A page of messages, with what was told while it was read', () => {
  it('ends with the newest message, and loses its oldest for it', () => {
    expect(page({ seqs: [1, 2], later: [posted(3)] })).toEqual(['1 2 3', false]);
    expect(page({ seqs: [1, 2, 3], later: [posted(4), posted(5)] })).toEqual(['3 4 5', true]);
  });

  it('goes on with what was posted when it reached the end, and only then', () => {
    const start = { after_seq: 1 };
    expect(page({ seqs: [2], start, later: [posted(3)] })).toEqual(['2 3', false]);
    expect(page({ seqs: [2, 3, 4], start, later: [posted(5)] })).toEqual(['2 3 4', true]);
    expect(page({ seqs: [2, 3, 4], start, has_more: true, later: [posted(9)] })).toEqual(['2 3 4', true]);
  });

  it('takes nothing that is newer than where it starts, and nothing from another room', () => {
    expect(page({ seqs: [1, 2], start: { before_seq: 3 }, later: [posted(3)] })).toEqual(['1 2', false]);
    expect(page({ seqs: [1], later: [posted(2, { room_id: 'other' })] })).toEqual(['1', false]);
    expect(page({ seqs: [], start: null, later: [posted(2)] })).toEqual(['', false]);
  });

  it('shows messages as they were changed meanwhile, also those that were just posted', () => {
    expect(page({ seqs: [1, 2], later: [changed(2, 'mended'), posted(3), changed(3, 'new')] })).toEqual(['1 mended new', false]);
  });

  it('shows nothing that is gone by now', () => {
    expect(page({ seqs: [1, 2, 3], later: [], expiredThroughSeq: 2 })).toEqual(['3', false]);
  });

  it('says that there is more when nothing is asked for', () => {
    expect(page({ seqs: [], limit: 0, later: [posted(1)] })).toEqual(['', true]);
  });
});
