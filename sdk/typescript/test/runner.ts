// Takes the steps of a scenario with clients of the SDK.
import { expect } from 'vitest';
import { LanaiError, type Client, type ClientEvents, type EventName, type RoomClient, type StreamWriter } from '../src/node/node.ts';
import type { Proxy } from './proxy.ts';

export interface Step {
  as: string;
  do?: string;
  with?: Record<string, unknown>;
  expect?: unknown;
  contains?: unknown;
  fails?: string;
  save?: string;
  hears?: EventName;
  heard?: string[];
  room?: string;
  network?: 'cut' | 'down' | 'up';
}

export interface Scenario {
  name: string;
  clients: Record<string, string>;
  steps: Step[];
}

type Values = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- the fields that a scenario names

const NAMES: EventName[] = [
  ...(['message', 'mention', 'edit', 'delete', 'reaction', 'vote', 'task', 'stream', 'presence', 'typing', 'room', 'connection'] as const),
];

export function createRunner(clients: Record<string, { client: Client; proxy: Proxy }>, streams: Map<string, StreamWriter>) {
  const saved: Values = {};
  const heard: Record<string, Map<EventName, unknown[]>> = {};
  const taken: Record<string, Map<EventName, number>> = {};
  for (const [name, { client }] of Object.entries(clients)) {
    saved[name] = { id: client.me.id };
    const all = new Map<EventName, unknown[]>(NAMES.map((event) => [event, []]));
    for (const event of NAMES) client.on(event, (value: ClientEvents[EventName]) => void all.get(event)?.push(value));
    heard[name] = all;
    taken[name] = new Map();
  }

  function resolved(value: unknown): unknown {
    if (typeof value === 'string' && value.startsWith('$')) {
      const [name = '', ...fields] = value.slice(1).split('.');
      return fields.reduce<any>((at, field) => at[field], saved[name]); // oxlint-disable-line typescript/no-explicit-any -- see Values
    }
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each)]));
  }

  const doesMatch = (value: unknown, wanted: unknown): boolean => {
    try {
      expect(value).toEqual(pattern(resolved(wanted)));
      return true;
    } catch {
      return false;
    }
  };

  async function hear({ as, hears, expect: wanted }: Step & { hears: EventName }): Promise<void> {
    await expect
      .poll(() => (heard[as]?.get(hears) ?? []).slice(taken[as]?.get(hears) ?? 0), { interval: 5 })
      .toSatisfy((values: unknown[]) => values.some((value) => doesMatch(value, wanted)));
    const values = heard[as]?.get(hears) ?? [];
    const from = taken[as]?.get(hears) ?? 0;
    taken[as]?.set(hears, values.findIndex((value, index) => index >= from && doesMatch(value, wanted)) + 1);
  }

  async function perform({ as, do: verb = '', with: given = {}, ...step }: Step): Promise<void> {
    const { client } = clients[as]!;
    const result = await doVerb(client, streams, verb, resolved(given) as Values).catch((error: unknown) => ({ error }));
    const { error } = { error: null, ...(typeof result === 'object' ? result : null) } as { error: unknown };
    if (step.fails !== undefined) {
      expect(error).toBeInstanceOf(LanaiError);
      expect(error).toMatchObject({ code: step.fails });
      return;
    }
    if (error instanceof Error) throw error;
    if (step.save !== undefined) saved[step.save] = result;
    if ('expect' in step) expect(result).toEqual(pattern(resolved(step.expect)));
    if (step.contains !== undefined) expect(result).toEqual(expect.arrayContaining([pattern(resolved(step.contains))]));
  }

  return {
    async take(step: Step): Promise<void> {
      const { as, hears, network } = step;
      if (network) return clients[as]!.proxy[network]();
      if (hears) return hear({ ...step, hears });
      if (!step.heard) return perform(step);
      const roomId = resolved(step.room);
      const contents = (): string[] =>
        ((heard[as]?.get('message') ?? []) as ClientEvents['message'][])
          .filter(({ room_id }) => room_id === roomId)
          .map(({ content }) => content);
      await expect.poll(contents, { interval: 5 }).toEqual(step.heard);
    },
  };
}

/** Of an expected value: objects need the named fields only, and "*" is any value except null. */
function pattern(wanted: unknown): unknown {
  if (wanted === '*') return expect.anything();
  if (Array.isArray(wanted)) return wanted.map(pattern);
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  return expect.objectContaining(Object.fromEntries(Object.entries(wanted).map(([name, each]) => [name, pattern(each)])));
}

async function doVerb(client: Client, streams: Map<string, StreamWriter>, verb: string, given: Values): Promise<unknown> {
  const { room: roomId, message, text, vote, task, stream: streamId, file, ...more } = given;
  const inRoom = (): RoomClient => client.rooms.get(roomId) ?? refuse();
  const stream = (): StreamWriter => streams.get(streamId) ?? refuse();
  switch (verb) {
    case 'list_rooms':
      return client.rooms.list().map(({ info }) => info);
    case 'create_room':
      return (await client.rooms.create(more.name, more)).info;
    case 'join':
      return (await client.rooms.join(roomId)).info;
    case 'leave':
      return inRoom().leave();
    case 'send':
      return inRoom().send(text, more);
    case 'history': {
      const { since_seq: sinceSeq, before_seq: beforeSeq, page_size: pageSize } = more;
      return collected(inRoom().history({ sinceSeq, beforeSeq, pageSize }));
    }
    case 'edit':
      return inRoom().edit(message, text);
    case 'delete':
      return inRoom().delete(message);
    case 'react':
      return inRoom().react(message, more.emoji);
    case 'unreact':
      return inRoom().unreact(message, more.emoji);
    case 'upload':
      return inRoom().upload(text, { name: more.name });
    case 'download':
      return new TextDecoder().decode(await client.download(file));
    case 'create_vote':
      return inRoom().createVote(more.title, more.options);
    case 'cast_vote':
      return client.castVote(vote, more.option);
    case 'close_vote':
      return client.closeVote(vote);
    case 'list_votes':
      return collected(inRoom().votes());
    case 'create_task':
      return inRoom().createTask(more.title, more);
    case 'update_task':
      return client.updateTask(task, more);
    case 'list_tasks':
      return collected(inRoom().tasks());
    case 'set_presence':
      return roomId === undefined ? client.setPresence(more as never) : inRoom().setPresence(more as never);
    case 'start_stream': {
      const started = await inRoom().stream(more);
      streams.set(started.id, started);
      return { id: started.id };
    }
    case 'write_stream':
      return stream().write(text);
    case 'end_stream':
      return stream().end();
    case 'discard_stream':
      return stream()
        .discard()
        .then(() => null);
    case 'mark_read':
      return inRoom().markRead(more.seq);
    case 'search':
      return collected(roomId === undefined ? client.search(more.query) : inRoom().search(more.query));
    case 'call':
      return client.call(more.command, more.params);
    default:
      throw new Error(`There is no verb ${verb}.`);
  }
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The client knows of no such room. */
function refuse(): never {
  throw new LanaiError('room_not_found', 'There is no such room here.');
}
