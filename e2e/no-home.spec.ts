// A server that is no home, and was joined by a link.
import { expect, testOnOneDesktop } from './desktop-app.ts';
import {
  answerDialogs,
  chooseInMenu,
  fillStorage,
  keptIn,
  openLink,
  pageAt,
  partitionOf,
  railOf,
  registerWorker,
  startHostile,
  tile,
} from './desktop-views.ts';
import { HOME_NAME } from './home.ts';

const test = testOnOneDesktop();

test('a server that is no home gets nothing: no redirect, no dialog, no full screen, and it can be removed', async ({
  computer,
  desktop,
}) => {
  const { origin } = new URL(desktop.page.url());
  const asked = await answerDialogs(desktop, 'Join');
  const hostile = await startHostile(origin);
  await openLink(computer, `${hostile.origin}/join#abc`);
  const page = await pageAt(desktop, new RegExp(`^${hostile.origin}/join`));
  await expect(tile(await railOf(desktop), '“the own home”')).toBeVisible();
  const seen = await page.evaluate(() => {
    const alerted = window.alert('Your password?') ?? 'returned';
    // Electron never answers a refused request for the full screen.
    document.documentElement.requestFullscreen().catch(() => undefined);
    return alerted;
  });
  expect(seen).toBe('returned');
  expect(await asked()).toEqual([`Join the home at ${new URL(hostile.origin).host}?`]);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();

  const partition = await partitionOf(desktop, hostile.origin);
  const kept = () => keptIn(desktop, partition, `${hostile.origin}/health`);
  await fillStorage(desktop, hostile.origin);
  await registerWorker(page);
  expect(await kept()).toEqual([0, 1, 1, 1]);

  // When a page closes itself, the own home is shown. The page is loaded again when the user opens it.
  await page.evaluate(() => window.close()).catch(() => undefined);
  await expect(tile(await railOf(desktop), HOME_NAME)).toHaveAttribute('aria-current', 'page');
  await desktop.electron.evaluate(({ BrowserWindow }) => ['focus', 'resize'].map((event) => BrowserWindow.getAllWindows()[0]?.emit(event)));
  await tile(await railOf(desktop), '“the own home”, cannot be reached').click();
  const anew = await pageAt(desktop, new RegExp(`^${hostile.origin}/join`));

  await anew.evaluate(() => void (location.href = '/enter')).catch(() => undefined);
  await expect.poll(hostile.asked).toContain('/enter');
  expect(hostile.asked()).toContain('/enter');
  expect(desktop.electron.windows().filter((each) => each.url().startsWith(origin))).toHaveLength(1);

  await chooseInMenu(desktop, 'Load again');
  await tile(await railOf(desktop), '“the own home”').click({ button: 'right' });
  const away = await pageAt(desktop, 'lanai-shell://page/');
  await expect(away.getByRole('alert')).toContainText('leads to another address');

  // A page that is not there is loaded too.
  await away.evaluate(() => window.close()).catch(() => undefined);
  await expect(tile(await railOf(desktop), HOME_NAME)).toHaveAttribute('aria-current', 'page');
  const earlier = hostile.asked().length;
  await tile(await railOf(desktop), '“the own home”').click({ button: 'right' });
  await expect.poll(() => hostile.asked().slice(earlier)).toContain('/');

  await answerDialogs(desktop, 'Remove');
  await chooseInMenu(desktop, 'Remove…');
  await tile(await railOf(desktop), '“the own home”').click({ button: 'right' });
  await expect(tile(await railOf(desktop), '“the own home”')).toHaveCount(0);
  await expect.poll(kept).toEqual([0, 0, 0, 0]);
  await hostile.close();
});
