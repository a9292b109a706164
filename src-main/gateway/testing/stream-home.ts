// A home with an agent that writes and a person who watches, for tests of streams.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { STOP_REQUESTED_EVERY_MS, STREAM_GRACE_MS, STREAM_IDLE_MS, STREAM_TOLD_EVERY_MS } from '../../../src-shared/limits.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { createTestClock, realAfterBut, type TestClock } from './clock.ts';
import type { TestHome } from './home.ts';
import { startedForEach } from './shared-home.ts';
import { startTestHome } from './home.ts';
import { fieldOf } from './transports.ts';
import { watchAs, type Watcher } from './watcher.ts';
import type { WireClient } from './wire-client.ts';

const TIMES: readonly number[] = [STREAM_TOLD_EVERY_MS, STREAM_GRACE_MS, STREAM_IDLE_MS, STOP_REQUESTED_EVERY_MS];

export interface StreamHome extends TestHome {
  readonly clock: TestClock;
  /** The owner, in the lobby. */
  readonly reader: Watcher;
  /** An agent with an ordinary key of the owner, in the lobby. */
  writer(name?: string, register?: object): Promise<Writer>;
  /** An ordinary key of the owner. */
  ordinaryKey(): Promise<{ id: string; secret: string }>;
  history(roomId?: string): Promise<Message[]>;
}

export interface Writer {
  readonly client: WireClient;
  readonly id: string;
  /** Starts a stream with this text, and returns its id. */
  write(text?: string, more?: object): Promise<string>;
  /** The code of the refusal; null: it was accepted. */
  refusal(type: string, payload: object): Promise<string | null>;
}

export const streamHome = (): StreamHome => startedForEach(start);

async function start(): Promise<StreamHome> {
  const clock = createTestClock();
  const home = await startTestHome({ after: realAfterBut((ms) => TIMES.includes(ms), clock) });
  const reader = await watchAs(home, home.owner);
  async function ordinaryKey(): Promise<{ id: string; secret: string }> {
    const made = await home.owner.post('/api/keys', { label: 'ordinary' });
    return { id: made.field('key.id'), secret: made.field('secret') };
  }
  return {
    ...home,
    clock,
    reader,
    ordinaryKey,
    async writer(name = 'Rune', register = {}) {
      const { secret } = 'key' in register ? { secret: register.key } : await ordinaryKey();
      const client = await home.agent(name, { ...register, key: secret });
      const writer = writerOf(client);
      await client.request('join_room', { room_id: LOBBY_ID });
      return writer;
    },
    async history(roomId = LOBBY_ID) {
      return (await reader.do('get_history', { room_id: roomId })).messages.filter(({ author_id }) => author_id !== 'porter');
    },
  };
}

export function writerOf(client: WireClient): Writer {
  const welcome = client.received.find(({ type }) => type === 'ok');
  return {
    client,
    id: welcome ? fieldOf(welcome, 'agent_id') : '',
    async write(text = 'Once upon', more = {}) {
      const stream_id = fieldOf(await client.request('stream_start', { room_id: LOBBY_ID, ...more }), 'stream_id');
      if (text !== '') await client.request('stream_delta', { stream_id, text });
      return stream_id;
    },
    async refusal(type, payload) {
      const reply = await client.request(type, payload);
      return reply.type === 'error' ? fieldOf(reply, 'code') : null;
    },
  };
}

/** The events about streams, as short texts. */
export function aboutStreams(events: readonly HomeEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'stream.started') return [`started ${event.stream.text}`.trim()];
    if (event.type === 'stream.delta') return [`${event.at} ${event.text}`];
    if (event.type === 'message.posted') return [`message ${event.message.content} ${event.message.unfinished ?? ''}`.trim()];
    return event.type === 'stream.ended' ? [event.outcome] : [];
  });
}
