// A real Firefox as a friend's browser: the certificate that it is to trust, the page of the invite, and pushes of this server, which a
// push service of the test brings.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MESSAGE_COMMANDS } from '../../../../src-shared/commands/messages.ts';
import { ROOM_COMMANDS } from '../../../../src-shared/commands/rooms.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Browser } from '../../testing/browser.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { createFirefoxProfile, ENTER, FIREFOX, type Firefox, type FirefoxProfile } from '../../testing/firefox.ts';
import { startFirefoxPushService, type FirefoxPushService } from '../../testing/firefox-push-service.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { ask } from '../../testing/http-client.ts';
import { startNotificationBus, type NotificationBus } from '../../testing/notification-bus.ts';
import { READS, SETTLE_MS } from '../../testing/push-home.ts';

const ADDRESS = '127.0.0.2';
const APP = path.resolve(import.meta.dirname, '../../../..', process.env.LANAI_E2E_DIST ?? 'dist', 'renderer');
/** As the worker of the page has them. */
const NOTIFICATIONS = `navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((all) => all.map(({ title, body }) => title + ': ' + body))`;
const SHORT_CODE = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;
const TEST = 'Lanai: Pushes reach this device.';
const MENTION = 'Maya wrote in lobby: ';
/** The status of Firefox's push service for a push that it took. */
const TAKEN = 100;

// A machine for tests has one: there the lack of it is a failure.
const isSkipped = FIREFOX === null && process.env.CI === undefined;
if (isSkipped) console.log('Skipped: no Firefox is installed, with which pushes and the pages for friends are tried.');

describe.skipIf(isSkipped)('a friend with Firefox', () => {
  const clock = createTestClock();
  let folder: string;
  let service: FirefoxPushService;
  let desktop: NotificationBus;
  let profile: FirefoxProfile;
  let home: TestHome;
  let firefox: Firefox;
  let phone: Browser;
  let plain: string;
  let secure: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lanai-for-firefox-'));
    service = await startFirefoxPushService();
    desktop = await startNotificationBus();
    profile = createFirefoxProfile({ ...service.preferences, 'permissions.default.desktop-notification': 1 });
    home = await startTestHome({
      dataDir: path.join(folder, 'home'),
      appFolder: APP,
      lanAddresses: [ADDRESS],
      after: realAfterBut((ms) => ms === SETTLE_MS, clock),
      pushServices: { admits: service.isOwn, rule: 'any' },
    });
    const { port } = new URL(home.url);
    plain = `http://${ADDRESS}:${port}`;
    secure = `https://${ADDRESS}:${port}`;
    await home.owner.post('/api/setup', { owner_name: 'Maya', home_name: 'Garden' });
    await home.owner.put('/api/sharing', { addresses: [ADDRESS] });
    await home.owner.put('/api/sharing/certificate', { certificate: { kind: 'own' } });
    phone = home.browser();
    firefox = await profile.start(desktop.environment);
  }, 120_000);

  afterAll(async () => {
    await firefox?.close();
    await home?.close();
    await service?.close();
    await desktop?.close();
    profile?.remove();
    rmSync(folder, { recursive: true, force: true });
    expect(home?.logged).toEqual([]);
  });

  /** By the worker of the app. */
  const shown = (): Promise<string[]> => firefox.page.read(NOTIFICATIONS, z.array(z.string()));
  const openNotifications = async (): Promise<void> => {
    await firefox.page.press('button', 'Settings');
    await firefox.page.press('button', 'Notifications');
  };
  const lobby = async () => ROOM_COMMANDS.room_info.reply.parse((await home.owner.get(`/api/rooms/${LOBBY_ID}`)).json());
  const isAway = async (): Promise<boolean> => {
    const { participants, presence } = await lobby();
    const sarah = participants.find(({ name }) => name === 'Sarah K');
    return sarah !== undefined && presence.find(({ participant_id }) => participant_id === sarah?.id)?.online !== true;
  };
  const readOnPhone = async (): Promise<void> => {
    const { messages } = MESSAGE_COMMANDS.get_history.reply.parse((await phone.get(`/api/rooms/${LOBBY_ID}/messages`)).json());
    expect((await phone.put(`/api/rooms/${LOBBY_ID}/read`, { seq: messages.at(-1)?.seq })).status).toBe(200);
  };
  /** The owner's message, for which nothing waits any more. */
  const mention = async (): Promise<void> => {
    expect((await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: '@Sarah K come and see' })).status).toBe(201);
    clock.pass(SETTLE_MS);
  };

  it('is shown that it does not trust the certificate, and that it does after the certificate was added', async () => {
    await firefox.page.open(`${plain}/trust`);
    await firefox.page.shows('This device does not trust it yet.');
    await firefox.close();
    const file = path.join(folder, 'lanai.crt');
    writeFileSync(file, (await ask(`${plain}/trust/lanai.crt`)).bytes);
    profile.trust(file);
    firefox = await profile.start(desktop.environment);
    await firefox.page.open(`${plain}/trust`);
    await firefox.page.shows('This device trusts it.');
  });

  it('joins by the link of an invite with a name, and writes a first message', async () => {
    const invited = await home.owner.post('/api/invites', { name: 'Sarah', room_ids: [LOBBY_ID] });
    await firefox.page.open(`${secure}/join#${invited.field('code')}`);
    await firefox.page.press('textbox', 'Your name');
    await firefox.page.type(` K${ENTER}`);
    await firefox.page.press('textbox', 'Message lobby');
    await firefox.page.type(`hello from Firefox${ENTER}`);
    await expect.poll(async () => (await home.owner.get(`/api/rooms/${LOBBY_ID}/messages`)).text).toContain('hello from Firefox');
  });

  it('signs in on a phone too, with the short code of Settings', async () => {
    await firefox.page.press('button', 'Settings');
    await firefox.page.press('button', 'You');
    await firefox.page.press('button', 'Add a device');
    const text = () => firefox.page.read('document.body.innerText', z.string());
    let code = '';
    await expect.poll(async () => (code = SHORT_CODE.exec(await text())?.[0] ?? '')).not.toBe('');
    await phone.enterByCode(code);
    expect((await phone.get('/api/session')).field('me.name')).toBe('Sarah K');
    await firefox.page.open(`${secure}/`);
  });

  it('turns on pushes, and a test is shown by the worker of the app', async () => {
    await openNotifications();
    await firefox.page.press('checkbox', 'Push to this device');
    await firefox.page.shows('No push was sent yet.');
    expect(service.endpoints).toHaveLength(1);
    await firefox.page.press('button', 'Send a test');
    await firefox.page.shows('The notification should appear in a moment.');
    await expect.poll(() => desktop.shown).toEqual([TEST]);
    expect(await shown()).toEqual([TEST]);
  });

  it('is shown who wrote while the app is closed, until it is open in that room', async () => {
    await firefox.page.open('about:blank');
    await expect.poll(isAway).toBe(true);
    await mention();
    await expect.poll(() => desktop.shown).toEqual([TEST, MENTION]);
    expect(service.codes).toEqual([TAKEN, TAKEN]);
    // A page without the app, which would read the room.
    await firefox.page.open(`${secure}/trust`);
    expect(await shown()).toContain(MENTION);
    // Nothing is left to read when the app opens, so no event closes it.
    await readOnPhone();
    await firefox.page.open(`${secure}/`);
    await firefox.page.press('textbox', 'Message lobby');
    await expect.poll(shown).not.toContain(MENTION);
  });

  it('gives its address at the push service back when pushes are turned off', async () => {
    await openNotifications();
    await firefox.page.press('checkbox', 'Push to this device');
    await expect.poll(() => service.endpoints).toEqual([]);
    await firefox.page.press('checkbox', 'Push to this device');
    await firefox.page.press('button', 'Send a test');
    await expect.poll(() => desktop.shown).toEqual([TEST, MENTION, TEST]);
    expect(service.answered).toEqual([201, 201, 201]);
  });

  it('is dropped when its push service does not know it any more, and the page says so', async () => {
    service.forget();
    await firefox.page.press('button', 'Send a test');
    await firefox.page.shows('answered 410.');
    await firefox.page.until(`!document.body.innerText.includes('Send a test')`);
    await firefox.page.open('about:blank');
    await expect.poll(isAway).toBe(true);
    await mention();
    for (let read = 0; read < READS; read += 1) await home.owner.get(`/api/rooms/${LOBBY_ID}/messages?limit=1`);
    expect(service.answered).toEqual([201, 201, 201, 410]);
  });
});
