import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src-shared/objects.ts';
import { coverageOf, upToNow } from './history-page.ts';
import type { HistoryPage, MessageView, PageStart } from './interfaces/archive.ts';
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
  view?: MessageView;
  later: Change[];
  expiredThroughSeq?: number;
}

function page({ seqs, has_more = false, start = { before_seq: Infinity }, limit = 3, view = 'all', later, expiredThroughSeq = 0 }: Read) {
  const asked: PageStart = start ?? { after_id: 'nothing' };
  const read = { messages: seqs.map((seq) => message(seq)), has_more, start, view, activities: [] };
  const now = upToNow({ room_id: ROOM, view, limit, start: asked }, read, { later, expiredThroughSeq });
  return [now.messages.map(({ content }) => content.replace('text ', '')).join(' '), now.has_more];
}

describe('A page of messages, with the events that arrived while it was read', () => {
  it('ends with the newest message, and loses its oldest for it', () => {
    expect(page({ seqs: [1, 2], later: [posted(3)] })).toEqual(['1 2 3', false]);
    expect(page({ seqs: [1, 2, 3], later: [posted(4), posted(5)] })).toEqual(['3 4 5', true]);
  });

  it('continues with what was posted when it reached the end, and only then', () => {
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

describe('A page of a thread or of the timeline', () => {
  const reply = (seq: number, thread_only = true): Change => posted(seq, { thread_id: 'm1', ...(thread_only && { thread_only: true }) });

  it('has only what belongs to it of what was posted meanwhile', () => {
    const later = [reply(3), posted(4), reply(5, false), posted(6, { thread_id: 'other', thread_only: true })];
    expect(page({ seqs: [1], view: 'timeline', limit: 9, later })).toEqual(['1 4 5', false]);
    expect(page({ seqs: [1], view: { thread_id: 'm1' }, limit: 9, later })).toEqual(['1 3 5', false]);
    expect(page({ seqs: [1], view: 'all', limit: 9, later })).toEqual(['1 3 4 5 6', false]);
  });

  it('says how many replies its first message has now', () => {
    const thread = { replies: 2, last_seq: 3, last_reply_at: 3, author_ids: ['ada'] };
    const later: Change[] = [
      {
        only_id: null,
        event: { type: 'message.posted', cursor: 103, message: message(3, { thread_id: 'm1', thread_only: true }), thread },
      },
    ];
    const start = { before_seq: Infinity };
    const read: HistoryPage = { messages: [message(1)], has_more: false, start, view: 'timeline', activities: [] };
    const { messages } = upToNow({ room_id: ROOM, view: 'timeline', limit: 9, start }, read, { later, expiredThroughSeq: 0 });
    expect(messages).toEqual([{ ...message(1), thread_id: 'm1', thread }]);
  });
});

describe('The seqs that a page is complete for', () => {
  const room = { last_seq: 20, expired_through_seq: 4 };
  const covers = (seqs: number[], has_more: boolean, start: HistoryPage['start']): number[] =>
    Object.values(coverageOf({ messages: seqs.map((seq) => message(seq)), has_more }, start, room));

  it('reach from its first message to the bound, or from the bound to its last message', () => {
    expect(covers([7, 9], true, { before_seq: 15 })).toEqual([7, 14]);
    expect(covers([7, 9], true, { after_seq: 6 })).toEqual([7, 9]);
  });

  it('reach to the ends of the room where there are no more messages', () => {
    expect(covers([7, 9], false, { before_seq: Infinity })).toEqual([5, 20]);
    expect(covers([7, 9], false, { after_seq: 0 })).toEqual([5, 20]);
    expect(covers([], false, { after_seq: 20 })).toEqual([21, 20]);
  });

  it('are none on an empty page', () => {
    expect(covers([], true, { before_seq: 9 })).toEqual([9, 8]);
    expect(covers([], false, { before_seq: 3 })).toEqual([5, 4]);
    expect(covers([], false, null)).toEqual([1, 0]);
  });
});
