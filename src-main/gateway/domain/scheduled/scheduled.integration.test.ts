// Messages are sent at their time, once, and as their authors may send at that moment.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { SCHEDULED_AHEAD_MAX_MS } from '../../../../src-shared/limits.ts';
import type { ScheduledMessage } from '../../../../src-shared/scheduled.ts';
import type { Browser } from '../../testing/browser.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const SEALED = `clw1:${'A'.repeat(40)}`;
const DAILY = { every: 'day' as const, days: [], time_zone: 'Europe/Berlin' };
const PATIENT = { timeout: 10_000 };

/** The server compares the clock this often. Everything else takes its time. */
const COMPARED_EVERY_MS = 20_000;
const clock = createTestClock();
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;
const home = homeForAll({ now, after: realAfterBut((ms) => ms === COMPARED_EVERY_MS, clock) });

function pass(ms: number): void {
  aheadMs += ms;
  clock.pass(COMPARED_EVERY_MS);
}

interface Cast {
  gus: Browser;
  owner: Watcher;
  guest: Watcher;
}
let cast: Cast;
beforeAll(async () => {
  const gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
  cast = { gus, owner: await watchAs(home, home.owner), guest: await watchAs(home, gus) };
});

const later = (who: Watcher, more: object = {}): Promise<ScheduledMessage> =>
  who.do('schedule_message', { room_id: LOBBY_ID, content: newId(), send_at: now() + HOUR_MS, ...more });

/** How often a message with this text is in the room, as its members read it. */
async function timesSent(content: string, room_id = LOBBY_ID): Promise<number> {
  const { messages } = await cast.owner.do('get_history', { room_id, limit: 200 });
  return messages.filter((each) => each.content === content).length;
}

const sent = (content: string, count: number, room_id = LOBBY_ID) => expect.poll(() => timesSent(content, room_id), PATIENT).toBe(count);

const entryOf = async (who: Watcher, id: string): Promise<ScheduledMessage | undefined> => (await who.picture()).scheduled[id];

/** A room of the owner with the guest in it. */
const roomOfBoth = async (more: object = {}): Promise<string> =>
  (await cast.owner.do('create_room', { name: newId(), member_ids: [cast.guest.id], ...more })).id;

async function codeOf(browser: Browser, command: string, payload: object): Promise<unknown> {
  const client = await home.socketOf(browser);
  const answer = await client.request(command, payload);
  client.close();
  return Reflect.get(Object(answer.payload), 'code');
}

describe('A message that is sent later', () => {
  it('is posted at its time and not before, once, with its mentions, and its author alone sees it waiting', async () => {
    const { owner, guest, gus } = cast;
    const phone = await watchAs(home, gus);
    const { id, content } = await later(guest, { content: `@Owner ${newId()}`, mentions: [owner.id] });
    expect(await entryOf(phone, id)).toMatchObject({ content, failure: null });
    expect((await phone.fresh()).scheduled[id]).toMatchObject({ content });
    expect(JSON.stringify(owner.events())).not.toContain(content);
    expect((await owner.fresh()).scheduled).toEqual({});
    pass(HOUR_MS - 5_000);
    await sent(content, 0);
    pass(5_000);
    await sent(content, 1);
    pass(DAY_MS);
    await sent(content, 1);
    expect(await entryOf(phone, id)).toBeUndefined();
    const posted = owner.events().flatMap((event) => (event.type === 'message.posted' ? [event.message] : []));
    expect(posted.find((each) => each.content === content)).toMatchObject({ author_id: guest.id, mentions: [owner.id], kind: 'chat' });
    phone.close();
  });

  it('is sent in a thread, with its files, in the text and at the time that it was changed to', async () => {
    const { guest, gus } = cast;
    const { id: thread_id } = await guest.do('send_message', { room_id: LOBBY_ID, content: 'A question' });
    const file = await gus.post(`/api/rooms/${LOBBY_ID}/files?name=a.txt`, 'aloha');
    const { id } = await later(guest, { thread_id, file_ids: [file.field('id')] });
    const content = newId();
    await guest.do('update_scheduled', { scheduled_id: id, content, send_at: now() + 3 * DAY_MS });
    pass(2 * DAY_MS);
    await sent(content, 0);
    pass(DAY_MS);
    await sent(content, 1);
    const { messages } = await guest.do('get_history', { room_id: LOBBY_ID, thread_id });
    expect(messages.at(-1)).toMatchObject({ content, thread_id, attachments: [{ name: 'a.txt' }] });
  });

  it('is sent now when its author says so, and never when it was cancelled', async () => {
    const [early, never] = [await later(cast.guest), await later(cast.guest)];
    await cast.guest.do('send_scheduled', { scheduled_id: early.id });
    await sent(early.content, 1);
    await cast.guest.do('cancel_scheduled', { scheduled_id: never.id });
    pass(2 * HOUR_MS);
    await sent(early.content, 1);
    await sent(never.content, 0);
    expect(await codeOf(cast.gus, 'send_scheduled', { scheduled_id: early.id })).toBe('message_not_found');
  });

  it('repeats at its time of day, and once when several times were missed', async () => {
    const first = await later(cast.guest, { repeat: DAILY });
    pass(HOUR_MS);
    await sent(first.content, 1);
    const second = await entryOf(cast.guest, first.id);
    expect(second?.send_at).toBeGreaterThan(now());
    pass(5 * DAY_MS);
    await sent(first.content, 2);
    const after = await entryOf(cast.guest, first.id);
    const hourIn = (time = 0): string => new Intl.DateTimeFormat('en', { timeStyle: 'medium', timeZone: 'Europe/Berlin' }).format(time);
    expect(hourIn(after?.send_at)).toBe(hourIn(first.send_at));
    expect((after?.send_at ?? 0) - now()).toBeLessThan(DAY_MS);
    await cast.guest.do('send_scheduled', { scheduled_id: first.id });
    expect((await entryOf(cast.guest, first.id))?.send_at).toBe(after?.send_at);
    await cast.guest.do('cancel_scheduled', { scheduled_id: first.id });
  });

  it('that repeats begins with the first day of its rhythm', async () => {
    const at = new Date(now());
    const saturday = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 7 + 6 - at.getUTCDay(), 9);
    const { id, send_at } = await later(cast.guest, { send_at: saturday, repeat: { ...DAILY, every: 'weekday', time_zone: 'UTC' } });
    expect(send_at).toBe(saturday + 2 * DAY_MS);
    await cast.guest.do('cancel_scheduled', { scheduled_id: id });
  });
});

describe('A message that may not be sent at its time', () => {
  it('fails with a reason for its author when the room was archived or the author left it', async () => {
    const { owner, guest } = cast;
    for (const [end, code] of [
      [(room_id: string) => owner.do('archive_room', { room_id }), 'room_archived'],
      [(room_id: string) => owner.do('remove_member', { room_id, participant_id: guest.id }), 'not_in_room'],
    ] as const) {
      const room_id = await roomOfBoth();
      const { id, content } = await later(guest, { room_id });
      await end(room_id);
      pass(HOUR_MS);
      await expect.poll(() => entryOf(guest, id), PATIENT).toMatchObject({ failure: { code } });
      pass(DAY_MS);
      await sent(content, 0, room_id);
      expect((await guest.fresh()).scheduled[id]).toMatchObject({ failure: { code } });
      await guest.do('cancel_scheduled', { scheduled_id: id });
    }
  });

  it('waits for a new time, or for its author to send it', async () => {
    const room_id = await roomOfBoth();
    const [one, two] = [await later(cast.guest, { room_id }), await later(cast.guest, { room_id })];
    await cast.owner.do('archive_room', { room_id });
    pass(HOUR_MS);
    for (const { id } of [one, two])
      await expect.poll(() => entryOf(cast.guest, id), PATIENT).toMatchObject({ failure: { code: 'room_archived' } });
    expect(await codeOf(cast.gus, 'send_scheduled', { scheduled_id: one.id })).toBe('room_archived');
    await cast.owner.do('archive_room', { room_id, archived: false });
    await cast.guest.do('send_scheduled', { scheduled_id: one.id });
    const again = await cast.guest.do('update_scheduled', { scheduled_id: two.id, send_at: now() + HOUR_MS });
    expect(again.failure).toBeNull();
    pass(HOUR_MS);
    for (const { content } of [one, two]) await sent(content, 1, room_id);
  });

  it('is not sent when its author has no access any more', async () => {
    const sam = await home.guest('Sam', { room_ids: [LOBBY_ID] });
    const watcher = await watchAs(home, sam);
    const { content } = await later(watcher);
    await cast.owner.do('revoke_access', { participant_id: watcher.id });
    pass(HOUR_MS);
    await sent(content, 0);
    watcher.close();
  });

  it('waits while its author has sent too much', async () => {
    const [one, two] = [await later(cast.guest), await later(cast.guest)];
    await home.owner.patch('/api/limits', { messages_per_guest: 1 });
    pass(HOUR_MS);
    await sent(one.content, 1);
    expect(await entryOf(cast.guest, two.id)).toMatchObject({ failure: null });
    await home.owner.patch('/api/limits', { messages_per_guest: null });
    pass(2 * HOUR_MS);
    await sent(two.content, 1);
    await sent(one.content, 1);
  });
});

describe('Who may send later', () => {
  it('is an agent with a key that allows it then, for the rooms of the key', async () => {
    const { owner } = cast;
    const made = await owner.do('create_key', { label: 'Robot', rights: ['read', 'post'], room_ids: [LOBBY_ID] });
    const agent = await home.agent('Robot', { key: made.secret });
    await agent.request('join_room', { room_id: LOBBY_ID });
    const ask = async (command: string, payload: object) => (await agent.request(command, payload)).payload as ScheduledMessage;
    const [one, two] = [newId(), newId()];
    const first = await ask('schedule_message', { room_id: LOBBY_ID, content: one, send_at: now() + HOUR_MS });
    await ask('schedule_message', { room_id: LOBBY_ID, content: two, send_at: now() + DAY_MS });
    expect(await ask('list_scheduled', {})).toMatchObject({ scheduled: [{ content: one }, { content: two }] });
    expect(await codeOf(cast.gus, 'cancel_scheduled', { scheduled_id: first.id })).toBe('message_not_found');
    pass(HOUR_MS);
    await sent(one, 1);
    await owner.do('update_key', { key_id: made.key.id, rights: ['read'] });
    pass(DAY_MS);
    await expect.poll(() => ask('list_scheduled', {}), PATIENT).toMatchObject({ scheduled: [{ failure: { code: 'access_denied' } }] });
    await sent(two, 0);
  });

  it('is a member: not a participant who only has the room open, and for no room that ends automatically', async () => {
    const room_id = await roomOfBoth({ ephemeral: true });
    expect(await codeOf(cast.gus, 'schedule_message', { room_id, content: 'x', send_at: now() + HOUR_MS })).toBe('invalid_payload');
    const { id: elsewhere } = await cast.owner.do('create_room', { name: newId() });
    expect(await codeOf(cast.gus, 'schedule_message', { room_id: elsewhere, content: 'x', send_at: now() + HOUR_MS })).toBe('not_in_room');
  });

  it('seals the message for a sealed room, and does not repeat it', async () => {
    const room_id = await roomOfBoth({ encrypted: true });
    const send_at = now() + HOUR_MS;
    expect(await codeOf(cast.gus, 'schedule_message', { room_id, content: 'x', send_at })).toBe('plaintext_in_encrypted_room');
    const sealed = { room_id, content: SEALED };
    expect(await codeOf(cast.gus, 'schedule_message', { ...sealed, send_at, repeat: DAILY })).toBe('invalid_payload');
    const { id } = await later(cast.guest, sealed);
    expect(await codeOf(cast.gus, 'update_scheduled', { scheduled_id: id, content: 'x' })).toBe('plaintext_in_encrypted_room');
    expect(await codeOf(cast.gus, 'update_scheduled', { scheduled_id: id, repeat: DAILY })).toBe('invalid_payload');
    pass(HOUR_MS);
    await sent(SEALED, 1, room_id);
  });

  it('repeats no message with files', async () => {
    const file = await cast.gus.post(`/api/rooms/${LOBBY_ID}/files?name=b.txt`, 'aloha');
    const more = { file_ids: [file.field('id')] };
    const payload = { room_id: LOBBY_ID, content: 'x', send_at: now() + HOUR_MS, ...more };
    expect(await codeOf(cast.gus, 'schedule_message', { ...payload, repeat: DAILY })).toBe('invalid_payload');
    const { id } = await later(cast.guest, more);
    expect(await codeOf(cast.gus, 'update_scheduled', { scheduled_id: id, repeat: DAILY })).toBe('invalid_payload');
    await cast.guest.do('cancel_scheduled', { scheduled_id: id });
  });

  it.each([
    ['a time that is over', { send_at: 1_000 }],
    ['a time beyond a year', { send_at: Date.now() + 10 * SCHEDULED_AHEAD_MAX_MS }],
    ['half a millisecond', { send_at: Date.now() + 0.5 + 10 * DAY_MS }],
    ['no time', {}],
    ['a rhythm that there is not', { repeat: { ...DAILY, every: 'year' } }],
    ['a zone that there is not', { repeat: { ...DAILY, time_zone: 'Mars/Olympus' } }],
    ['a rhythm without a zone', { repeat: { every: 'day' } }],
    ['a day that there is not', { repeat: { ...DAILY, every: 'week', days: [7] } }],
  ])('does not take %s', async (what, wrong) => {
    const send_at = what.includes('time') && !what.includes('rhythm') ? {} : { send_at: now() + HOUR_MS };
    expect(await codeOf(cast.gus, 'schedule_message', { room_id: LOBBY_ID, content: 'x', ...send_at, ...wrong })).toBe('invalid_payload');
  });
});
