// Web Push from a running server to a push service of the test: to whom it goes, when, and what it says.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { PAGE_ORIGIN, payloadOf, pushHomeForEach, SETTLE_MS } from '../../testing/push-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';

const HOUR_MS = 60 * 60 * 1000;

const at = pushHomeForEach();

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');

describe('A push', () => {
  it('comes for a mention, names the author and the room, and has no text', async () => {
    await at.subscribed();
    const { seq } = await at.say('@Gus the beans are **ripe**');
    await at.settle();
    await at.received(1);
    const { public_key } = (await at.gus.get('/api/push')).json() as Reply<'list_push_devices'>;
    const { headers, claims, key, notification } = at.last() ?? {};
    expect(notification?.title).toMatch(/^.+ wrote in .+$/);
    expect(notification).toMatchObject({ body: '', navigate: `${PAGE_ORIGIN}/#/room/${LOBBY_ID}/${seq}`, tag: LOBBY_ID });
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' });
    expect(headers?.topic).toMatch(/^[0-9a-f]{32}$/);
    expect([claims?.aud, claims?.sub, key]).toEqual([at.service.origin, PAGE_ORIGIN, public_key]);
    const lifetime_s = (claims?.exp ?? 0) - at.clock.now() / 1000;
    expect(lifetime_s).toBeGreaterThan(0);
    expect(lifetime_s).toBeLessThan(24 * 60 * 60);
    await expect.poll(() => at.deviceOf()).toMatchObject({ failure: null, delivered_at: expect.any(Number) as number });
  });

  it('has the same size for short and for somewhat longer texts, and shows as much as the device chose', async () => {
    await at.subscribed(at.gus, { shows: 'text' });
    await at.say('@Gus hi');
    await at.settle();
    await at.received(1);
    expect(at.last()?.notification.body).toBe('@Gus hi');
    await at.say('@Gus how are the beans today?');
    await at.settle();
    await at.received(2);
    expect(at.last()?.bytes).toBe(at.service.received[0]?.bytes);
    await at.gus.put('/api/push', payloadOf(at.service.device(), { shows: 'nothing' }));
    await at.say('@Gus hidden');
    await at.settle();
    await at.received(3);
    expect(at.last()?.notification).toMatchObject({ title: 'Lanai', body: 'A new message' });
  });

  it('comes for direct messages and for the reply of an agent, and not for other messages or for one’s own', async () => {
    await at.subscribed();
    await at.say('Without a mention');
    await at.say('@Gus by myself', LOBBY_ID, at.gus);
    await at.nothingComes(0);
    const direct = (await at.home.owner.post('/api/directs', { participant_id: await idOf(at.gus) })).json() as Room;
    await at.say('Just us', direct.id);
    await at.settle();
    await at.received(1);
    const ada = await at.home.agent('Ada');
    await ada.request('join_room', { room_id: LOBBY_ID });
    await ada.request('send_message', { room_id: LOBBY_ID, content: 'Without a question' });
    await at.nothingComes(1);
    await at.say('@Ada what is ripe?', LOBBY_ID, at.gus);
    await ada.request('send_message', { room_id: LOBBY_ID, content: 'The beans' });
    await at.settle();
    await at.received(2);
    expect(at.last()?.notification.title).toMatch(/^Ada wrote in /);
  });

  it('comes for the direct message that an agent begins', async () => {
    await at.subscribed();
    const scout = await at.home.agent('Scout');
    const { payload } = await scout.request('open_direct', { participant_id: await idOf(at.gus) });
    await scout.request('send_message', { room_id: (payload as Room).id, content: 'The build is green' });
    await at.settle();
    await at.received(1);
    expect(at.last()?.notification).toMatchObject({ title: expect.stringContaining('Scout') as string });
  });

  it('does not come in a muted room, in a quiet time, or for a person who wants none', async () => {
    await at.subscribed();
    await at.gus.put(`/api/rooms/${LOBBY_ID}/notifications`, { level: 'none' });
    await at.say('@Gus muted');
    await at.nothingComes(0);
    await at.gus.put(`/api/rooms/${LOBBY_ID}/notifications`, { level: 'default' });
    await at.gus.patch('/api/notifications', { quiet_until: at.clock.now() + HOUR_MS });
    await at.say('@Gus quiet');
    await at.nothingComes(0);
    await at.gus.patch('/api/notifications', { quiet_until: null, what: 'nothing' });
    await at.say('@Gus nothing');
    await at.nothingComes(0);
    await at.gus.patch('/api/notifications', { what: 'for_me' });
    await at.say('@Gus again');
    await at.settle();
    await at.received(1);
  });

  it('uses the clock of the device for quiet hours', async () => {
    const hour = new Date(at.clock.now()).getUTCHours();
    const quiet_hours = { is_on: true, from: hour * 60, to: ((hour + 2) % 24) * 60, days: [0, 1, 2, 3, 4, 5, 6] };
    await at.gus.patch('/api/notifications', { quiet_hours });
    await at.subscribed(at.gus, { time_zone: 'UTC' });
    await at.say('@Gus at home');
    await at.nothingComes(0);
    await at.subscribed(at.gus, { time_zone: 'Etc/GMT+8' });
    await at.say('@Gus far away');
    await at.settle();
    await at.received(1);
  });

  it('comes once for a burst in a room, for its newest message', async () => {
    await at.subscribed(at.gus, { shows: 'text' });
    for (const word of ['one', 'two', 'three']) await at.say(`@Gus ${word}`);
    await at.say('Without a mention');
    await at.settle();
    await at.received(1);
    expect(at.last()?.notification.body).toBe('@Gus three');
    await at.nothingComes(1);
  });

  it('comes after the clock was set back', async () => {
    await at.subscribed();
    await at.say('@Gus before');
    await at.settle();
    await at.received(1);
    at.clock.pass(-HOUR_MS);
    await at.say('@Gus after');
    await at.settle();
    await at.received(2);
  });

  it('waits a moment for a person who is connected, and does not come for what was read', async () => {
    await at.subscribed();
    const socket = await at.home.socketOf(at.gus);
    await socket.request('watch', WATCH);
    const { seq } = await at.say('@Gus read at once');
    await at.settle(SETTLE_MS - 1);
    await at.gus.put(`/api/rooms/${LOBBY_ID}/read`, { seq });
    await at.nothingComes(0);
    await at.say('@Gus not read');
    await at.settle(2 * SETTLE_MS);
    await at.received(1);
  });

  it('does not come for a message that was deleted, for a room that was left, or after the access ended', async () => {
    const { id: room_id } = (await at.home.owner.post('/api/rooms', { name: 'garden', public: false })).json() as Room;
    const id = await idOf(at.gus);
    await at.home.owner.put(`/api/rooms/${room_id}/members/${id}`);
    await at.subscribed();
    const message = await at.say('@Gus gone');
    await at.home.owner.delete(`/api/rooms/${LOBBY_ID}/messages/${message.id}`);
    await at.nothingComes(0);
    await at.say('@Gus secret', room_id);
    await at.home.owner.delete(`/api/rooms/${room_id}/members/${id}`);
    await at.nothingComes(0);
    await at.say('@Gus too late');
    await at.home.owner.delete(`/api/people/${id}/access`);
    await at.nothingComes(0);
    expect((await at.gus.get('/api/push')).status).toBe(401);
  });

  it('is decided again when its turn comes, after others of the same person', async () => {
    const { id: room_id } = (await at.gus.post('/api/directs', { participant_id: await idOf(at.home.owner) })).json() as Room;
    const browsers = Array.from({ length: 6 }, () => at.home.browser());
    for (const browser of browsers) {
      await browser.enter(at.home.gateway.issueOwnerToken());
      await at.subscribed(browser);
    }
    const waiting: (() => void)[] = [];
    at.service.answer = (response) => void waiting.push(() => response.writeHead(201).end());
    const message = await at.say('A word', room_id, at.gus);
    await at.settle();
    await at.received(4);
    await at.gus.delete(`/api/rooms/${room_id}/messages/${message.id}`);
    for (const answer of waiting) answer();
    await at.nothingComes(4);
  });

  it.each([
    ['the access ends', async () => at.home.owner.delete(`/api/people/${await idOf(at.gus)}/access`)],
    ['the device signs out', () => at.gus.delete('/api/session')],
    ['another person signs in on the device', async () => at.gus.enter(at.home.gateway.issueOwnerToken())],
  ])('is aborted while it is sent when %s', async (_what, end) => {
    await at.subscribed();
    const closed = Promise.withResolvers<void>();
    at.service.answer = (response) => void response.once('close', closed.resolve);
    await at.say('@Gus slow');
    await at.settle();
    await at.received(1);
    await end();
    await closed.promise;
  });

  it('ends with the session, and with its own end', async () => {
    await at.subscribed();
    await at.gus.delete('/api/push');
    expect(await at.deviceOf()).toBeUndefined();
    await at.say('@Gus off');
    await at.nothingComes(0);
    await at.subscribed();
    await at.gus.delete('/api/session');
    await at.say('@Gus signed out');
    await at.nothingComes(0);
  });
});
