// The main job, from the first start to the second: a home, a room, an agent that is not ours, a friend, a crash.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { once } from 'node:events';
import type { BrowserWindow } from 'electron';
import { chromium, type Browser, type Page } from '@playwright/test';
import { expect, FRIENDS_ADDRESS, test, type Computer, type DesktopApp } from './desktop-app.ts';
import { composer, message, say, sidebarRow } from './home.ts';

test('a home with people and an agent keeps its messages when it is killed and when it is closed', async ({ bus, computer }) => {
  test.setTimeout(120_000);
  const app = await computer.start({ expects: 'any page' });
  await welcome(app.page);
  await makeRoom(app.page, 'launch-plan');
  const agent = await startAgent(computer, 'Ada', 'launch-plan');

  await test.step('the owner calls the agent from the picker, and the answer is there', async () => {
    await composer(app.page, 'launch-plan').pressSequentially('Hello @Ad');
    await app.page.getByRole('option', { name: /Ada/ }).click();
    await composer(app.page, 'launch-plan').pressSequentially('are you there?');
    await composer(app.page, 'launch-plan').press('Enter');
    await expect(message(app.page, 'You said: Hello @Ada are you there?')).toBeVisible();
  });

  await test.step('with the window hidden, the tray and a notification say so, and a click opens the message', async () => {
    await sidebarRow(app.page, 'lobby').click();
    await say(app.page, 'lobby', 'Somewhere else.');
    await openRoom(app.page, 'launch-plan');
    await say(app.page, 'launch-plan', '@Ada the second question');
    await sidebarRow(app.page, 'lobby').click();
    await (await app.electron.browserWindow(app.page)).evaluate((window: BrowserWindow) => window.hide());
    const shown = await bus.notification(({ body }) => body.includes('the second question'));
    expect(shown.summary).toContain('Ada');
    const tray = await bus.tray();
    await expect.poll(tray.tooltip).toMatch(/unread/);
    bus.clickNotification(shown.id);
    await expect.poll(() => isVisible(app)).toBe(true);
    await expect(message(app.page, 'You said: @Ada the second question')).toBeInViewport();
  });

  const friends = await chromium.launch(test.info().project.use.launchOptions);
  const tomas = await inviteAndJoin(app.page, friends, 'Tomás');

  await test.step('the friend and the owner see each other write, and what is unread', async () => {
    await composer(tomas, 'launch-plan').pressSequentially('Good eve');
    await expect(app.page.getByText('Tomás is writing')).toBeVisible();
    await composer(tomas, 'launch-plan').fill('Good evening.');
    await sidebarRow(app.page, 'lobby').click();
    await composer(tomas, 'launch-plan').press('Enter');
    await expect(sidebarRow(app.page, 'launch-plan')).toContainText('1');
    await openRoom(app.page, 'launch-plan');
    await expect(message(app.page, 'Good evening.')).toBeVisible();
    await expect(sidebarRow(app.page, 'launch-plan')).not.toContainText('1');
    await say(app.page, 'launch-plan', 'Good evening, Tomás.');
    await expect(message(tomas, 'Good evening, Tomás.')).toBeVisible();
  });

  await test.step('after kill -9 of the gateway everyone is connected again, and no message is lost or doubled', async () => {
    for (let count = 1; count <= 5; count += 1) await say(tomas, 'launch-plan', `before ${count}`);
    await expect(message(app.page, 'before 5')).toBeVisible();
    const killed = await app.gatewayPid();
    process.kill(killed, 'SIGKILL');
    await expect(app.page.getByText(/Your Lanai is starting again|Reconnecting/).first()).toBeVisible();
    await say(app.page, 'launch-plan', 'during the crash');
    await expect.poll(() => app.gatewayPid().catch(() => killed), { intervals: [50] }).not.toBe(killed);
    await expect(message(tomas, 'during the crash')).toBeVisible();
    for (let count = 1; count <= 5; count += 1) await expect(message(tomas, `before ${count}`)).toHaveCount(1);
    await say(tomas, 'launch-plan', 'we are @Ada still here');
    await expect(message(app.page, 'You said: we are @Ada still here')).toHaveCount(1);
    await expect(message(app.page, 'during the crash')).toHaveCount(1);
  });

  await test.step('closed and started again, it is the same home in the same state', async () => {
    await friends.close();
    agent.kill('SIGKILL');
    expect(await computer.quit(app)).toBe(0);
    const again = await computer.start({ expects: 'any page' });
    await expect(again.page.getByRole('heading', { name: 'Maya’s Lanai' })).toBeVisible();
    await openRoom(again.page, 'launch-plan');
    await expect(message(again.page, 'You said: we are @Ada still here')).toBeVisible();
    await expect(again.page.getByText(/On your network/)).toBeVisible();
  });
});

async function welcome(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Maya');
  await page.getByRole('button', { name: 'Get started' }).click();
  await expect(message(page, /Welcome to .*I am Porter/)).toBeVisible();
  for (const step of ['Make a room', 'Connect an agent', 'Invite a friend']) {
    await message(page, /Welcome to .*I am Porter/)
      .getByRole('button', { name: step })
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

async function makeRoom(page: Page, name: string): Promise<void> {
  await message(page, /Welcome to .*I am Porter/)
    .getByRole('button', { name: 'Make a room' })
    .click();
  await page.getByRole('dialog').getByRole('textbox').first().fill(name);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /make|create/i })
    .click();
  await expect(composer(page, name)).toBeVisible();
}

/** Runs the agent's own program, and waits until it says that it has joined. */
async function startAgent(computer: Computer, name: string, roomName: string): Promise<ChildProcess> {
  const program = path.join(import.meta.dirname, 'plain-agent.mjs');
  const thinkMs = '700';
  const agent = spawn(
    process.execPath,
    [program, String(computer.tcpPort), path.join(computer.dataDir, 'agent.key'), name, roomName, thinkMs],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(agent.stdout, 'data');
  return agent;
}

/** Opens the home on the network, makes an invite in the dialog, and follows its link in a browser of the friend's. */
async function inviteAndJoin(page: Page, friends: Browser, name: string): Promise<Page> {
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invites', exact: true });
  await dialog.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
  await dialog.getByLabel('Their name').fill(name);
  await dialog.getByRole('button', { name: 'Make invite' }).click();
  await expect(dialog.getByLabel('Invite link')).toHaveValue(new RegExp(`^http://${FRIENDS_ADDRESS}:`));
  const link = await dialog.getByLabel('Invite link').inputValue();
  await page.keyboard.press('Escape');
  const friend = await friends.newPage({ locale: 'en-GB', viewport: { width: 1024, height: 768 } });
  await friend.goto(link);
  await friend.getByRole('button', { name: 'Join' }).click();
  await openRoom(friend, 'launch-plan');
  return friend;
}

async function openRoom(page: Page, name: string): Promise<void> {
  await sidebarRow(page, name).click();
  await expect(composer(page, name)).toBeVisible();
}

const isVisible = async (app: DesktopApp) =>
  (await app.electron.browserWindow(app.page)).evaluate((window: BrowserWindow) => window.isVisible());
