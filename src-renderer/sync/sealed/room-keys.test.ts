import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src-shared/objects.ts';
import { createRoomCipher, type RoomCipher } from '../../../src-shared/room-cipher.ts';
import { keptText } from '../../../src-shared/room-secret.ts';
import { sealFile } from '../../../src-shared/sealed-files.ts';
import { roomKey, seal } from '../../../src-shared/sealed.ts';
import { isForged, type Doubt, type Said } from '../../../src-shared/sealed-header.ts';
import { fileInfo, message, MORNING, pending } from '../../testing/cast.ts';
import { withEarlierText } from './earlier-text.ts';
import { closeItems } from './close-items.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { createRoomKeys, type RoomKeys, type Written } from './room-keys.ts';
import { sealIdOf } from './shown-file.ts';

const SECRET = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const cipher = (room = 'lobby', secret = SECRET): RoomCipher => createRoomCipher(room, { secret, stretched: null });
/** As the messages of the tests' cast: by Sarah. */
const SAID: Said = { author_id: 'sarah', kind: 'message', sent_at: MORNING };
const blob = (text: string, room = 'lobby', secret = SECRET, said: Partial<Said> = {}): string =>
  cipher(room, secret).seal({ ...SAID, ...said }, text);

function keeperWith(secrets: Record<string, string> = {}, isLasting = true): KeyKeeper & { kept: Record<string, string> } {
  const kept = { ...secrets };
  return {
    kept,
    load: () => Promise.resolve({ secrets: { ...kept }, isLasting }),
    keep(roomId, secret) {
      if (isLasting) kept[roomId] = secret;
      return Promise.resolve(isLasting);
    },
    forget(roomId) {
      delete kept[roomId];
      return Promise.resolve();
    },
  };
}

/** Rooms called "vault…" are sealed as the home says. */
async function keysWith(keeper: KeyKeeper): Promise<RoomKeys> {
  const { secrets } = await keeper.load();
  const keys = createRoomKeys(keeper, { isEncrypted: (roomId) => roomId.startsWith('vault'), newestIn: () => 'newest' });
  await expect.poll(() => Object.keys(keys.store.getState().secrets)).toEqual(Object.keys(secrets));
  return keys;
}
const says = (keys: RoomKeys, content: string, more: Partial<Message> = {}): [string, string | null] => {
  const read = keys.read(message(1, { content, ...more }));
  return [read.content, read.shut];
};
const doubts = (keys: RoomKeys, written: Written): readonly Doubt[] => keys.read(written).doubts;

describe('What is sealed', () => {
  it('is read with its key, after an edit too, and everything else is as it was', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    expect(says(keys, blob('hello'))).toEqual(['hello', null]);
    expect(says(keys, blob('hello, edited'))).toEqual(['hello, edited', null]);
    expect(says(keys, 'in the clear', { room_id: 'attic' })).toEqual(['in the clear', null]);
  });

  it.each([
    ['made with another key', blob('hello', 'lobby', OTHER), 'Sealed with another key', 'wrong_key'],
    ['brought from another room', blob('hello', 'attic'), 'Sealed with another key', 'wrong_key'],
    ['a blob in a blob', blob(blob('hello', 'lobby', OTHER)), 'Sealed with another key', 'wrong_key'],
  ])('says so in words, and never shows a blob, when it is %s', async (_what, content, words, shut) => {
    expect(says(await keysWith(keeperWith({ lobby: SECRET })), content)).toEqual([words, shut]);
  });

  it('is only a whole blob: in an ordinary room a text or a file name that begins like one is read', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    for (const content of ['lsm1:', 'lsm1: begins each of our blobs', 'clw1:hello', `clw1:${'%'.repeat(60)}`]) {
      expect(says(keys, content, { room_id: 'attic' })).toEqual([content, null]);
      const window = [message(1, { content, room_id: 'attic' })];
      expect(keys.readAll(window)).toBe(window);
      const file = fileInfo('notes', { name: content });
      expect(keys.readFile('attic', file)).toBe(file);
      expect(says(keys, blob(content))).toEqual([content, null]);
    }
  });

  it('stays shut without a key, in an ordinary room as well', async () => {
    expect(says(await keysWith(keeperWith()), blob('hello'))).toEqual(['Sealed message', 'no_key']);
  });

  it('is read as a window once for the same keys, and again for others', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const window = [message(1, { content: blob('hello') })];
    const read = keys.readAll(window);
    expect(read.map(({ content }) => content)).toEqual(['hello']);
    expect(keys.readAll(window)).toBe(read);
    const clear = [message(2, { room_id: 'attic' })];
    expect(keys.readAll(clear)).toBe(clear);
    await keys.forget('lobby');
    expect(keys.readAll(window).map(({ content }) => content)).toEqual(['Sealed message']);
  });

  it('of the largest size is opened, and a thousand of them are not all kept', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    for (let count = 0; count < 30; count += 1) {
      const text = `${count} ${'x'.repeat(180_000)}`;
      expect(says(keys, blob(text))[0]).toBe(text);
    }
  });
});

describe('What is not sealed in a sealed room', () => {
  const NOT_SEALED = ['Not sealed. The server could have written this.', 'not_sealed'];

  it.each([
    ['where the home says that it is sealed, without a key', {}, 'vault'],
    ['where the home says that it is sealed, with its key', { vault: SECRET }, 'vault'],
    ['where the home denies it, and this device has its key', { lobby: SECRET }, 'lobby'],
  ])('is hidden and said to be that: %s', async (_where, secrets, room_id) => {
    const keys = await keysWith(keeperWith(secrets));
    for (const content of ['FORGED: please pay', '', ' clw1:', 'clw1:%%%', blob('hello').slice(0, 20), '{"type":"ASSERT"}'])
      for (const kind of ['chat', 'thinking', 'decision'] as const) expect(says(keys, content, { room_id, kind })).toEqual(NOT_SEALED);
    const window = [message(1, { room_id, content: 'FORGED' })];
    expect(keys.readAll(window).map(({ content }) => content)).toEqual([NOT_SEALED[0]]);
    expect(keys.read({ room_id, content: 'an earlier text' }).shut).toBe('not_sealed');
    expect(says(keys, '', { room_id, deleted_at: MORNING })).toEqual(['', null]);
  });

  it('is no file either', async () => {
    const keys = await keysWith(keeperWith({ vault: SECRET }));
    const plain = fileInfo('plain', { name: 'invoice.pdf' });
    expect(keys.readFile('vault', plain)).toMatchObject({ name: 'File that is not sealed', seal: 'shut' });
    expect(keys.readFile('vault', plain)).toBe(keys.readFile('vault', plain));
    expect(keys.readFile('attic', plain)).toBe(plain);
  });
});

describe("The home's facts of a sealed message", () => {
  it.each<[Doubt, Partial<Message>]>([
    ['author', { author_id: 'gus' }],
    ['client', { client_id: 'another' }],
    ['kind', { kind: 'decision' }],
    ['reply', { reply_to: 'message-0' }],
    ['edit', { edited_at: MORNING }],
    ['files', { attachments: [fileInfo('a', { name: blob('{}') })] }],
    ['time', { created_at: MORNING + 3_600_000 }],
  ])('is doubted when its %s differs', async (doubt, change) => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const written = message(1, { content: blob('I approve') });
    expect(doubts(keys, written)).toEqual([]);
    expect(doubts(keys, { ...written, ...change })).toEqual([doubt]);
  });

  it('is not proven for a blob of ClawChat, which is read all the same', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const content = seal(roomKey(SECRET, 'lobby'), 'hello');
    expect(says(keys, content)).toEqual(['hello', null]);
    expect(doubts(keys, message(1, { content }))).toEqual(['author_not_proven']);
  });

  it('is doubted of the second of two that are the same, whichever is drawn first', async () => {
    for (const order of [1, -1]) {
      const keys = await keysWith(keeperWith({ lobby: SECRET }));
      const pair = [message(1, { content: blob('pay') }), message(5, { content: '' })] as const;
      const both = [pair[0], { ...pair[1], content: pair[0].content }];
      for (const each of both.toSorted((a, b) => order * (a.seq - b.seq))) keys.read(each);
      expect(both.map((each) => doubts(keys, each))).toEqual([[], ['repeated']]);
    }
  });

  it('is doubted where a message stands before a message that its author had seen', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const [first, second] = [
      message(1, { content: blob('one') }),
      message(2, { content: blob('two', 'lobby', SECRET, { prev: 'message-1' }) }),
    ];
    expect([doubts(keys, first), doubts(keys, second)]).toEqual([[], []]);
    keys.read({ ...first, seq: 3 });
    expect(doubts(keys, second)).toEqual(['order']);
  });

  it('are compared for each earlier text too', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const now = message(1, { client_id: 'sent-1', edited_at: MORNING + 2_000 });
    const then = (number: number, said: Partial<Said>): readonly Doubt[] =>
      doubts(keys, withEarlierText(now, { number, content: blob('then', 'lobby', SECRET, said), written_at: MORNING + 1_000 }));
    const edit = { kind: 'edit', edit_of: now.id, client_id: 'sent-1' } as const;
    expect(then(1, { client_id: 'sent-1' })).toEqual([]);
    expect(then(2, edit)).toEqual([]);
    expect(then(1, { client_id: 'another message' })).toEqual(['client']);
    expect(then(2, { ...edit, edit_of: 'another' })).toEqual(['edit']);
    expect(then(1, edit)).toEqual(['edit']);
    expect(then(2, { client_id: 'sent-1' })).toEqual(['edit']);
  });

  it('keeps a forged message out of exports and previews', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const forged = message(1, { content: blob('{"type":"ASSERT"}'), author_id: 'gus' });
    expect(isForged(doubts(keys, forged))).toBe(true);
    expect(keys.readAll([forged]).map(({ content }) => content)).toEqual(['Not as it was sealed']);
  });

  it('agrees with what this device wrote: messages with files, and their edits', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const { name } = sealFile(cipher(), 'sarah', new Uint8Array(3), { name: 'a.txt', type: 'text/plain', width: null, height: null });
    const attachments = [fileInfo('a', { name, by: 'sarah' })];
    const item = { ...pending('c', { author_id: 'sarah', content: 'hi' }), files: attachments };
    const sent = message(1, { content: closeItems(keys)(item), attachments, client_id: 'c' });
    expect(keys.read(sent)).toMatchObject({ content: 'hi', attachments: [{ name: 'a.txt' }], doubts: [] });
    // As the composer does: from the message as it is read.
    const said = { edit_of: sent.id, client_id: 'c', files: keys.read(sent).attachments.map(sealIdOf) };
    const edited = keys.close('lobby', { ...SAID, kind: 'edit', ...said }, 'hi again');
    expect(keys.read({ ...sent, content: edited, edited_at: MORNING })).toMatchObject({ content: 'hi again', doubts: [] });
  });
});

describe('A key', () => {
  it('that is entered opens at once, and is kept; forgotten, it shuts', async () => {
    const keeper = keeperWith();
    const keys = await keysWith(keeper);
    await keys.remember('lobby', SECRET);
    expect(keeper.kept).toEqual({ lobby: SECRET });
    expect(keys.store.getState().fleeting).toEqual([]);
    expect(says(keys, blob('hello'))).toEqual(['hello', null]);
    await keys.forget('lobby');
    expect(keeper.kept).toEqual({});
    expect(says(keys, blob('hello'))).toEqual(['Sealed message', 'no_key']);
  });

  it('that a person made up is kept with what stretching gave, and shown as it was entered', async () => {
    const own = { secret: 'correct horse battery staple', stretched: new Uint8Array(32).fill(3) };
    const keeper = keeperWith({ lobby: keptText(own) });
    const keys = await keysWith(keeper);
    expect(keys.store.getState().secrets).toEqual({ lobby: own.secret });
    expect(says(keys, createRoomCipher('lobby', own).seal(SAID, 'hello'))).toEqual(['hello', null]);
    expect(says(keys, seal(roomKey(own.secret, 'lobby'), 'of before'))).toEqual(['of before', null]);
    expect(keeper.kept).toEqual({ lobby: keptText(own) });
  });

  it('that cannot be kept is used as long as the page is open, and said to be fleeting', async () => {
    const refusing: KeyKeeper = { ...keeperWith(), keep: () => Promise.reject(new Error('full')) };
    for (const keeper of [keeperWith({}, false), refusing]) {
      const keys = await keysWith(keeper);
      await keys.remember('lobby', SECRET);
      expect(keys.store.getState().fleeting).toEqual(['lobby']);
      expect(says(keys, blob('hello'))).toEqual(['hello', null]);
    }
  });

  it('changed for another one does not go on showing what the first had opened', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const content = blob('hello');
    expect(says(keys, content)).toEqual(['hello', null]);
    await keys.remember('lobby', OTHER);
    expect(says(keys, content)).toEqual(['Sealed with another key', 'wrong_key']);
  });

  it('seals what is written, each time differently, and is tried before it is believed', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const [one, two] = [keys.close('lobby', SAID, 'hello'), keys.close('lobby', SAID, 'hello')];
    expect(one).not.toBe(two);
    expect([says(keys, one), says(keys, two)]).toEqual([
      ['hello', null],
      ['hello', null],
    ]);
    expect(cipher().open(one)).toMatchObject({ header: { prev: 'newest' } });
    const messages = [
      message(1, { content: one }),
      message(2, { content: blob('in the attic', 'attic') }),
      message(3, { content: 'clw1:' }),
    ];
    expect(await keys.tries('lobby', SECRET, messages)).toEqual({ opened: 1, sealed: 2 });
    expect(await keys.tries('lobby', OTHER, messages)).toEqual({ opened: 0, sealed: 2 });
  });

  it('that is missing lets nothing out: a sealed room is not written to in the clear', async () => {
    const keys = await keysWith(keeperWith());
    expect(keys.close('attic', SAID, 'hello')).toBe('hello');
    expect(() => keys.close('vault', SAID, 'hello')).toThrow(/encrypted messages only/);
  });
});
