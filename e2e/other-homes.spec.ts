// A friend's home in the desktop app: joined by a link, shown beside the own home, and isolated from it.
import type { Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, testOnOneDesktop, type DesktopApp } from './desktop-app.ts';
import {
  answerDialogs,
  chooseHome,
  chooseInApplicationMenu,
  chooseInMenu,
  fillStorage,
  focusedOrigin,
  isActivated,
  keptIn,
  openLink,
  pageAt,
  pageState,
  partitionOf,
  railCalls,
  railOf,
  recordNativeMenus,
  startHostile,
  tile,
  wallsOf,
} from './desktop-views.ts';
import { command, composer, HOME_NAME, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';

const test = testOnOneDesktop();
test.describe.configure({ mode: 'serial' });
const PORCH = 'Sarah’s porch';
const GREETING = 'Hello from my own Lanai';

let friend: TestHome;
let sarah: Visitor;
/** The desktop after its restart. */
let again: DesktopApp;

test.beforeAll(async ({ browser }) => {
  friend = await startHome();
  sarah = await visit(browser, friend.ready.ownerUrl);
  await expect(sarah.page.getByRole('textbox').first()).toBeVisible();
  await command(sarah.page, 'setup_home', { home_name: PORCH, owner_name: 'Sarah' });
  await expect(sarah.page.getByRole('log', { name: 'Messages' })).toBeVisible();
});

test.afterAll(async () => {
  await sarah?.context.close();
  await friend?.close();
});

test('a lanai:// link adds a friend’s home after a question: name, Enter, talk', async ({ computer, desktop }) => {
  const asked = await answerDialogs(desktop, 'Join');
  for (const hostile of [
    'javascript:alert(1)',
    'file:///join#abc',
    `http://127.0.0.1@${hostOf(friend)}/join#abc`,
    `${friend.ready.url}/#/room/lobby`,
  ])
    await openLink(computer, hostile);
  expect(await asked()).toEqual([]);

  const { code } = await command<{ code: string }>(sarah.page, 'create_invite', { name: 'Maya', role: 'member' });
  await openLink(computer, `${friend.ready.url}/join#${code}`);
  const porch = await porchOf(desktop);
  expect(await asked()).toEqual([`Join the home at ${hostOf(friend)}?`]);
  await porch.getByRole('textbox', { name: 'Your name' }).press('Enter');
  await expect(porch.getByRole('log', { name: 'Messages' })).toBeVisible();
  await say(porch, 'lobby', GREETING);
  await expect(message(sarah.page, GREETING)).toBeVisible();
  await expect(tile(await railOf(desktop), PORCH)).toHaveAttribute('aria-current', 'page');
});

test('the rail, the tray and a notification say what is unread there while the own home is shown', async ({ bus, desktop }) => {
  const [rail, porch, tray] = [await railOf(desktop), await porchOf(desktop), await bus.tray()];
  const garden = await command<Room>(porch, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: garden.id }).catch(() => undefined);
  // An act of the user in the page would let it come back automatically for some seconds, so the desktop ignores it then.
  await expect.poll(() => isActivated(desktop, friend.ready.url)).toBe(false);
  await tile(rail, HOME_NAME).click();
  await expect(tile(rail, HOME_NAME)).toHaveAttribute('aria-current', 'page');
  const own = await ownPageOf(desktop);
  await expect(composer(own, 'lobby')).toBeVisible();
  await expect.poll(tray.tooltip).toBe(HOME_NAME);

  await command(sarah.page, 'send_message', { room_id: garden.id, content: '@Maya come and look.' });
  await expect(tile(rail, `${PORCH}, 1 unread message`)).toBeVisible();
  await expect.poll(tray.tooltip).toBe(`${HOME_NAME} · ${PORCH}: 1 unread message`);
  const shown = await bus.notification(({ summary }) => summary === `Sarah in garden · ${PORCH}`);
  await expectAccessible(rail);
  bus.clickNotification(shown.id);
  await expect(tile(rail, PORCH)).toHaveAttribute('aria-current', 'page');
  await expect(message(porch, 'come and look.')).toBeVisible();
  await expect.poll(tray.tooltip).toBe(HOME_NAME);

  await rail.getByRole('button', { name: HOME_NAME }).focus();
  await rail.keyboard.press('ArrowDown');
  await expect(tile(rail, PORCH)).toBeFocused();
  for (const key of ['ArrowUp', 'Enter']) await rail.keyboard.press(key);
  await expect(tile(rail, HOME_NAME)).toHaveAttribute('aria-current', 'page');
  await tray.choose(PORCH);
  await expect(tile(rail, PORCH)).toHaveAttribute('aria-current', 'page');
});

test('the page of another home has no bridge, own cookies only, and reaches no other address', async ({ desktop }) => {
  const [own, porch] = [await ownPageOf(desktop), await porchOf(desktop)];
  const ownOrigin = new URL(own.url()).origin;
  const seen = await porch.evaluate(
    async (origin) => ({
      names: ['lanai', 'lanaiShell', 'process', 'require'].map((name) => typeof Reflect.get(window, name)),
      fetched: await fetch(`${origin}/health`, { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'refused',
      ),
      camera: (await navigator.permissions.query({ name: 'camera' as PermissionName })).state,
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      opened: window.open(`${origin}/`),
    }),
    ownOrigin,
  );
  expect(seen).toEqual({
    names: ['undefined', 'undefined', 'undefined', 'undefined'],
    fetched: 'refused',
    camera: 'denied',
    geolocation: 'denied',
    opened: null,
  });

  const asked = await answerDialogs(desktop, 'Cancel');
  const before = porch.url();
  const leaveFor = async (target: string): Promise<void> => {
    await porch.evaluate((to) => void (location.href = to), target);
    await porch.waitForTimeout(150);
    expect(porch.url(), target).toBe(before);
  };
  // Without an act of the user a page asks nothing.
  await leaveFor(`${ownOrigin}/`);
  expect(await asked()).toEqual([]);
  await porch.keyboard.press('Shift');
  for (const target of [
    `${ownOrigin}/`,
    'lanai-shell://rail/',
    'file:///etc/passwd',
    `${friend.ready.url}/api/session`,
    'data:text/html,hi',
  ])
    await leaveFor(target);
  // After a "Cancel" there is a pause.
  expect(await asked()).toEqual([`Open ${new URL(ownOrigin).host} in your browser?`]);

  const walls = await wallsOf(desktop, friend.ready.url);
  expect(walls).toMatchObject({ isolated: [true, true, false, null], shares: false, local: [200, 404, 404], file: 403 });
  const [theirs, ours] = walls.cookies;
  expect([theirs?.length, ours?.length]).toEqual([1, 1]);
  expect(theirs).not.toEqual(ours);
});

test('the calls of the rail are refused to the pages of homes', async ({ desktop }) => {
  const answers = await railCalls(desktop);
  expect(answers).toEqual({ homes: [false, false, false, false], rail: [true, false, false] });
});

test('the keyboard and the menu go to the home that is shown', async ({ desktop }) => {
  const inMenu = (label: string) => chooseHome(desktop, label);
  const focused = () => focusedOrigin(desktop);
  await inMenu(PORCH);
  await expect.poll(focused).toBe(new URL(friend.ready.url).origin);
  await inMenu(HOME_NAME);
  await expect.poll(focused).toBe(new URL((await ownPageOf(desktop)).url()).origin);
  await inMenu('Go to the list of homes');
  await expect.poll(focused).toBe('rail');
  await inMenu(PORCH);
});

test('zoom is of the home that is shown, and never of the rail', async ({ desktop }) => {
  const zoomOf = async (address: string) => (await pageState(desktop, address)).zoom;
  await chooseHome(desktop, 'Go to the list of homes');
  await expect.poll(() => focusedOrigin(desktop)).toBe('rail');
  for (const id of ['zoom-in', 'zoom-in', 'zoom-out']) await chooseInApplicationMenu(desktop, id);
  await expect.poll(() => zoomOf(friend.ready.url)).toBe(0.5);
  expect(await zoomOf('lanai-shell://rail/')).toBe(0);
  await chooseInApplicationMenu(desktop, 'zoom-reset');
  await expect.poll(() => zoomOf(friend.ready.url)).toBe(0);
});

test('the page of another home is silent while it is hidden', async ({ desktop }) => {
  const isMuted = async () => (await pageState(desktop, friend.ready.url)).isMuted;
  expect(await isMuted()).toBe(false);
  await chooseHome(desktop, HOME_NAME);
  await expect.poll(isMuted).toBe(true);
  const own = await ownPageOf(desktop);
  expect((await pageState(desktop, own.url())).isMuted).toBe(false);
  await chooseHome(desktop, PORCH);
  await expect.poll(isMuted).toBe(false);
  expect((await pageState(desktop, own.url())).isMuted).toBe(false);
});

test('the page of another home cannot go back to an earlier document, which would skip the check of the home', async ({ desktop }) => {
  const porch = await porchOf(desktop);
  await porch.evaluate(() => void (location.href = '/?again'));
  await expect(porch).toHaveURL(/again/);
  await expect(
    composer(porch, 'lobby')
      .or(porch.getByRole('log', { name: 'Messages' }))
      .first(),
  ).toBeVisible();
  expect((await pageState(desktop, friend.ready.url)).canGoBack).toBe(false);
});

test('a home that cannot be reached says so, and comes back automatically', async ({ desktop }) => {
  const [rail, porch] = [await railOf(desktop), await porchOf(desktop)];
  await friend.kill();
  // Another home has the address for a while: its page is not loaded, even when the old page asks. (Sarah's browser asks it for a socket.)
  const other = await startHostile(friend.ready.url, Number(new URL(friend.ready.url).port));
  await porch.evaluate(() => location.reload()).catch(() => undefined);
  const away = await pageAt(desktop, 'lanai-shell://page/');
  await expect(away.getByRole('heading', { name: `${PORCH} cannot be reached` })).toBeVisible();
  await expect(tile(rail, `${PORCH}, cannot be reached`)).toBeVisible();
  await expect(composer(await ownPageOf(desktop), 'lobby')).toBeVisible();
  await tile(rail, PORCH).click();
  await expect(away.getByRole('alert')).toContainText('Another home answers');
  expect(other.asked()).not.toContain('/');
  await other.close();
  await away.getByRole('link', { name: 'Try now' }).click();
  await expect(away.getByRole('alert')).toContainText('There is no answer from');
  // So has a server that is no home.
  const silent = await startHostile(friend.ready.url, Number(new URL(friend.ready.url).port), 'ok');
  await away.getByRole('link', { name: 'Try now' }).click();
  await expect(away.getByRole('alert')).toContainText('No Lanai answers');
  expect(silent.asked()).not.toContain('/');
  await silent.close();
  await friend.restart();
  await expect(message(await porchOf(desktop), 'come and look.')).toBeVisible({ timeout: 20_000 });
  await expect(rail.getByRole('button', { name: PORCH, exact: true })).toBeVisible();
});

test('a pasted link is checked in the desktop’s own dialog, and the same home is not added twice', async ({ computer, desktop }) => {
  const rail = await railOf(desktop);
  const asked = await answerDialogs(desktop, 'Open');
  await rail.getByRole('button', { name: 'Join a home…' }).click();
  const dialog = await pageAt(desktop, 'lanai-shell://rail/dialog');
  const field = dialog.getByRole('textbox', { name: 'Invite link' });
  await field.fill('javascript:alert(1)');
  await field.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('This is not an invite link.');
  await expectAccessible(dialog);
  const menus = await recordNativeMenus(desktop);
  await field.click({ button: 'right' });
  await expect.poll(menus).toEqual([['cut', 'copy', 'paste', 'separator', 'selectAll']]);
  expect(await field.evaluate((input: HTMLInputElement) => input.maxLength)).toBe(1_000);
  await field.fill(`${friend.ready.url}/join#abc`);
  // The window ends while the key is pressed.
  await field.press('Enter').catch(() => undefined);
  await expect.poll(asked).toEqual([`Open an invite in ${PORCH} at ${hostOf(friend)}?`]);
  await expect(rail.getByRole('navigation').getByRole('button')).toHaveCount(3);

  await answerDialogs(desktop, 'Join', 'Use it');
  await openLink(computer, `${friend.ready.url.replace('127.0.0.1', 'localhost')}/join#abc`);
  await expect(tile(rail, PORCH)).toHaveAttribute('title', /\nlocalhost:/);
  await expect(rail.getByRole('navigation').getByRole('button')).toHaveCount(3);
  await openLink(computer, `${friend.ready.url}/join#abc`);
  await expect(tile(rail, PORCH)).toHaveAttribute('title', /\n127[.]0[.]0[.]1:/);
});

test('after a restart the homes are there, signed in, and count in the background', async ({ bus, computer, desktop }) => {
  expect(await computer.quit(desktop)).toBe(0);
  const room = await command<{ rooms: { room: Room }[] }>(sarah.page, 'list_rooms', {});
  const garden = room.rooms.find((each) => each.room.name === 'garden')?.room.id ?? '';
  await command(sarah.page, 'send_message', { room_id: garden, content: 'While you were away' });
  again = await computer.start({ expects: 'any page' });
  const rail = await railOf(again);
  await expect(tile(rail, `${PORCH}, 1 unread message`)).toBeVisible();
  await expect(tile(rail, HOME_NAME)).toHaveAttribute('aria-current', 'page');
  await expect(composer(await ownPageOf(again), 'lobby')).toBeVisible();
  const tray = await bus.tray();
  await expect.poll(tray.tooltip).toBe(`${HOME_NAME} · ${PORCH}: 1 unread message`);
});

test('removing a home deletes what it kept on this computer', async () => {
  const desktop = again;
  const rail = await railOf(desktop);
  const partition = await partitionOf(desktop, friend.ready.url);
  const kept = () => keptIn(desktop, partition, `${friend.ready.url}/health`);
  await fillStorage(desktop, friend.ready.url);
  const [cookies = 0, entries = 0, caches = 0] = await kept();
  expect([cookies, entries > 0, caches > 0]).toEqual([1, true, true]);
  const asked = await answerDialogs(desktop, 'Remove');
  await chooseInMenu(desktop, 'Remove…');
  await tile(rail, PORCH).click({ button: 'right' });
  await expect(rail.getByRole('button', { name: PORCH })).toHaveCount(0);
  expect(await asked()).toEqual([`Remove ${PORCH} from this computer?`]);
  await expect.poll(kept).toEqual([0, 0, 0, 0]);
  await expect(composer(await ownPageOf(desktop), 'lobby')).toBeVisible();
});

const hostOf = ({ ready }: TestHome): string => new URL(ready.url).host;
const porchOf = (desktop: DesktopApp): Promise<Page> => pageAt(desktop, new RegExp(`^${friend.ready.url}/`));
const ownPageOf = (desktop: DesktopApp): Promise<Page> => pageAt(desktop, new RegExp(`^(?!${friend.ready.url})http`));
