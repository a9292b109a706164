import { describe, expect, it } from 'vitest';
import type { Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { createRoomCipher } from '../../../src-shared/room-cipher.ts';
import type { RunCommand } from '../store.ts';
import { message, MORNING, sarah } from '../../testing/cast.ts';
import { createRoomKeys, type RoomKeys } from './room-keys.ts';
import { searchSealed } from './sealed-search.ts';

const SECRET = 'ab'.repeat(32);
/** A blob that this key does not open. */
const SHUT = `clw1:${'A'.repeat(40)}`;
const CIPHER = createRoomCipher('lobby', { secret: SECRET, stretched: null });

async function keysOf(secret: string): Promise<RoomKeys> {
  const keeper = {
    load: () => Promise.resolve({ secrets: {}, isLasting: true }),
    keep: () => Promise.resolve(true),
    forget: () => Promise.resolve(),
  };
  const keys = createRoomKeys(keeper, { isEncrypted: () => true, newestIn: () => null });
  await keys.remember('lobby', secret);
  return keys;
}

/** A home with these messages, which counts how often it is asked. */
function homeWith(all: readonly Message[]): { command: RunCommand; asked(): number } {
  let asked = 0;
  const history = ({ before_seq, limit }: RequestInput<'get_history'>): Reply<'get_history'> => {
    asked += 1;
    const older = all.filter(({ seq }) => seq < (before_seq ?? Infinity));
    const messages = older.slice(-(limit ?? 50));
    const range = { activities: [], from_seq: messages[0]?.seq ?? 1, through_seq: messages.at(-1)?.seq ?? 0 };
    return { room_id: 'lobby', messages, participants: [sarah], has_more: messages.length < older.length, ...range };
  };
  return {
    asked: () => asked,
    command: ((_name: string, payload: RequestInput<'get_history'>) => Promise.resolve(history(payload))) as RunCommand,
  };
}

const sealed = (seq: number, text: string, more: Partial<Message> = {}, author_id = more.author_id ?? 'sarah'): Message =>
  message(seq, { content: CIPHER.seal({ author_id, kind: 'message', sent_at: MORNING }, text), ...more });
const texts = ({ results }: Reply<'search'>): string[] => results.map((each) => each.message.content);

describe('Searching in a sealed room', () => {
  it('finds what only its key can open, the newest first, and marks it', async () => {
    const { command } = homeWith([
      sealed(1, 'The heron nests'),
      sealed(2, 'nothing'),
      sealed(3, 'a HERON again'),
      message(4, { content: SHUT }),
    ]);
    const { read } = await keysOf(SECRET);
    const found = await searchSealed({ command, read, meId: 'maya', isCancelled: () => false }, { query: 'heron', room_id: 'lobby' });
    expect(texts(found)).toEqual(['a HERON again', 'The heron nests']);
    expect(found.results[0]?.snippet).toEqual({ text: 'a HERON again', marks: [{ start: 2, end: 7 }] });
    expect(found).toMatchObject({ next_cursor: null, participants: [{ id: 'sarah' }] });
  });

  it('finds neither plain messages nor those sealed by another author', async () => {
    const { command } = homeWith([
      message(1, { content: 'a heron' }),
      sealed(2, 'a heron', { author_id: 'gus' }, 'sarah'),
      sealed(3, 'my heron'),
    ]);
    const { read } = await keysOf(SECRET);
    const found = await searchSealed({ command, read, meId: 'maya', isCancelled: () => false }, { query: 'heron', room_id: 'lobby' });
    expect(texts(found)).toEqual(['my heron']);
  });

  it('finds nothing with another key, not even in the words that stand for what is shut', async () => {
    const { command } = homeWith([sealed(1, 'heron')]);
    const { read } = await keysOf('cd'.repeat(32));
    for (const query of ['heron', 'sealed', 'clw1'])
      expect(texts(await searchSealed({ command, read, meId: 'maya', isCancelled: () => false }, { query, room_id: 'lobby' }))).toEqual([]);
  });

  it('reads so far and no further for one answer, and continues where it stopped', async () => {
    const all = Array.from({ length: 6_000 }, (_, index) => message(index + 1, { content: SHUT }));
    all[0] = sealed(1, 'the very first heron');
    const { command, asked } = homeWith(all);
    const { read } = await keysOf(SECRET);
    const how = { command, read, meId: 'maya', isCancelled: () => false };
    const first = await searchSealed(how, { query: 'heron', room_id: 'lobby' });
    expect([texts(first), first.next_cursor, asked()]).toEqual([[], '1001', 25]);
    const more = await searchSealed(how, { query: 'heron', room_id: 'lobby', cursor: first.next_cursor });
    expect([texts(more), more.next_cursor]).toEqual([['the very first heron'], null]);
  });

  it('stops when no one waits for it any more', async () => {
    const { command, asked } = homeWith(Array.from({ length: 2_000 }, (_, index) => message(index + 1)));
    const { read } = await keysOf(SECRET);
    await searchSealed({ command, read, meId: 'maya', isCancelled: () => asked() >= 2 }, { query: 'x', room_id: 'lobby' });
    expect(asked()).toBe(2);
  });

  it('keeps to whom, when and what it is narrowed down to, and to the length of a page', async () => {
    const all = [
      sealed(1, 'see https://a.example', { author_id: 'john' }),
      sealed(2, 'see nothing'),
      sealed(3, 'see `code`', { mentions: ['maya'] }),
      sealed(4, 'see a thought', { kind: 'thinking' }),
    ];
    const { command } = homeWith(all);
    const { read } = await keysOf(SECRET);
    const found = async (more: Partial<RequestInput<'search'>>): Promise<string[]> =>
      texts(await searchSealed({ command, read, meId: 'maya', isCancelled: () => false }, { query: 'see', room_id: 'lobby', ...more }));
    expect(await found({ has: 'link' })).toEqual(['see https://a.example']);
    expect(await found({ has: 'code' })).toEqual(['see `code`']);
    expect(await found({ has: 'mention' })).toEqual(['see `code`']);
    expect(await found({ from_id: 'john' })).toEqual(['see https://a.example']);
    expect(await found({ before: all[2]?.created_at ?? 0 })).toEqual(['see nothing', 'see https://a.example']);
    expect(await found({ after: all[2]?.created_at ?? 0 })).toEqual(['see `code`']);
    expect(await found({ limit: 1 })).toEqual(['see `code`']);
    expect(await found({ query: '' })).toHaveLength(3);
  });
});
