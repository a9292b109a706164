import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { hueOf, type Coloured } from '../../../../src-shared/hue.ts';
import { Hue } from '../../../../src-shared/profile.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = homeForAll();
const shown = ({ id, color }: Coloured): Hue => color ?? hueOf(id);

async function everyone(): Promise<Coloured[]> {
  const { first, close } = await watchAs(home, home.owner);
  close();
  return Object.values(first.participants);
}

it('gives newcomers the colours that are used least, for people and agents alike', async () => {
  const before = await everyone();
  for (let at = before.length; at < Hue.options.length; at += 1) {
    if (at % 2 === 0) await home.guest(`Friend ${at}`, { room_ids: [LOBBY_ID] });
    else await home.agent(`agent-${at}`);
  }
  const all = await everyone();
  expect(all).toHaveLength(Hue.options.length);
  expect(new Set(all.map(shown)).size).toBe(Hue.options.length);
});
