// Every event of the protocol: exactly who hears it, once, and the one who caused it before its own ok.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../../../src-shared/ids.ts';
import { createTestClock } from '../../../testing/clock.ts';
import { ask } from '../../../testing/conformance/case.ts';
import { EVENT_CASES, type EventCast, type Hearer } from '../../../testing/conformance/event-cases.ts';
import { fieldOf, startOpenHome, TRANSPORTS, type Agent, type Transport } from '../../../testing/transports.ts';
import { startedForAll } from '../../../testing/shared-home.ts';

const HEARERS = ['ada', 'rune', 'quill', 'vex'] as const satisfies readonly Hearer[];
const clock = createTestClock();
const home = startedForAll(() => startOpenHome(clock));
/** A key that a guest made, who sees only what they were let into. */
let guestKey: string;

beforeAll(async () => {
  const guest = await home.guest('Gus', { role: 'admin', room_ids: ['lobby'] });
  guestKey = (await guest.post('/api/keys', { label: 'Vex' })).field('secret');
});

/** Each on another transport; Ada, who does things, on this one. */
async function gather(transport: Transport): Promise<EventCast> {
  const others = TRANSPORTS.filter((each) => each !== transport);
  const agent_id = newId();
  const [ada, rune, quill, vex] = [
    await home.enter(transport, 'Ada', { agent_id }),
    await home.enter(others[0] ?? transport, 'Rune'),
    await home.enter(others[1] ?? transport, 'Quill'),
    await home.enter('TCP', 'Vex', { key: guestKey }),
  ];
  const room_id = String((await ask(ada, 'create_room', { name: newId(), public: true })).room_id);
  for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
  return {
    clock,
    ada,
    rune,
    quill,
    vex,
    room_id,
    async comeBack() {
      ada.close();
      await rune.waitFor(({ type }) => type === 'agent_left');
      await home.enter(transport, 'Ada', { agent_id, reconnect: true });
    },
  };
}

/** Frames come in order: what was sent before this answer has come with it. One that is gone has heard all it will. */
async function heardAll(agent: Agent): Promise<void> {
  await Promise.race([agent.request('ping'), agent.closed]);
}

describe.each(TRANSPORTS)('Over %s,', (transport) => {
  let cast: EventCast;
  beforeEach(async () => {
    for (const each of cast ? HEARERS.map((name) => cast[name]) : []) each.close();
    cast = await gather(transport);
  });

  it.each(EVENT_CASES)('$event is heard when $when', async ({ event, before, does, heardBy, payload }) => {
    const made = await before?.(cast);
    const found = typeof made === 'string' ? made : '';
    for (const name of HEARERS) await heardAll(cast[name]);
    const marks = new Map(HEARERS.map((name) => [name, cast[name].received.length]));
    const deed = does(cast, found);
    const reply = typeof deed === 'function' ? (await deed(), null) : await cast.ada.request(...deed);
    if (reply) expect(reply.type, JSON.stringify(reply.payload)).toBe('ok');
    for (const name of HEARERS) await heardAll(cast[name]);

    const heard = HEARERS.map((name) => {
      const news = cast[name].received.slice(marks.get(name)).filter((frame) => frame.type === event);
      for (const frame of news) expect(frame).toEqual({ id: expect.any(String), type: event, payload: payload(cast) });
      return [name, news.length];
    });
    expect(heard).toEqual(HEARERS.map((name) => [name, heardBy.includes(name) ? 1 : 0]));
    const own = cast.ada.received.findIndex((frame, at) => at >= (marks.get('ada') ?? 0) && frame.type === event);
    if (reply && own !== -1) expect(own).toBeLessThan(cast.ada.received.indexOf(reply));
  });
});

describe('The announced order', () => {
  it('is the same for everybody under 16 senders on all transports: each seq once, and ascending', async () => {
    const senders = await Promise.all(Array.from({ length: 16 }, (_each, at) => home.enter(TRANSPORTS[at % 3] ?? 'TCP', `S${at}`)));
    const listeners = await Promise.all(TRANSPORTS.map((transport) => home.enter(transport, `L of ${transport}`)));
    const room_id = String((await ask(senders[0]!, 'create_room', { name: newId(), public: true })).room_id);
    for (const each of [...senders, ...listeners]) await ask(each, 'join_room', { room_id });
    const sent = senders.flatMap((each) =>
      Array.from({ length: 20 }, (_each, turn) =>
        each.request(turn % 5 === 4 ? 'thinking' : 'send_message', { room_id, content: `${turn}` }),
      ),
    );
    const seqs = (await Promise.all(sent)).map((reply) => Number(fieldOf(reply, 'seq')));
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 320 }, (_each, at) => at + 1));
    for (const each of [...senders, ...listeners]) {
      await each.request('ping');
      const heard = each.received
        .filter(({ type }) => type === 'message_received' || type === 'thinking')
        .map((frame) => Number(fieldOf(frame, 'seq')));
      expect(heard).toHaveLength(listeners.includes(each) ? 320 : 300);
      expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
      each.close();
    }
  });
});
