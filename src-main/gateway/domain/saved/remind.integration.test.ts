// Reminders become due at their time, once, also when the server was off then.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { callsFor } from '../../../../src-shared/saved.ts';
import { createTestClock } from '../../testing/clock.ts';
import { startTestHome } from '../../testing/home.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

/** Shorter than the time after which a silent connection is closed. */
const SOON_MS = 20_000;
const clock = createTestClock();
const home = homeForAll({ now: clock.now, after: clock.after });

const dueIn = async (who: Watcher): Promise<string[]> =>
  Object.values((await who.picture()).saved)
    .filter(callsFor)
    .map(({ id }) => id)
    .sort();
const timesDue = (who: Watcher, id: string): number =>
  who.events().filter((event) => event.type === 'saved.changed' && event.saved_id === id && event.item !== null && callsFor(event.item))
    .length;

it('a reminder becomes due once at its time, is seen, snoozed and done', async () => {
  const [phone, laptop] = [await watchAs(home, home.owner), await watchAs(home, home.owner)];
  const { id: message_id } = await phone.do('send_message', { room_id: LOBBY_ID, content: 'Read this' });
  const first = clock.now() + SOON_MS;
  await phone.do('save_message', { room_id: LOBBY_ID, message_id, remind_at: first });
  const { id } = await phone.do('remind_me', { text: 'Water the beans', remind_at: first + 1_000 });
  clock.pass(SOON_MS - 1_000);
  expect(await dueIn(laptop)).toEqual([]);
  clock.pass(1_000);
  await expect.poll(() => dueIn(laptop)).toEqual([message_id]);
  clock.pass(1_000);
  await expect.poll(() => dueIn(laptop)).toEqual([message_id, id].sort());
  expect((await phone.do('list_saved', { limit: 1 })).saved).toMatchObject([{ due_at: expect.any(Number) as number }]);
  expect(await laptop.do('see_reminders', {})).toEqual({ seen: 2 });
  expect(await dueIn(phone)).toEqual([]);
  await laptop.do('set_reminder', { saved_id: id, remind_at: clock.now() + SOON_MS });
  clock.pass(SOON_MS);
  await expect.poll(() => dueIn(phone)).toEqual([id]);
  await phone.do('unsave', { saved_id: id });
  expect(await dueIn(laptop)).toEqual([]);
  expect([timesDue(laptop, message_id), timesDue(laptop, id)]).toEqual([1, 2]);
  for (const each of [phone, laptop]) each.close();
});

it('a reminder that was moved to another time or removed does not become due at the first', async () => {
  const owner = await watchAs(home, home.owner);
  const at = clock.now() + SOON_MS;
  const { id: moved } = await owner.do('remind_me', { text: 'Moved', remind_at: at });
  const { id: removed } = await owner.do('remind_me', { text: 'Removed', remind_at: at });
  const { id: kept } = await owner.do('remind_me', { text: 'Kept', remind_at: at });
  await owner.do('set_reminder', { saved_id: moved, remind_at: at + SOON_MS });
  await owner.do('unsave', { saved_id: removed });
  clock.pass(SOON_MS);
  await expect.poll(() => dueIn(owner)).toEqual([kept]);
  clock.pass(SOON_MS);
  await expect.poll(() => dueIn(owner)).toEqual([kept, moved].sort());
  owner.close();
});

it('a reminder whose time came while the server was off becomes due at the start, and at no later one again', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-remind-'));
  const options = { dataDir, now: clock.now, after: clock.after };
  const first = await startTestHome(options);
  const before = await watchAs(first, first.owner);
  const { id } = await before.do('remind_me', { text: 'Overnight', remind_at: clock.now() + SOON_MS });
  before.close();
  await first.close();
  clock.pass(2 * SOON_MS);
  const second = await startTestHome(options);
  const after = await watchAs(second, second.owner);
  // The server looks for what is due as soon as it runs.
  clock.pass(0);
  await expect.poll(() => dueIn(after)).toEqual([id]);
  const { due_at } = (await after.picture()).saved[id] ?? expect.fail('It is gone.');
  after.close();
  await second.close();
  clock.pass(SOON_MS);
  const third = await startTestHome(options);
  const again = await watchAs(third, third.owner);
  const { id: later } = await again.do('remind_me', { text: 'A later one', remind_at: clock.now() + SOON_MS });
  clock.pass(SOON_MS);
  await expect.poll(() => dueIn(again)).toEqual([id, later].sort());
  expect((await again.picture()).saved[id]).toMatchObject({ due_at });
  expect(timesDue(again, id)).toBe(0);
  again.close();
  await third.close();
  rmSync(dataDir, { recursive: true });
});
