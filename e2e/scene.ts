// A home in the middle of a morning, for snapshots: rooms, friends, agents, and a conversation with a result.
import { expect, type Browser, type Page } from '@playwright/test';
import type { FileInfo } from '../src-shared/files.ts';
import type { Message, Room, RoomView } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { bringFile, command, composer, enterAsFriend, type TestHome, type Visitor } from './home.ts';

/** The messages of the conversation, without formatting. */
export const TALK = {
  morning: 'Morning all. We ship Friday. @Ada can you check the rollback section of the plan before Sarah signs off?',
  thought: 'Read plan.md and ops/rollback.md. Section 3 says how to recover, and nothing says when to stop.',
  agreed: 'Agreed. This is last week. 0.5% or 1%? Let’s not argue about it all morning 🙂',
  never: 'It never passed 0.3%. Let’s see who is for what:',
  plan: 'The plan has a recovery step but no rollback gate: nothing stops the rollout when the error rate climbs. Smallest fix:',
  decided: 'Until all have voted: 0.5%. Ada writes the gate, Rune tests it.',
  kettle: '@Maya the kettle is on ☕',
};
/** The same, as Ada wrote it. */
export const PLAN = `${TALK.plan.replace('gate', '*gate*')}

\`\`\`yaml
gate:
  watch: http_5xx_rate   # 2 min window
  stop_above: 0.5%
\`\`\``;

/** Between two moments, so that no clock takes one for the other. */
const PAUSE_MS = 5;

/** The page of a room. */
export const ROOM_PAGE = [
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
  'lanai page garden --set plan.md --expected 3',
  '```',
].join('\n');

/** The last message: when it is on the screen, all are. */
export const LAST_WORDS = TALK.decided;

export interface Scene {
  room: Room;
  sarah: Visitor;
  john: Visitor;
  agents: { ada: TestAgent; quill: TestAgent; rune: TestAgent };
  /** When one thing was over and the next began. */
  moments: readonly number[];
  close(): Promise<void>;
}

/** `owner`: a page that is in already, which shows the lobby. */
export async function furnish(browser: Browser, home: TestHome, owner: Page): Promise<Scene> {
  const room = await makeRooms(owner);
  const key = await home.agentKey();
  const connect = (name: string): Promise<TestAgent> => connectAgent(home.ready.tcp ?? '', key, name);
  const agents = { ada: await connect('Ada'), quill: await connect('Quill'), rune: await connect('Rune') };
  const sarah = await enterAsFriend(browser, owner, home, 'Sarah');
  const john = await enterAsFriend(browser, owner, home, 'John');
  for (const [before, { page }] of [{ page: owner }, sarah, john].entries()) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'launch-plan')).toBeVisible();
    // Turns go round in the order in which the server has them there.
    await expect.poll(() => presentIn(owner, room.id)).toBe(before + 1);
    // Animations there are not tested, and would be drawn all the time.
    await page.emulateMedia({ reducedMotion: 'reduce' });
  }
  // By lot among the agents who are there: the others come when it is over.
  await agents.quill.request('join_room', { room_id: room.id });
  await agents.quill.request('elect_leader', { room_id: room.id });
  await expect(owner.getByText('Quill is the leader now.')).toBeVisible();
  for (const agent of [agents.ada, agents.rune]) await agent.request('join_room', { room_id: room.id });
  const moments: number[] = [];
  await talk(room, owner, sarah.page, agents, async () => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    moments.push(Date.now());
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  });
  await talkElsewhere(owner, sarah.page, john.page);
  await agents.ada.request('set_presence', { status: 'working', status_detail: 'writing', progress: 57 });
  await agents.quill.request('set_presence', { status: 'idle', status_detail: 'llama3.2' });
  await agents.rune.request('set_presence', { status: 'waiting' });
  return {
    room,
    sarah,
    john,
    agents,
    moments,
    async close() {
      for (const agent of Object.values(agents)) agent.close();
      for (const { context } of [sarah, john]) await context.close();
    },
  };
}

async function presentIn(page: Page, room_id: string): Promise<number> {
  const { present_ids } = await command<{ present_ids: string[] }>(page, 'room_info', { room_id });
  return present_ids.length;
}

async function makeRooms(owner: Page): Promise<Room> {
  const room = await command<Room>(owner, 'create_room', {
    name: 'launch-plan',
    description: 'Ship v2 on Friday without waking anyone',
    public: true,
  });
  await command(owner, 'create_room', { name: 'launch-tests', public: true, parent_id: room.id });
  await command(owner, 'create_room', { name: 'vault' });
  for (const name of ['book-club', 'garden']) await command(owner, 'create_room', { name, public: true });
  return room;
}

async function talk(room: Room, maya: Page, sarah: Page, { ada, quill, rune }: Scene['agents'], pause: () => Promise<void>): Promise<void> {
  const room_id = room.id;
  const say = (by: Page, content: string, more: object = {}) => command<Message>(by, 'send_message', { room_id, content, ...more });
  await quill.request('assign_task', { room_id, title: 'Test it on last week’s traffic', assignee: 'Rune' });
  await pause();
  const { task_id } = await quill.request('assign_task', { room_id, title: 'Write the gate', assignee: 'Ada' });
  await pause();
  const first = await say(maya, TALK.morning);
  for (const by of [maya, sarah]) await command(by, 'react', { room_id, message_id: first.id, emoji: '👍' });
  await command(sarah, 'react', { room_id, message_id: first.id, emoji: '🌴' });
  await pause();
  await ada.request('thinking', {
    room_id,
    content: TALK.thought,
  });
  await pause();
  await ada.request('send_message', { room_id, content: PLAN });
  await pause();
  const chart = await drawnChart(sarah, room_id);
  const asked = await say(sarah, TALK.agreed, {
    file_ids: [chart.id],
  });
  await pause();
  await rune.request('send_message', { room_id, content: TALK.never.replace('0.3%', '**0.3%**'), reply_to: asked.id });
  await pause();
  const { vote_id } = await rune.request('create_vote', { room_id, title: 'Stop the rollout above…', options: ['0.5%', '1%'] });
  for (const by of [ada, quill]) await by.request('cast_vote', { vote_id, option_index: 0 });
  await pause();
  await quill.request('decision', { room_id, content: TALK.decided });
  await ada.request('update_task', { task_id, status: 'in_progress' });
  await pause();
}

async function talkElsewhere(owner: Page, sarah: Page, john: Page): Promise<void> {
  const rooms = await command<{ rooms: RoomView[] }>(owner, 'list_rooms', {});
  const idOf = (name: string): string => rooms.rooms.find(({ room }) => room.name === name)?.room.id ?? '';
  for (const content of ['Chapter four is a slow one.', 'It picks up, trust me.', 'Thursday at eight?'])
    await command(john, 'send_message', { room_id: idOf('book-club'), content });
  await command(sarah, 'send_message', { room_id: idOf('lobby'), content: TALK.kettle });
}

/** A chart, drawn in its sender's page. */
async function drawnChart(page: Page, roomId: string): Promise<FileInfo> {
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(960, 240);
    const draw = canvas.getContext('2d');
    if (!draw) throw new Error('There is no canvas.');
    draw.fillStyle = '#0f1a18';
    draw.fillRect(0, 0, 960, 240);
    draw.strokeStyle = '#22332f';
    for (let y = 40; y < 240; y += 60) draw.strokeRect(40, y, 880, 0);
    const line = new Path2D();
    for (let x = 40; x <= 920; x += 8)
      line.lineTo(x, 176 - 24 * Math.sin(x / 70) - 22 * Math.sin(x / 23) - 58 * Math.exp(-(((x - 610) / 60) ** 2)));
    const area = new Path2D(line);
    area.lineTo(920, 225);
    area.lineTo(40, 225);
    draw.fillStyle = 'rgba(63, 184, 159, 0.22)';
    draw.fill(area);
    draw.lineWidth = 3;
    draw.strokeStyle = '#3fb89f';
    draw.stroke(line);
    draw.setLineDash([10, 8]);
    draw.strokeStyle = '#f0805f';
    draw.strokeRect(40, 48, 880, 0);
    const body = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await body.arrayBuffer())];
  });
  return bringFile(page, roomId, 'error-rate.png', Buffer.from(png));
}
