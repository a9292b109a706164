import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AppFrame } from '../../../../src-shared/frames.ts';
import { ask } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';

interface SentEvent {
  id: string | null;
  data: { type: string; payload: { [field: string]: unknown } };
}

interface Stream {
  status: number;
  headers: IncomingMessage['headers'];
  events: SentEvent[];
  comments: string[];
  waitFor(holds: (event: SentEvent) => boolean): Promise<SentEvent>;
  ended: Promise<void>;
  close(): void;
}

const home = homeForAll();
const open: ClientRequest[] = [];
afterEach(() => {
  for (const request of open.splice(0)) request.destroy();
});

function stream(headers: Record<string, string>): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get(`${home.url}/api/stream`, { headers, agent: false }, (response) => {
      const events: SentEvent[] = [];
      const comments: string[] = [];
      const listeners = new Set<() => void>();
      let held = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const blocks = `${held}${chunk}`.split('\n\n');
        held = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.startsWith(':')) comments.push(block);
          else
            events.push({
              id: /^id: (\d+)$/m.exec(block)?.[1] ?? null,
              data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '') as SentEvent['data'],
            });
        }
        for (const listener of listeners) listener();
      });
      response.on('error', () => undefined);
      const ended = new Promise<void>((end) => response.once('close', () => end()));
      const waitFor = (holds: (event: SentEvent) => boolean): Promise<SentEvent> =>
        new Promise((found, lost) => {
          const timeout = setTimeout(() => lost(new Error(`Waited in vain. It said: ${JSON.stringify(events).slice(0, 500)}`)), 5_000);
          const look = (): void => {
            const event = events.find(holds);
            if (!event) return;
            clearTimeout(timeout);
            listeners.delete(look);
            found(event);
          };
          listeners.add(look);
          look();
        });
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        events,
        comments,
        waitFor,
        ended,
        close: () => request.destroy(),
      });
    });
    request.on('error', reject);
    open.push(request);
  });
}

const asOwner = (): Record<string, string> => home.owner.headersFor('GET', '/api/stream');
const say = async (content: string): Promise<void> => void (await home.owner.post('/api/rooms/lobby/messages', { content }));
const isMessage = (content: string) => (event: SentEvent) => JSON.stringify(event.data).includes(`"content":"${content}"`);

describe('the stream', () => {
  it('begins with the home as it is, and continues with what happens', async () => {
    const live = await stream(asOwner());
    expect(live.status).toBe(200);
    expect(live.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const first = await live.waitFor(() => true);
    const { snapshot } = first.data.payload as { snapshot: { cursor: number; rooms: object } };
    expect(first.id).toBe(String(snapshot.cursor));
    expect(Object.keys(snapshot.rooms)).toContain('lobby');
    await say('hello stream');
    const event = await live.waitFor(isMessage('hello stream'));
    expect(AppFrame.parse(event.data)).toMatchObject({ type: 'event', payload: { type: 'message.posted', cursor: Number(event.id) } });
  });

  it('is resumed at Last-Event-ID: what was missed comes once, in order', async () => {
    const before = await stream(asOwner());
    await before.waitFor(() => true);
    await say('seen');
    const seen = await before.waitFor(isMessage('seen'));
    before.close();
    await before.ended;
    await say('missed 1');
    await say('missed 2');
    const after = await stream({ ...asOwner(), 'last-event-id': seen.id ?? '' });
    await after.waitFor(isMessage('missed 2'));
    await say('live again');
    await after.waitFor(isMessage('live again'));
    expect(after.events[0]?.data.payload).toMatchObject({ mode: 'resumed' });
    const ids = after.events.flatMap((event) => (event.id === null ? [] : [Number(event.id)]));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(Math.min(...ids)).toBeGreaterThan(Number(seen.id));
    expect(after.events.filter(isMessage('missed 1'))).toHaveLength(1);
  });

  it.each(['x', '-1', '1e9', '999999999999'])('begins again at a Last-Event-ID that means nothing: %s', async (id) => {
    const live = await stream({ ...asOwner(), 'last-event-id': id });
    expect((await live.waitFor(() => true)).data.payload).toMatchObject({ mode: 'snapshot' });
  });

  it('carries what an author wrote as data, whatever it looks like', async () => {
    const live = await stream(asOwner());
    await live.waitFor(() => true);
    await say('a\n\nid: 7\ndata: {"type":"event"}\n\n: x');
    await say('after');
    await live.waitFor(isMessage('after'));
    expect(live.events.map((event) => event.id)).not.toContain('7');
    expect(live.comments).toEqual([]);
  });

  it('shows a guest only its own rooms, and a key only what it may read', async () => {
    const { id } = (await home.owner.post('/api/rooms', { name: 'hidden' })).json() as { id: string };
    const guest = await home.guest('Sarah', { room_ids: ['lobby'] });
    const live = await stream(guest.headersFor('GET', '/api/stream'));
    await live.waitFor(() => true);
    await home.owner.post(`/api/rooms/${id}/messages`, { content: 'secret words' });
    await say('public words');
    await live.waitFor(isMessage('public words'));
    expect(JSON.stringify(live.events)).not.toContain('secret words');
    expect(JSON.stringify(live.events)).not.toContain(id);
    const secret = (await home.owner.post('/api/keys', { label: 'writer', rights: ['post'] })).field('secret');
    expect((await ask(`${home.url}/api/stream`, { headers: { authorization: `Bearer ${secret}` } })).field('code')).toBe('access_denied');
    const writer = await home.agent('writer', { key: secret });
    expect((await writer.request('watch', WATCH)).payload).toMatchObject({ code: 'access_denied' });
  });

  it('ends at once, with a word, when access ends', async () => {
    const guest = await home.guest('Rui', { room_ids: ['lobby'] });
    const live = await stream(guest.headersFor('GET', '/api/stream'));
    await live.waitFor(() => true);
    const id = (await guest.get('/api/session')).field('me.id');
    await home.owner.delete(`/api/people/${id}/access`);
    await live.ended;
    expect(live.events.at(-1)?.data).toMatchObject({ type: 'closing', payload: { code: 'unauthorized' } });
    expect((await ask(`${home.url}/api/stream`, { headers: guest.headersFor('GET', '/api/stream') })).status).toBe(401);
  });

  it('counts as being here while it is open', async () => {
    const guest = await home.guest('Tala', { room_ids: ['lobby'] });
    const watcher = await home.socketOf(home.owner);
    await watcher.request('watch', WATCH);
    const id = (await guest.get('/api/session')).field('me.id');
    const live = await stream(guest.headersFor('GET', '/api/stream'));
    const says = (online: boolean) =>
      watcher.waitFor((frame) => JSON.stringify(frame.payload).includes(`"participant_id":"${id}","online":${online}`));
    await says(true);
    live.close();
    await says(false);
  });
});
