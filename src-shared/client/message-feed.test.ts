import { describe, expect, it } from 'vitest';
import type { Message } from '../objects.ts';
import type { Snapshot } from '../snapshot.ts';
import { smallHome } from '../notify/testing/cast.ts';
import { createMessageFeed } from './message-feed.ts';

function message(seq: number): Message {
  const empty = { reply_to: null, metadata: null, attachments: [], mentions: [], reactions: [], client_id: null };
  const times = { created_at: 1, edited_at: null, deleted_at: null };
  return { id: `m${seq}`, room_id: 'plan', seq, author_id: 'ada', kind: 'chat', content: `${seq}`, ...empty, ...times };
}

const home = smallHome();
const plan = home.rooms['plan']!;

function homeAt(last_seq: number, { epoch = 0, ephemeral = false } = {}): Snapshot {
  return { ...home, epoch, rooms: { plan: { ...plan, room: { ...plan.room, last_seq, ephemeral } } } };
}

function setup() {
  const heard: number[] = [];
  const asked: { since_seq: number; answer(messages: number[]): Promise<void>; fail(): Promise<void> }[] = [];
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const feed = createMessageFeed({
    readPage: ({ since_seq }) =>
      new Promise((resolve, reject) => {
        asked.push({
          since_seq,
          answer: (messages) => (resolve(messages.map(message)), settled()),
          fail: () => (reject(new Error('no')), settled()),
        });
      }),
    onMessage: ({ seq }) => void heard.push(seq),
  });
  const posted = (...seqs: number[]): void => {
    for (const seq of seqs) feed.event({ type: 'message.posted', cursor: seq, message: message(seq) }, 'maya');
  };
  return { feed, heard, asked, posted };
}

describe('the messages of a room', () => {
  it('begin after the first snapshot, and come once', () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    posted(4, 5, 6, 7, 7);
    expect(heard).toEqual([6, 7]);
    expect(asked).toEqual([]);
  });

  it('are read after a fresh snapshot, before those that come meanwhile', async () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    feed.snapshot(homeAt(8), 'fresh');
    posted(9);
    expect(heard).toEqual([]);
    expect(asked[0]?.since_seq).toBe(5);
    await asked[0]!.answer([6, 7]);
    await asked[1]!.answer([8, 9]);
    await asked[2]!.answer([]);
    posted(10);
    expect(heard).toEqual([6, 7, 8, 9, 10]);
  });

  it('follow as events after a resume, and are read in a room that is in memory only', async () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    feed.snapshot(homeAt(7), 'resumed');
    posted(6, 7);
    expect(asked).toEqual([]);
    feed.snapshot(homeAt(8, { ephemeral: true }), 'resumed');
    await asked[0]!.answer([8]);
    expect(heard).toEqual([6, 7, 8]);
  });

  it('are read where one is missing between two events', async () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    posted(8, 9);
    await asked[0]!.answer([6, 7, 8]);
    await asked[1]!.answer([]);
    expect(heard).toEqual([6, 7, 8, 9]);
  });

  it('continue after those that cannot be read any more', async () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    posted(8);
    await asked[0]!.fail();
    posted(9);
    expect(heard).toEqual([8, 9]);
    expect(asked).toHaveLength(1);
  });

  it('begin again after a restore, whose numbers are others', () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(50), 'fresh');
    feed.snapshot(homeAt(5, { epoch: 1 }), 'fresh');
    posted(6);
    expect(heard).toEqual([6]);
    expect(asked).toEqual([]);
  });

  it('begin where the participant became a member, and end where it left', async () => {
    const { feed, heard, asked, posted } = setup();
    feed.snapshot(homeAt(5), 'fresh');
    feed.event({ type: 'member.left', cursor: 6, room_id: 'plan', participant_id: 'maya' }, 'maya');
    const participant = home.participants['maya']!;
    feed.event({ type: 'member.joined', cursor: 9, room: { ...plan.room, last_seq: 12 }, participant, read_seq: 9 }, 'maya');
    posted(10, 11);
    expect(heard).toEqual([10, 11]);
    expect(asked).toEqual([]);
  });
});
