// Another program uses the home's usual ports: the app opens on other ports and says so, and that program learns nothing.
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { expect, test, type Computer, type DesktopApp } from './desktop-app.ts';
import { freePort } from './free-port.ts';
import { command, message, say } from './home.ts';

interface OtherProgram {
  port: number;
  /** Every connection, and what was sent on it. */
  heard: string[];
  close(): Promise<void>;
}

const others = new Set<OtherProgram>();
test.afterEach(async () => {
  for (const other of others) await other.close();
});

/** As soon as the port is free. */
async function otherProgram(port: number): Promise<OtherProgram> {
  const heard: string[] = [];
  const hear = (socket: Socket): void => {
    heard.push('a connection');
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => (heard.push(data.toString()), socket.end('HTTP/1.1 200 OK\r\n\r\nPWNED')));
  };
  let server: Server | null = null;
  while (!server) server = await listening(createServer(hear), port);
  const taken = server;
  const other = {
    port,
    heard,
    close() {
      others.delete(other);
      return new Promise<void>((resolve) => void taken.close(() => resolve()));
    },
  };
  others.add(other);
  return other;
}

/** Null when the port is not free. */
function listening(server: Server, port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'used by another program' });
const keyOf = async ({ dataDir }: Computer): Promise<string> => (await readFile(path.join(dataDir, 'agent.key'), 'utf8')).trim();

/** As a double click, but with other usual ports: tests run at the same time. */
function doubleClick(computer: Computer, web: number, agents: number): Promise<DesktopApp> {
  return computer.start({ args: [`--port=${web}`, `--tcp-port=${agents}`, '--another-port'] });
}

test('with both ports taken the app opens on others, shows their address, and has the usual ports at the next start', async ({
  computer,
}) => {
  const [web, agents] = [await otherProgram(await freePort()), await otherProgram(await freePort())];
  const first = await doubleClick(computer, web.port, agents.port);
  const { page } = first;
  const { origin } = new URL(page.url());
  expect(origin).not.toContain(String(web.port));
  await say(page, 'lobby', 'It opens.');
  await expect(message(page, 'It opens.')).toHaveCount(1);

  await expect(notice(page)).toContainText(`Ports ${web.port} and ${agents.port} are used by another program.`);
  await expect(notice(page)).toContainText(`this home is at ${origin}, `);
  await expectAccessibleInBothThemes(page, 'the notice');
  const tcp = /agents connect to (\S+:\d+)/.exec(await notice(page).innerText())?.[1] ?? '';
  const ada = await connectAgent(tcp, await keyOf(computer), 'Ada');
  await ada.request('join_room', { room_id: 'lobby' });
  await ada.request('send_message', { room_id: 'lobby', content: 'So does this door.' });
  await expect(message(page, 'So does this door.')).toHaveCount(1);
  ada.close();
  const { links } = await command<{ links: string[] }>(page, 'create_invite', { name: 'Gus' });
  expect(links.map((link) => new URL(link).origin)).toEqual([origin]);

  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Agents' });
  await dialog.getByRole('tab', { name: 'curl' }).click();
  const snippet = dialog.getByRole('region', { name: 'Program' });
  await expect(snippet).toContainText(`${origin}/api/rooms/lobby/messages`);
  for (const taken of [web, agents]) await expect(snippet).not.toContainText(String(taken.port));
  await page.keyboard.press('Escape');
  await notice(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice(page)).toHaveCount(0);

  await computer.quit(first);
  expect([web.heard, agents.heard]).toEqual([[], []]);
  await Promise.all([web.close(), agents.close()]);
  const second = await doubleClick(computer, web.port, agents.port);
  expect(new URL(second.page.url()).port).toBe(String(web.port));
  await expect(message(second.page, 'It opens.')).toHaveCount(1);
  await expect(notice(second.page)).toHaveCount(0);
  (await connectAgent(`127.0.0.1:${agents.port}`, await keyOf(computer), 'Ada')).close();
});

test('a program that takes the port after a crash receives nothing, and the app continues on another port', async ({ bus, computer }) => {
  const [web, agents] = [await freePort(), await freePort()];
  const app = await doubleClick(computer, web, agents);
  const { page } = app;
  // The reply means that the message is on disk. The page would show its own message earlier, and keep an unsent one at the old address.
  await command(page, 'send_message', { room_id: 'lobby', content: 'Before.' });
  await expect(message(page, 'Before.')).toHaveCount(1);
  await expect(notice(page)).toHaveCount(0);
  process.kill(await app.gatewayPid(), 'SIGKILL');
  const other = await otherProgram(web);

  await expect.poll(() => new URL(page.url()).port).not.toBe(String(web));
  await expect(message(page, 'Before.')).toHaveCount(1);
  await expect(notice(page)).toContainText(`Port ${web} is used by another program.`);
  await say(page, 'lobby', 'After.');
  await expect(message(page, 'After.')).toHaveCount(1);
  // The tray and the notifications of the desktop have moved too.
  const ada = await connectAgent(`127.0.0.1:${agents}`, await keyOf(computer), 'Ada');
  const { room_id } = await ada.request('create_room', { name: 'after', public: true });
  await ada.request('join_room', { room_id });
  await command(page, 'join_room', { room_id });
  await ada.request('send_message', { room_id, content: '@Maya are you there?' });
  await bus.notification(({ summary }) => summary === 'Ada in after');
  ada.close();
  expect(other.heard).toEqual([]);
  await expect(page.getByText('PWNED')).toHaveCount(0);
});
