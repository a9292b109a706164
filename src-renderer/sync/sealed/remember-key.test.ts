import { expect, it } from 'vitest';
import { createRoomCipher } from '../../../src-shared/room-cipher.ts';
import { message, MORNING } from '../../testing/cast.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { prepareRoom } from './prepare.ts';
import { createRoomKeys } from './room-keys.ts';

const SECRET = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);

/** `keep`: what the device does with a key. */
function keysWith(keep: KeyKeeper['keep']) {
  const prepared: string[] = [];
  const keeper: KeyKeeper = {
    load: () => Promise.resolve({ secrets: {}, isLasting: true }),
    keep,
    forget: () => Promise.resolve(),
  };
  const keys = createRoomKeys(keeper, {
    isEncrypted: () => true,
    newestIn: () => null,
    prepare(roomId, text) {
      prepared.push(`${roomId} ${text}`);
      return prepareRoom(roomId, text);
    },
  });
  return { keys, prepared };
}

it('keeps a key before it shows what the key opens: the page can be closed as soon as that is seen', async () => {
  const content = createRoomCipher('lobby', { secret: SECRET, stretched: null }).seal(
    { author_id: 'sarah', kind: 'message', sent_at: MORNING },
    'hello',
  );
  const shown: string[] = [];
  const { keys } = keysWith(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    shown.push(keys.read(message(1, { content })).content);
    return true;
  });
  await keys.remember('lobby', SECRET);
  shown.push(keys.read(message(1, { content })).content);
  expect(shown).toEqual(['Sealed message', 'hello']);
});

it('prepares a secret once to try and to remember it, and again when it was forgotten', async () => {
  const { keys, prepared } = keysWith(() => Promise.resolve(true));
  await keys.tries('lobby', OTHER, []);
  await keys.tries('lobby', SECRET, []);
  await keys.remember('lobby', SECRET);
  expect(prepared).toEqual([`lobby ${OTHER}`, `lobby ${SECRET}`]);
  await keys.forget('lobby');
  await keys.remember('lobby', SECRET);
  expect(prepared).toHaveLength(3);
  await keys.tries('attic', SECRET, []);
  expect(prepared.at(-1)).toBe(`attic ${SECRET}`);
});
