// Draws the pictures of the README from the real app: a home with people and agents who have talked. `npm run shots`.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { connectAgent } from './agent.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, startHome } from './home.ts';

const PICTURES = path.resolve(import.meta.dirname, '..', 'docs');
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const PLAN = `The plan has a recovery step but no rollback *gate*: nothing stops the rollout when error rate climbs. Smallest fix:

\`\`\`yaml
gate:
  watch: http_5xx_rate   # 2 min window
  stop_above: 0.5%
\`\`\``;

const home = await startHome();
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [...asRoot, '--disable-background-networking'],
});
try {
  await mkdir(PICTURES, { recursive: true });
  const maya = await enterAsOwner(browser, home, { viewport: DESKTOP, colorScheme: 'light' });
  const room = await furnish(maya.page);
  await picture(maya.page, room, 'lanai.png');
  await maya.page.emulateMedia({ colorScheme: 'dark' });
  await picture(maya.page, room, 'lanai-dark.png');
  await maya.page.emulateMedia({ colorScheme: 'light' });
  await maya.page.setViewportSize(PHONE);
  await picture(maya.page, room, 'lanai-phone.png');
} finally {
  await browser.close();
  await home.close();
}

/** Rooms, agents and friends, and a conversation among them. */
async function furnish(page: Page): Promise<Room> {
  const room = await command<Room>(page, 'create_room', {
    name: 'launch-plan',
    description: 'Ship v2 on Friday without waking anyone',
    public: true,
  });
  await command(page, 'create_room', { name: 'launch-tests', public: true, parent_id: room.id });
  await command(page, 'create_room', { name: 'vault' });
  await command(page, 'create_room', { name: 'book-club', public: true });
  await command(page, 'create_room', { name: 'garden', public: true });
  const key = await home.agentKey();
  const [ada, quill, rune] = await Promise.all(['Ada', 'Quill', 'Rune'].map((name) => connectAgent(home.ready.tcp ?? '', key, name)));
  for (const agent of [ada, quill, rune]) await agent?.request('join_room', { room_id: room.id });
  const sarah = await enterAsFriend(browser, page, home, 'Sarah', { viewport: DESKTOP });
  await enterAsFriend(browser, page, home, 'John', { viewport: DESKTOP });

  const say = (by: Page, content: string) => command<Message>(by, 'send_message', { room_id: room.id, content });
  const first = await say(page, 'Morning all. We ship Friday. @Ada can you check the rollback section of the plan before Sarah signs off?');
  for (const by of [page, sarah.page]) await command(by, 'react', { room_id: room.id, message_id: first.id, emoji: '👍' });
  await command(sarah.page, 'react', { room_id: room.id, message_id: first.id, emoji: '🌴' });
  await ada?.request('send_message', { room_id: room.id, content: PLAN });
  const asked = await say(sarah.page, 'Agreed. 0.5% or 1%? Let’s not argue about it all morning 🙂');
  await rune?.request('send_message', {
    room_id: room.id,
    content: 'Last week’s traffic never passed **0.3%**. I would start at 0.5%.',
    reply_to: asked.id,
  });
  await say(page, 'Then 0.5% it is. Thanks, @Rune.');
  await ada?.request('set_presence', { status: 'working', status_detail: 'reviewing section 3', progress: 57 });
  await quill?.request('set_presence', { status: 'idle', status_detail: 'llama3.2' });
  await rune?.request('set_presence', { status: 'waiting' });
  return room;
}

async function picture(page: Page, room: Room, file: string): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await message(page, 'Then 0.5% it is.').waitFor();
  await composer(page, /launch-plan/).evaluate((field) => field.blur());
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: path.join(PICTURES, file), animations: 'disabled' });
}
