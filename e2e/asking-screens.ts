// The questions of agents in a room: for an approval, and with choices. In a room that is deleted afterwards.
import { expect, type Locator } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { command } from './home.ts';
import type { Place, Screen } from './screens.ts';
import { fixedId } from './steady.ts';

const HOURS_4_S = 4 * 60 * 60;

const QUESTION = {
  title: 'Move the rollback gate',
  detail: {
    kind: 'diff',
    text: '--- ops/gate.yaml\n+++ ops/gate.yaml\n@@ -1,3 +1,3 @@\n gate:\n-  stop_above: 1%\n+  stop_above: 0.5%\n   watch: http_5xx_rate',
  },
  reason:
    'The vote in launch-plan chose 0.5%, and the gate still has 1%. I read the error rate of the last seven days, which never passed 0.3%, so that the lower gate stops no rollout of that week. With the change I run the tests of the rollout again, and write down here how they ended.',
  may_allow_session: true,
  deadline_secs: HOURS_4_S,
};

const PROBLEM = 'The tests of the rollout failed twice. What now?';
const CHOICES = ['Run them again', 'Stop the rollout', 'Ask Sarah'];

/** The words of the agent. */
export const ASKED = [QUESTION.title, QUESTION.reason, PROBLEM, ...CHOICES];

/** In a room that only this screen has: the steady page gives one id to all rooms of a name. */
async function inRoom({ page, home, scene }: Place, name: string, ask: (roomId: string) => Promise<unknown>): Promise<void> {
  await command<Room>(page, 'create_room', { name, public: true });
  // The steady page has other ids than the agent.
  const { rooms } = (await scene.agents.rune.request('list_rooms', {})) as { rooms: { room_id: string; name: string }[] };
  const room_id = rooms.find((each) => each.name === name)?.room_id ?? '';
  await scene.agents.rune.request('join_room', { room_id });
  await ask(room_id);
  await page.goto(`${home.ready.url}/#/room/${fixedId(name)}`);
}

async function leaveRoom({ page, scene }: Place, name: string): Promise<void> {
  const { rooms } = await command<{ rooms: { room: Room }[] }>(page, 'list_rooms', {});
  const room = rooms.find((each) => each.room.name === name)?.room;
  if (!room) throw new Error('There is no such room.');
  await command(page, 'delete_room', { room_id: room.id });
  await scene.agents.rune.request('set_presence', { status: 'waiting' });
}

const main = ({ page }: Place): Locator => page.getByRole('main');

export const ASKING_SCREENS: readonly Screen[] = [
  {
    name: 'approval',
    async open(place) {
      await inRoom(place, 'deck', (room_id) => place.scene.agents.rune.request('approval_request', { room_id, ...QUESTION }));
      await expect(main(place).getByRole('button', { name: place.say('Allow once') })).toBeVisible();
      return main(place);
    },
    end: (place) => leaveRoom(place, 'deck'),
  },
  {
    name: 'choices',
    async open(place) {
      await inRoom(place, 'quay', (room_id) =>
        place.scene.agents.rune.request('send_message', { room_id, content: PROBLEM, choices: CHOICES }),
      );
      await expect(main(place).getByRole('group', { name: place.say('Choices') })).toBeVisible();
      return main(place);
    },
    end: (place) => leaveRoom(place, 'quay'),
  },
];
