// The app in a real browser: how soon a large room is there, whether scrolling is smooth, whether typing is while much is
// said, and what a page with many rooms needs. Everything is measured inside the page (ui-page.ts) or by its process.
import { chromium, type Browser, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { command } from '../e2e/home.ts';
import { doorOf, enter, openHome, text, type BenchHome } from './home.ts';
import { newLargeFolder } from './large-home.ts';
import { keepTalking } from './rate.ts';
import { insist, median, quantile, type Benchmark, type Result } from './result.ts';
import { openRoom, scrollBy, typedMs, watchTyping } from './ui-page.ts';

const MESSAGES = 100_000;
const THREADED_MESSAGES = 50_000;
const THREADS = 5_000;
const OPENINGS = 7;
const SCREENS = 200;
const TYPED = 120;
const KEY_EVERY_MS = 40;
const PER_SECOND = 50;
const ROOMS = 30;
const MESSAGES_A_ROOM = 60;

export const ui: Benchmark = {
  name: 'ui',
  async run({ isQuick }) {
    const home = await openHome(await newLargeFolder(MESSAGES));
    const browser = await openBrowser();
    try {
      const page = await enterHome(browser, home);
      return [
        ...(await opening(page, `a room of ${MESSAGES.toLocaleString('en')} messages`)),
        ...(await scrolling(page, isQuick ? SCREENS / 4 : SCREENS)),
        ...(await typing(page, home)),
        ...(await manyRooms(browser, page, home)),
      ];
    } finally {
      await browser.close();
      await home.close();
    }
  },
};

/** The same in a room with many threads: opening, scrolling and typing. */
export const threads: Benchmark = {
  name: 'threads',
  async run({ isQuick }) {
    const home = await openHome(await newLargeFolder(THREADED_MESSAGES, THREADS));
    const browser = await openBrowser();
    try {
      const page = await enterHome(browser, home);
      const room = `a room of ${THREADED_MESSAGES.toLocaleString('en')} messages and ${THREADS.toLocaleString('en')} threads`;
      const measured = [
        ...(await opening(page, room)),
        ...(await scrolling(page, isQuick ? SCREENS / 4 : SCREENS)),
        ...(await typing(page, home)),
      ];
      return measured.map((result) => ({ ...result, name: result.name.startsWith('open') ? result.name : `with threads: ${result.name}` }));
    } finally {
      await browser.close();
      await home.close();
    }
  },
};

export function openBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...asRoot, '--disable-background-networking'],
  });
}

export async function enterHome(browser: Browser, { gateway }: BenchHome): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(gateway.ready.ownerUrl);
  await page.getByRole('textbox').first().waitFor();
  await command(page, 'setup_home', { home_name: 'Bench', owner_name: 'Maya' });
  await command(page, 'create_room', { name: 'elsewhere', public: true });
  // A room with unread messages opens where reading stopped; this is about the newest.
  await command(page, 'mark_read', { room_id: 'lobby', seq: await tipOf(page) });
  await page.getByRole('log', { name: 'Messages' }).waitFor();
  return page;
}

/** Each time in a page that was just loaded and shows another room, so that nothing of the large one is there. */
async function opening(page: Page, room: string): Promise<Result[]> {
  const took: number[] = [];
  const origin = new URL(page.url()).origin;
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    await goElsewhere(page, origin);
    took.push(await page.evaluate(openRoom, ['lobby', await tipOf(page), 'lobby'] as const));
  }
  return [
    { name: `open ${room}, p50`, value: median(took), unit: 'ms', baseline: null },
    { name: `open ${room}, slowest`, value: Math.max(...took), unit: 'ms', baseline: null },
  ];
}

async function goElsewhere(page: Page, origin: string): Promise<void> {
  const { rooms } = await command<{ rooms: { room: { id: string; name: string } }[] }>(page, 'list_rooms', {});
  const id = rooms.find(({ room }) => room.name === 'elsewhere')?.room.id ?? '';
  await page.goto('about:blank');
  await page.goto(`${origin}/#/room/${id}`);
  await page.getByRole('textbox', { name: 'Message elsewhere' }).waitFor();
  await sleep(300);
}

async function tipOf(page: Page): Promise<number> {
  return (await command<{ seq: number }>(page, 'room_tip', { room_id: 'lobby' })).seq;
}

async function scrolling(page: Page, screens: number): Promise<Result[]> {
  const { frames, longTasks, screens: passed } = await page.evaluate(scrollBy, { element: '[role=log]', screens, way: -1 } as const);
  insist(passed >= screens * 0.9, `only ${Math.round(passed)} of ${screens} screens were scrolled`);
  return [
    { name: `tasks over 50 ms in ${screens} screens of scrolling`, value: longTasks.length, unit: '', baseline: null },
    { name: 'the longest of them', value: Math.max(0, ...longTasks), unit: 'ms', baseline: null },
    { name: 'frame to frame while scrolling, p95', value: quantile(frames, 0.95), unit: 'ms', baseline: null },
  ];
}

/** From the key until the field shows it, while an agent says fifty things a second in the room. */
export async function typing(page: Page, home: BenchHome): Promise<Result[]> {
  const agent = await enter(doorOf(home), 'chatterer');
  const end = new AbortController();
  const chatter = keepTalking(agent, PER_SECOND, end.signal);
  const results = await typingWhile(page, `${PER_SECOND} messages/s arrive`);
  end.abort();
  await chatter;
  agent.close();
  return results;
}

/** From the key until the field of the lobby shows it. */
export async function typingWhile(page: Page, what: string): Promise<Result[]> {
  const field = page.getByRole('textbox', { name: 'Message lobby' });
  await field.click();
  await page.evaluate(watchTyping);
  for (let index = 0; index < TYPED; index += 1) {
    await page.keyboard.press(index % 6 === 5 ? 'Space' : 'a');
    await sleep(KEY_EVERY_MS);
  }
  const took = await page.evaluate(typedMs);
  insist(took.length >= TYPED * 0.95, `only ${took.length} of ${TYPED} keys were seen`);
  await field.fill('');
  const name = `key to text while ${what}`;
  return [
    { name: `${name}, p50`, value: median(took), unit: 'ms', baseline: null },
    { name: `${name}, p95`, value: quantile(took, 0.95), unit: 'ms', baseline: null },
  ];
}

/** The memory that the page's process has for itself after so many rooms were opened. */
async function manyRooms(browser: Browser, page: Page, home: BenchHome): Promise<Result[]> {
  const agent = await enter(doorOf(home), 'writer');
  for (let index = 0; index < ROOMS; index += 1) {
    const name = `room-${String(index).padStart(2, '0')}`;
    const { id } = await command<{ id: string }>(page, 'create_room', { name, public: true });
    await agent.ask('join_room', { room_id: id });
    for (let seq = 1; seq < MESSAGES_A_ROOM; seq += 1) agent.send(`${id}${seq}`, 'send_message', { room_id: id, content: text(seq) });
    await agent.ask('send_message', { room_id: id, content: 'The last one.' });
    await command(page, 'mark_read', { room_id: id, seq: MESSAGES_A_ROOM });
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .waitFor();
    await page.evaluate(openRoom, [name, MESSAGES_A_ROOM, id] as const);
  }
  agent.close();
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const bytes = await privateBytes(browser);
  return [
    { name: `memory of the page's process after ${ROOMS} rooms`, value: bytes / 1024 / 1024, unit: 'MB', baseline: null },
    { name: 'of that, JavaScript', value: usedSize / 1024 / 1024, unit: 'MB', baseline: null },
  ];
}

/** Of the largest renderer process; Linux only. */
async function privateBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const own = processInfo.filter((each) => each.type === 'renderer').map(({ id }) => privateOf(id));
  return Math.max(...own);
}

function privateOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
}
