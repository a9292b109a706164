// The desktop as a server: it opens at login, runs without a window, and keeps the computer awake, as its owner chooses.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { expect, FRIENDS_ADDRESS, isRunning, test, testOnOneDesktop, type Computer, type DesktopApp } from './desktop-app.ts';
import { command } from './home.ts';

const LOGIN = /^Open Lanai when I log in/;
const WINDOW = /^Keep running when the window is closed/;
const AWAKE = /^Keep this computer awake while the home is shared/;

const section = ({ page }: DesktopApp) =>
  page.getByRole('dialog', { name: 'Settings' }).getByRole('region', { name: 'Keep the home running' });
const box = (desktop: DesktopApp, name: RegExp) => section(desktop).getByRole('checkbox', { name });

async function openSection(desktop: DesktopApp): Promise<void> {
  const { page } = desktop;
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('navigation').getByRole('button', { name: 'Sharing' }).click();
  await expect(box(desktop, LOGIN)).toBeVisible();
}

test.describe('on one desktop', () => {
  const test = testOnOneDesktop();

  test('the switch for the login writes and removes the autostart file, with the keyboard alone', async ({ desktop, computer }) => {
    const { page } = desktop;
    await openSection(desktop);
    await expect(box(desktop, LOGIN)).not.toBeChecked();
    await page.getByRole('button', { name: 'More ways' }).focus();
    await page.keyboard.press('Tab');
    await expect(box(desktop, LOGIN)).toBeFocused();
    await page.keyboard.press('Space');
    await expect(box(desktop, LOGIN)).toBeChecked();
    await expect(box(desktop, LOGIN)).toBeFocused();
    const [, program, ...args] = /^Exec=(.*)$/m.exec(await readFile(await fileOf(computer), 'utf8'))?.[1]?.split(/" "|"/) ?? [];
    expect(program).toBe(await desktop.electron.evaluate(() => process.execPath));
    expect(args).toEqual(['--hidden', `--data-dir=${computer.dataDir}`, '--port=0', `--tcp-port=${computer.tcpPort}`, '']);
    await page.keyboard.press('Space');
    await expect(box(desktop, LOGIN)).not.toBeChecked();
    await expect.poll(() => readdir(folderOf(computer))).toEqual([]);
  });

  test('a switch that is pressed several times in a row is in the end as the last press has it', async ({ desktop, computer }) => {
    await openSection(desktop);
    await box(desktop, LOGIN).evaluate((input: HTMLInputElement) => {
      for (let times = 0; times < 5; times += 1) input.click();
    });
    await expect(box(desktop, LOGIN)).toBeChecked();
    await box(desktop, AWAKE).dblclick();
    await expect(box(desktop, AWAKE)).not.toBeChecked();
    await openSection(desktop);
    await expect(box(desktop, LOGIN)).toBeChecked();
    await expect(box(desktop, AWAKE)).not.toBeChecked();
    await fileOf(computer);
    await box(desktop, LOGIN).uncheck();
    await expect.poll(() => readdir(folderOf(computer))).toEqual([]);
  });

  test('the switch shows the file as it is now', async ({ desktop, computer }) => {
    await openSection(desktop);
    await box(desktop, LOGIN).check();
    const file = await fileOf(computer);
    await rm(file);
    await openSection(desktop);
    await expect(box(desktop, LOGIN)).not.toBeChecked();
  });

  test('a file of another program stays, and a folder that cannot be written is an error', async ({ desktop, computer }) => {
    await openSection(desktop);
    await box(desktop, LOGIN).check();
    const file = await fileOf(computer);
    await box(desktop, LOGIN).uncheck();
    await expect.poll(() => readdir(folderOf(computer))).toEqual([]);
    await writeFile(file, '[Desktop Entry]\nName=Other\n');
    await box(desktop, LOGIN).click();
    const alert = section(desktop).getByRole('alert');
    await expect(alert).toHaveText(`Another program made ${file}. Move or delete that file, then try again.`);
    await expect(box(desktop, LOGIN)).not.toBeChecked();
    expect(await readFile(file, 'utf8')).toBe('[Desktop Entry]\nName=Other\n');
    await expectAccessibleInBothThemes(desktop.page);

    await rm(folderOf(computer), { recursive: true });
    await writeFile(folderOf(computer), 'a file');
    await box(desktop, LOGIN).click();
    await expect(alert).toContainText(`Lanai cannot change ${file}.`);
    await expect(box(desktop, LOGIN)).not.toBeChecked();
    await rm(folderOf(computer));
    await box(desktop, LOGIN).check();
    await expect(alert).toBeHidden();
    await fileOf(computer);
    await box(desktop, LOGIN).uncheck();
    await expect.poll(() => readdir(folderOf(computer))).toEqual([]);
  });

  test('the bridge takes no other switch and no path', async ({ desktop }) => {
    const refused = await desktop.page.evaluate(async () => {
      const { changeRunning } = Reflect.get(window, 'lanai') as { changeRunning(...args: unknown[]): Promise<unknown> };
      const calls = [['/etc/passwd', true], ['file', true], ['opens_at_login', '/tmp/x'], ['__proto__', true], []];
      const results = await Promise.allSettled(calls.map((args) => changeRunning(...args)));
      return results.map(({ status }) => status);
    });
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  });

  test('the computer is kept awake only while that is wanted and the home is shared', async ({ bus, desktop }) => {
    const tray = await bus.tray();
    const share = (addresses: string[]) => command(desktop.page, 'set_sharing', { addresses });
    await openSection(desktop);
    await expect(box(desktop, AWAKE)).not.toBeChecked();
    await share([FRIENDS_ADDRESS]);
    await expect.poll(async () => (await tray.menu()).map(({ label }) => label)).toContain('On your network');
    expect(await blocks(desktop)).toBe(0);
    await box(desktop, AWAKE).check();
    await expect.poll(() => blocks(desktop)).toBe(1);
    await share([]);
    await expect.poll(() => blocks(desktop)).toBe(0);
    await share([FRIENDS_ADDRESS]);
    await expect.poll(() => blocks(desktop)).toBe(1);
    await box(desktop, AWAKE).uncheck();
    await expect.poll(() => blocks(desktop)).toBe(0);
    await share([]);
  });

  // The last one: it ends the desktop that the others use.
  test('closing the window hides it, or quits where that was chosen', async ({ bus, desktop }) => {
    const gateway = await desktop.gatewayPid();
    await openSection(desktop);
    await expect(box(desktop, WINDOW)).toBeChecked();
    await close(desktop);
    await expect.poll(() => isVisible(desktop)).toBe(false);
    expect([desktop.child.exitCode, isRunning(gateway)]).toEqual([null, true]);
    await (await bus.tray()).click();
    await expect.poll(() => isVisible(desktop)).toBe(true);
    await box(desktop, WINDOW).uncheck();
    await expect(section(desktop)).toContainText('Closing the window quits Lanai');
    expect(await stateOf(desktop)).toMatchObject({ outlives_window: false });
    const ended = desktop.ended();
    await close(desktop);
    expect(await ended).toBe(0);
    expect(isRunning(gateway)).toBe(false);
  });
});

test('the choices are there after a restart, and a moved program writes its new place', async ({ computer }) => {
  const first = await computer.start();
  await openSection(first);
  for (const name of [LOGIN, AWAKE]) await box(first, name).check();
  await box(first, WINDOW).uncheck();
  expect(await stateOf(first)).toEqual({ opens_at_login: true, outlives_window: false, stays_awake: true });
  await command(first.page, 'set_sharing', { addresses: [FRIENDS_ADDRESS] });
  await computer.quit(first);
  const file = await fileOf(computer);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll(/^TryExec=.*$/gm, 'TryExec=/gone/lanai'));
  const second = await computer.start();
  await expect.poll(() => readFile(file, 'utf8')).toBe(text);
  await openSection(second);
  await expect(box(second, LOGIN)).toBeChecked();
  await expect(box(second, WINDOW)).not.toBeChecked();
  await expect(box(second, AWAKE)).toBeChecked();
  await expect.poll(() => blocks(second)).toBe(1);

  // The desktop does not answer.
  await second.electron.evaluate(({ ipcMain }) => ipcMain.removeHandler('lanai:call:changeRunning'));
  await box(second, AWAKE).click();
  await expect(section(second).getByRole('alert')).toBeVisible();
  await expect(box(second, AWAKE)).toBeChecked();
});

test('a start at login shows no window, and a second one neither, until the owner opens it', async ({ bus, computer }) => {
  const desktop = await computer.start({ args: ['--hidden'] });
  expect(await isVisible(desktop)).toBe(false);
  expect(await computer.startAgain('--hidden')).toBe(0);
  expect(await isVisible(desktop)).toBe(false);
  await (await bus.tray()).click();
  await expect.poll(() => isVisible(desktop)).toBe(true);
  await close(desktop);
  await expect.poll(() => isVisible(desktop)).toBe(false);
  expect(await computer.startAgain()).toBe(0);
  await expect.poll(() => isVisible(desktop)).toBe(true);
});

test.describe('without a place for tray icons', () => {
  test.use({ withTray: false });

  test('a start at login has a window that can be reached, and closing it always quits', async ({ computer }) => {
    const desktop = await computer.start({ args: ['--hidden'] });
    await expect.poll(() => isReachable(desktop)).toBe(true);
    await openSection(desktop);
    await expect(box(desktop, WINDOW)).toBeDisabled();
    await expect(box(desktop, WINDOW)).not.toBeChecked();
    await expect(section(desktop)).toContainText('This desktop shows no tray icons, so closing the window always quits Lanai');
    await expectAccessibleInBothThemes(desktop.page);
    const ended = desktop.ended();
    await close(desktop);
    expect(await ended).toBe(0);
  });
});

const folderOf = ({ configDir }: Computer): string => path.join(configDir, 'autostart');

/** The file, when it is there. The home of the tests is not the usual one, so that its file has its own name. */
async function fileOf(computer: Computer): Promise<string> {
  const names = (): Promise<string[]> => readdir(folderOf(computer)).catch(() => []);
  await expect.poll(names).toEqual([expect.stringMatching(/^lanai-[0-9a-f]{8}\.desktop$/)]);
  return path.join(folderOf(computer), (await names())[0] ?? '');
}

/** Electron counts them up from a small number, and does not list them. */
function blocks({ electron }: DesktopApp): Promise<number> {
  return electron.evaluate(
    ({ powerSaveBlocker }) => Array.from({ length: 50 }, (_, id) => powerSaveBlocker.isStarted(id)).filter(Boolean).length,
  );
}

/** As the desktop has it, after the changes that are under way. */
function stateOf({ page }: DesktopApp): Promise<unknown> {
  return page.evaluate(() => (Reflect.get(window, 'lanai') as { runningState(): Promise<unknown> }).runningState());
}

const windowOf = (desktop: DesktopApp) => desktop.electron.browserWindow(desktop.page);

async function close(desktop: DesktopApp): Promise<void> {
  await (await windowOf(desktop)).evaluate((window: BrowserWindow) => void setImmediate(() => window.close()));
}

async function isVisible(desktop: DesktopApp): Promise<boolean> {
  return (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.isVisible());
}

async function isReachable(desktop: DesktopApp): Promise<boolean> {
  return (await windowOf(desktop)).evaluate((window: BrowserWindow) => window.isVisible() || window.isMinimized());
}
