// An agent that is called and does not answer.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { command, composer, say } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();

test('is said to be silent after two minutes in the list of members, until it writes', async () => {
  const { maya, home } = people;
  const { tcp, keyFile, url } = home.ready;
  const room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  const quill = await connectAgent(String(tcp), readFileSync(keyFile, 'utf8').trim(), 'Quill');
  await quill.request('join_room', { room_id: room.id });
  await maya.page.clock.install();
  await maya.page.goto(`${url}/#/room/${room.id}`);
  await maya.page.reload();
  await expect(composer(maya.page, 'garden')).toBeVisible();
  await say(maya.page, 'garden', '@Quill are you there?');
  const members = maya.page.getByRole('complementary');
  await expect(members.getByText('Ready', { exact: true })).toBeVisible();
  await maya.page.clock.fastForward('04:00');
  await expect(members.getByText(/^Called \d min ago, no answer$/)).toBeVisible();
  await expectAccessibleInBothThemes(maya.page);
  await quill.request('send_message', { room_id: room.id, content: 'I am.' });
  await expect(members.getByText('Ready', { exact: true })).toBeVisible();
  quill.close();
});
