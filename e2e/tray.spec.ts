// The tray, with its menu and its actions, as the desktop's panel sees it over D-Bus.
import type { BrowserWindow } from 'electron';
import { expect, test, testOnOneDesktop, type DesktopApp } from './desktop-app.ts';
import type { Reply } from '../src-shared/commands/index.ts';
import type { Room } from '../src-shared/objects.ts';
import { command, HOME_NAME, message } from './home.ts';

test.describe('with a place for tray icons', () => {
  const test = testOnOneDesktop();

  test('the tray shows the owner, who can reach the home, and the unread messages until they are read', async ({
    bus,
    computer,
    desktop,
  }) => {
    const tray = await bus.tray();
    await expect.poll(tray.tooltip).toBe(HOME_NAME);
    expect((await tray.menu()).map(({ label }) => label)).toContain('On this computer');
    const calm = await tray.icon();

    const room = await command<Room>(desktop.page, 'create_room', { name: 'garden', public: true });
    const ada = await computer.agent('Ada');
    await ada.request('join_room', { room_id: room.id });
    await hide(desktop);
    await ada.request('send_message', { room_id: room.id, content: 'Good morning.' });
    await expect.poll(tray.tooltip).toBe(`${HOME_NAME}: 1 unread message`);
    expect(await tray.icon()).not.toBe(calm);
    const unread = (await tray.menu()).find(({ label }) => label.includes('unread'));
    expect(unread?.isEnabled).toBe(true);

    await tray.choose(unread!.label);
    await expect.poll(() => isVisible(desktop)).toBe(true);
    await expect(message(desktop.page, 'Good morning.')).toBeVisible();
    await expect.poll(tray.tooltip).toBe(HOME_NAME);
    expect(await tray.icon()).toBe(calm);
    ada.close();
  });

  test('the window and the tray are two signed-in devices, and the tray signs in again after it was signed out', async ({
    bus,
    desktop: { page },
  }) => {
    const tray = await bus.tray();
    await expect.poll(tray.tooltip).toBe(HOME_NAME);
    const devices = async (): Promise<Reply<'list_sessions'>['sessions']> =>
      (await command<Reply<'list_sessions'>>(page, 'list_sessions', {})).sessions;
    const names = async (): Promise<unknown[]> => (await devices()).map(({ browser, platform }) => `${browser} ${platform}`).sort();
    const both = ['lanai linux', 'lanai_background linux'];
    expect(await names()).toEqual(both);
    const session_id = (await devices()).find(({ browser }) => browser === 'lanai_background')?.id ?? '';
    await command(page, 'end_session', { session_id });
    await expect.poll(names).toEqual(both);
    expect((await devices()).map(({ id }) => id)).not.toContain(session_id);
  });

  test('closing the window leaves the home running in the tray, and a click brings it back', async ({ bus, desktop }) => {
    const tray = await bus.tray();
    await close(desktop);
    await expect.poll(() => isVisible(desktop)).toBe(false);
    await tray.click();
    await expect.poll(() => isVisible(desktop)).toBe(true);
  });

  // The last one: it ends the desktop that the others use.
  test('quitting from the tray ends the app', async ({ bus, desktop }) => {
    const tray = await bus.tray();
    const ended = desktop.ended();
    await tray.choose('Quit Lanai');
    expect(await ended).toBe(0);
  });
});

test.describe('without a place for tray icons', () => {
  test.use({ withTray: false });

  test('closing the window quits the app', async ({ desktop }) => {
    const ended = desktop.ended();
    await close(desktop);
    expect(await ended).toBe(0);
  });
});

const windowOf = (desktop: DesktopApp) => desktop.electron.browserWindow(desktop.page);

async function hide(desktop: DesktopApp): Promise<void> {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.hide());
}

async function close(desktop: DesktopApp): Promise<void> {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => void setImmediate(() => window.close()));
}

async function isVisible(desktop: DesktopApp): Promise<boolean> {
  return (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.isVisible());
}
