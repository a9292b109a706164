// The maker of a link could use it to come in as the person: so the other people see who made the link.
import { expect, it } from 'vitest';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { RETURNS_MAX } from '../../../src-shared/limits.ts';
import type { Browser } from '../testing/browser.ts';
import { watchAs } from '../testing/watcher.ts';
import { homeForAll } from '../testing/shared-home.ts';

const AT = expect.any(Number) as number;

const home = homeForAll();

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');

async function returnsOf(id: string): Promise<unknown> {
  const { people } = (await home.owner.get('/api/people')).json() as Reply<'list_people'>;
  return people.find((each) => each.id === id)?.returns;
}

/** The owner confirms what others made. */
async function linkFor(id: string, maker: Browser): Promise<string> {
  const { code, invite } = (await maker.post(`/api/people/${id}/reinvite`)).json() as Reply<'reinvite'>;
  if (invite.needs_owner) await home.owner.put(`/api/invites/${invite.id}/confirmation`, {});
  return code;
}

it('A return is shown with its time and the maker of the link, to all that may see the person', async () => {
  const [adam, mel, gus] = [
    await home.guest('Adam', { role: 'admin' }),
    await home.guest('Mel', { role: 'member', room_ids: null }),
    await home.guest('Gus', { room_ids: ['lobby'] }),
  ];
  const [adamId, id] = [await idOf(adam), await idOf(mel)];
  const owner = await watchAs(home, home.owner);
  const friend = await watchAs(home, gus);
  const code = await linkFor(id, adam);
  // Making and confirming a link is no return.
  expect(await returnsOf(id)).toBeUndefined();
  const answer = await home.browser().redeem(code, 'Mel');
  const returns = [{ at: AT, by_id: adamId }];
  expect(answer.json()).toMatchObject({ me: { returns } });
  for (const each of [owner, friend]) expect((await each.picture()).participants[id]).toMatchObject({ returns });
});

it('The newest returns are kept, in their order', async () => {
  const [abe, kit] = [await home.guest('Abe', { role: 'admin' }), await home.guest('Kit', { role: 'member', room_ids: null })];
  const [ownerId, abeId, id] = [await idOf(home.owner), await idOf(abe), await idOf(kit)];
  for (const maker of [abe, home.owner]) await home.browser().redeem(await linkFor(id, maker), 'Kit');
  const [byAbe, byOwner] = [
    { at: AT, by_id: abeId },
    { at: AT, by_id: ownerId },
  ];
  expect(await returnsOf(id)).toEqual([byAbe, byOwner]);
  for (let count = 1; count < RETURNS_MAX; count += 1) await home.browser().redeem(await linkFor(id, home.owner), 'Kit');
  expect(await returnsOf(id)).toEqual(Array.from({ length: RETURNS_MAX }, () => byOwner));
});

it('A first visit is no return', async () => {
  expect(await returnsOf(await idOf(await home.guest('Una')))).toBeUndefined();
});
