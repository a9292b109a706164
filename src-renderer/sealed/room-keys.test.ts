import { describe, expect, it } from 'vitest';
import { roomKey, seal } from '../../src-shared/sealed.ts';
import { message } from '../testing/cast.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { createRoomKeys, type RoomKeys } from './room-keys.ts';

const SECRET = 'correct horse battery staple';
const blob = (text: string, room = 'lobby', secret = SECRET): string => seal(roomKey(secret, room), text);

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

async function keysWith(keeper: KeyKeeper): Promise<RoomKeys> {
  const keys = createRoomKeys(keeper);
  await keeper.load();
  return keys;
}
const says = (keys: RoomKeys, content: string): [string, string | null] => {
  const read = keys.read(message(1, { content }));
  return [read.content, read.shut];
};

describe('What is sealed', () => {
  it('is read with its key, after an edit too, and everything else is as it was', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    expect(says(keys, blob('hello'))).toEqual(['hello', null]);
    expect(says(keys, blob('hello, edited'))).toEqual(['hello, edited', null]);
    expect(says(keys, 'in the clear')).toEqual(['in the clear', null]);
  });

  it.each([
    ['made with another key', blob('hello', 'lobby', 'another'), 'Sealed with another key', 'wrong_key'],
    ['brought from another room', blob('hello', 'attic'), 'Sealed with another key', 'wrong_key'],
    ['a blob in a blob', blob(blob('hello', 'lobby', 'another')), 'Sealed with another key', 'wrong_key'],
    ['damaged', 'clw1:%%%', 'Sealed, and damaged', 'damaged'],
    ['cut short', blob('hello').slice(0, 20), 'Sealed, and damaged', 'damaged'],
  ])('says so in words, and never shows a blob, when it is %s', async (_what, content, words, shut) => {
    expect(says(await keysWith(keeperWith({ lobby: SECRET })), content)).toEqual([words, shut]);
  });

  it('stays shut without a key, in an ordinary room as well', async () => {
    expect(says(await keysWith(keeperWith()), blob('hello'))).toEqual(['Sealed message', 'no_key']);
  });

  it('is read as a window once for the same keys, and anew for others', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const window = [message(1, { content: blob('hello') }), message(2)];
    const read = keys.readAll(window);
    expect(read.map(({ content }) => content)).toEqual(['hello', 'Message 2']);
    expect(keys.readAll(window)).toBe(read);
    const clear = [message(2)];
    expect(keys.readAll(clear)).toBe(clear);
    await keys.forget('lobby');
    expect(keys.readAll(window).map(({ content }) => content)).toEqual(['Sealed message', 'Message 2']);
  });

  it('of the largest size is opened, and a thousand of them are not all kept', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    for (let count = 0; count < 40; count += 1) {
      const text = `${count} ${'x'.repeat(190_000)}`;
      expect(says(keys, blob(text))[0]).toBe(text);
    }
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
    await keys.remember('lobby', 'another');
    expect(says(keys, content)).toEqual(['Sealed with another key', 'wrong_key']);
  });

  it('seals what is written, each time differently, and is tried before it is believed', async () => {
    const keys = await keysWith(keeperWith({ lobby: SECRET }));
    const [one, two] = [keys.close('lobby', 'hello'), keys.close('lobby', 'hello')];
    expect(one).not.toBe(two);
    expect([says(keys, one), says(keys, two)]).toEqual([
      ['hello', null],
      ['hello', null],
    ]);
    expect(keys.close('attic', 'hello')).toBe('hello');
    const messages = [message(1, { content: one }), message(2, { content: 'clear' }), message(3, { content: 'clw1:' })];
    expect(keys.tries(SECRET, messages)).toEqual({ opened: 1, sealed: 2 });
    expect(keys.tries('another', messages)).toEqual({ opened: 0, sealed: 2 });
  });
});
