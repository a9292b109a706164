// The page of a room, in a room of its own: a page leaves a line in the timeline.
import { expect } from '@playwright/test';
import type { Room, RoomView } from '../src-shared/objects.ts';
import { command } from './home.ts';
import type { Screen } from './screens.ts';
import { fixedId } from './steady.ts';

const NAME = 'harvest';
const TEXT = [
  '# Harvest',
  'We begin on **Monday**, if it is dry.',
  '',
  '## To bring',
  '- [x] Baskets',
  '- [ ] Gloves',
  '',
  '| Bed | Plant | Ready |',
  '|---|---|---|',
  '| North | Beans | 12 June |',
  '| South | Peas | 20 June |',
  '',
  '```sh',
  'lanai page harvest --set plan.md --expected 3',
  '```',
].join('\n');

export const ROOM_PAGE_SCREEN: Screen = {
  name: 'page',
  async open({ page, home, say }) {
    const { id: room_id } = await command<Room>(page, 'create_room', { name: NAME });
    await command(page, 'set_room_page', { room_id, content: TEXT, expected_version: 0 });
    await page.goto(`${home.ready.url}/#/room/${room_id}`);
    await page.getByRole('tab', { name: say('Page') }).click();
    const panel = page.getByRole('complementary', { name: say('Members and details') });
    await expect(panel.getByRole('table')).toBeVisible();
    return panel;
  },
  async end({ page, home, scene }) {
    await page.goto(`${home.ready.url}/#/room/${fixedId(scene.room.name)}`);
    const { rooms } = await command<{ rooms: RoomView[] }>(page, 'list_rooms', {});
    for (const { room } of rooms.filter((each) => each.room.name === NAME)) await command(page, 'delete_room', { room_id: room.id });
  },
};
