// Whatever is written, the app shows it and does nothing with it: no script, no request elsewhere, no window, no form.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { nextFrames } from './at-rest.ts';
import { command, commands, composer, enterAsOwner, startHome, type TestHome, type Visitor } from './home.ts';
import { HOSTILE_MESSAGES, HOSTILE_NAMES } from './hostile-content.ts';

const AT_ONCE = 40;
/** What the page may be made of, besides what it is made of without any message. */
const NEVER =
  'script:not([src^="/"]):not(head > script[type=importmap]), iframe, object, embed, base, form[action], link[rel=import], [onclick], [onerror], [onload], marquee, math [href], math [style*=position], :not(.formula) > math';

let home: TestHome;
let maya: Visitor;
let mallory: TestAgent;
const happened: string[] = [];

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  mallory = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Mallory');
  await watchOver(maya.page);
});

test.afterAll(async () => {
  mallory?.close();
  await maya?.context.close();
  await home?.close();
});

/** Everything that must not happen is written down. */
async function watchOver(page: Page): Promise<void> {
  const { origin } = new URL(home.ready.url);
  page.on('dialog', (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => happened.push(`a window: ${popup.url()}`));
  page.on('pageerror', (error) => happened.push(`an error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    // The page starts its workers from memory.
    if (![origin, origin.replace('http', 'ws'), `blob:${origin}`].some((own) => url.startsWith(own)))
      happened.push(`a request: ${url.slice(0, 200)}`);
  });
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(origin)) happened.push(`went to: ${frame.url()}`);
  });
  await page.exposeFunction('tellViolation', (what: string) => void happened.push(`against the policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = Reflect.get(window, 'tellViolation') as ((what: string) => void) | undefined;
      tell?.(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

async function lookThrough(page: Page): Promise<void> {
  const list = page.getByRole('log', { name: 'Messages' });
  for (let screen = 0; screen < 60; screen += 1) {
    const isTop = await list.evaluate((element) => {
      element.scrollTop -= element.clientHeight;
      return element.scrollTop <= 0;
    });
    await nextFrames(page);
    await expectInert(page);
    if (isTop) return;
  }
}

async function expectInert(page: Page): Promise<void> {
  const found = await page.evaluate((never) => {
    const elements = [...document.querySelectorAll(never)].map((element) => element.outerHTML.slice(0, 200));
    const links = [...document.querySelectorAll('a[href]')]
      .map((element) => element.getAttribute('href') ?? '')
      .filter((href) => !/^(https?:|mailto:|#|\/(?!\/))/.test(href));
    const pictures = [...document.querySelectorAll('img')]
      .map((image) => image.src)
      .filter((src) => !src.startsWith(location.origin) && !src.startsWith('data:image/svg+xml,'));
    return [...elements, ...links, ...pictures];
  }, NEVER);
  expect(found).toEqual([]);
  expect(happened).toEqual([]);
}

test('there are enough hostile texts', () => {
  expect(new Set(HOSTILE_MESSAGES).size).toBeGreaterThanOrEqual(200);
});

test('hostile messages run nothing and show as text', async () => {
  for (let from = 0; from < HOSTILE_MESSAGES.length; from += AT_ONCE) {
    const room = await command<Room>(maya.page, 'create_room', { name: `hostile-${from}`, public: true });
    await mallory.request('join_room', { room_id: room.id });
    for (const content of HOSTILE_MESSAGES.slice(from, from + AT_ONCE))
      await mallory.request('send_message', { room_id: room.id, content });
    await mallory.request('send_message', { room_id: room.id, content: 'That was all.' });
    await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(maya.page, room.name)).toBeVisible();
    await expect(maya.page.getByRole('log', { name: 'Messages' })).toBeVisible();
    await maya.page.getByRole('log', { name: 'Messages' }).evaluate((element) => (element.scrollTop = element.scrollHeight));
    await lookThrough(maya.page);
  }
});

test('a documented entity shows as its character, and any other as written', async () => {
  const room = await command<Room>(maya.page, 'create_room', { name: 'entities', public: true });
  await mallory.request('join_room', { room_id: room.id });
  await mallory.request('send_message', { room_id: room.id, content: '&copy; &amp;lt; &#9731; &nosuch; R&D' });
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(maya.page.getByText('&copy; &lt; &#9731; &nosuch; R&D')).toBeVisible();
});

test('hostile names, statuses, votes and tasks run nothing and show as text', async () => {
  const { page } = maya;
  const room = await command<Room>(page, 'create_room', { name: 'hostile names', public: true });
  await mallory.request('join_room', { room_id: room.id });
  await page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(page, 'hostile names')).toBeVisible();
  const key = await home.agentKey();
  await commands(page, async (ask) => {
    for (const name of HOSTILE_NAMES)
      await ask('create_room', { name, description: name, public: true }).catch((error: unknown) => {
        expect(String(error)).toMatch(/exists already/);
      });
  });
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    if (index % 8 === 0) {
      const agent = await connectAgent(home.ready.tcp ?? '', key, name);
      await agent.request('join_room', { room_id: room.id });
      await agent.request('set_presence', { status: 'working', status_detail: name, progress: 50 });
      await agent.request('send_message', { room_id: room.id, content: `I am ${name}` });
      await mallory.request('create_vote', { room_id: room.id, title: name, description: name, options: [name, `${name} 2`] });
      await mallory.request('assign_task', { room_id: room.id, title: name, description: name });
    }
    await mallory.request('thinking', { room_id: room.id, content: name });
  }
  await expect(page.getByRole('region', { name: /^Vote: / }).first()).toBeVisible();
  await lookThrough(page);
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await expectInert(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('<');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectInert(page);
});
