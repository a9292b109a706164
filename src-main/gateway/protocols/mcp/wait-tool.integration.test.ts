// The tool that waits for messages, with the official client.
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Room } from '../../../../src-shared/objects.ts';
import { Core } from '../../domain/core.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { call, sinceOf } from './testing/call.ts';
import { clientsOf } from '../../testing/mcp-clients.ts';

const home = homeForAll();
const { keyOf, connect } = clientsOf(home);
let garden: Room;

beforeAll(async () => {
  await home.owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' });
  garden = (await home.owner.post('/api/rooms', { name: 'garden', public: true })).json() as Room;
});

describe('waiting', () => {
  it('loses nothing between two calls, and ends with nothing when nothing comes', async () => {
    const client = await connect((await keyOf('patient')).secret);
    await call(client, 'join', { room: 'garden' });
    const none = await call(client, 'wait', { timeout_s: 1 });
    expect(none.text).toMatch(/^Nothing yet\./);
    for (const content of ['first', 'second']) await home.owner.post(`/api/rooms/${garden.id}/messages`, { content });
    const both = await call(client, 'wait', { since: sinceOf(none) });
    expect(both.text).toMatch(/Ada: first\n.*Ada: second\n\nsince/);
    const since = sinceOf(both);
    await call(client, 'send', { room: 'garden', text: 'my own words are not heard' });
    expect((await call(client, 'wait', { since, timeout_s: 1 })).text).toMatch(/^Nothing yet\./);
    await home.owner.post(`/api/rooms/${garden.id}/messages`, { content: 'not for you' });
    expect((await call(client, 'wait', { since, only_mentions: true, timeout_s: 1 })).text).toMatch(/^Nothing yet\./);
  });

  const say = (content: string) => home.owner.post(`/api/rooms/${garden.id}/messages`, { content });

  it('hears the words that came while the agent spoke, and more of them than one answer has', async () => {
    const client = await connect((await keyOf('busy')).secret);
    await call(client, 'join', { room: 'garden' });
    let since = sinceOf(await call(client, 'wait', { timeout_s: 1 }));
    await say('while you think');
    await call(client, 'send', { room: 'garden', text: 'I was thinking' });
    const heard = await call(client, 'wait', { since });
    expect(heard.text).toContain('Ada: while you think');
    since = sinceOf(heard);
    for (let count = 1; count <= 120; count += 1) await say(`number ${count}.`);
    const all: string[] = [];
    for (let round = 0; round < 4 && !all.includes('120'); round += 1) {
      const next = await call(client, 'wait', { since, timeout_s: 1 });
      all.push(...[...next.text.matchAll(/number (\d+)\./g)].map(([, number = '']) => number));
      since = sinceOf(next);
    }
    expect(all).toEqual(Array.from({ length: 120 }, (_, at) => String(at + 1)));
  });

  it('for mentions is not ended by other words, and for a room needs its membership', async () => {
    const client = await connect((await keyOf('choosy')).secret);
    expect(await call(client, 'wait', { room: 'garden' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^Join #garden first/) as string,
    });
    await call(client, 'join', { room: 'garden' });
    const since = sinceOf(await call(client, 'wait', { timeout_s: 1 }));
    const waiting = call(client, 'wait', { since, only_mentions: true, timeout_s: 20 });
    await say('for all of you');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await say('@choosy and this is for you');
    const heard = await waiting;
    expect(heard.text).toContain('and this is for you');
    expect(heard.text).not.toContain('for all of you');
  });

  it('for mentions ends with a reply to a message of the agent, and not with a reply to another', async () => {
    const client = await connect((await keyOf('answered')).secret);
    await call(client, 'join', { room: 'garden' });
    const sent = await call(client, 'send', { room: 'garden', text: 'Shall I water them?' });
    const { messages } = (await home.owner.get(`/api/rooms/${garden.id}/messages?limit=1`)).json() as { messages: { id: string }[] };
    const other = (await say('and the roses')).field('id');
    for (const [content, reply_to] of [
      ['not to you', other],
      ['yes please', messages[0]?.id],
    ])
      await home.owner.post(`/api/rooms/${garden.id}/messages`, { content, reply_to });
    const heard = await call(client, 'wait', { since: sinceOf(sent), only_mentions: true });
    expect(heard.text).toContain('yes please');
    expect(heard.text).not.toMatch(/not to you|roses/);
  });

  it('from an unknown place reads no snapshot', async () => {
    const client = await connect((await keyOf('lost')).secret);
    const since = sinceOf(await call(client, 'rooms', {}));
    const [cursor, epoch] = since.split('.').map(Number);
    const storedHome = vi.fn<() => never>(() => expect.fail('A snapshot was read.'));
    const archive = Object.getOwnPropertyDescriptor(Core.prototype, 'archive')?.get ?? expect.fail();
    const spy = vi.spyOn(Core.prototype, 'archive', 'get').mockImplementation(function read(this: Core) {
      return { ...(archive.call(this) as Core['archive']), storedHome };
    });
    onTestFinished(() => spy.mockRestore());
    for (const place of [`0.${(epoch ?? 0) + 1}`, `${(cursor ?? 0) + 1000}.${epoch}`])
      expect((await call(client, 'wait', { since: place, timeout_s: 1 })).text).toMatch(/^Too much has happened since then/);
    expect(storedHome).not.toHaveBeenCalled();
  });

  it('is interrupted when the rights of the key change, and can be resumed', async () => {
    const { id, secret } = await keyOf('changing');
    const client = await connect(secret);
    await call(client, 'join', { room: 'garden' });
    const since = sinceOf(await call(client, 'wait', { timeout_s: 1 }));
    const waiting = call(client, 'wait', { since, timeout_s: 30 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await home.owner.patch(`/api/keys/${id}`, { rights: ['read'] });
    const interrupted = await waiting;
    expect(interrupted).toMatchObject({ isError: false, text: expect.stringMatching(/^The connection was interrupted/) as string });
    await say('after the change');
    expect((await call(client, 'wait', { since: sinceOf(interrupted) })).text).toContain('after the change');
  });

  it('is present, tells progress, and ends when the client gives up', async () => {
    const client = await connect((await keyOf('watcher')).secret);
    await call(client, 'join', { room: 'garden' });
    const progress: number[] = [];
    const gaveUp = new AbortController();
    const waiting = call(
      client,
      'wait',
      { timeout_s: 180 },
      { signal: gaveUp.signal, onprogress: ({ progress: done }) => void progress.push(done) },
    );
    const online = async (): Promise<boolean> => {
      const { presence, participants } = (await home.owner.get('/api/agents')).json() as {
        participants: { id: string; name: string }[];
        presence: { participant_id: string; online: boolean }[];
      };
      const id = participants.find(({ name }) => name === 'watcher')?.id;
      return presence.some((each) => each.participant_id === id && each.online);
    };
    await expect.poll(online).toBe(true);
    await expect.poll(() => progress.length).toBeGreaterThan(0);
    gaveUp.abort();
    await expect(waiting).rejects.toThrow();
    await expect.poll(online).toBe(false);
  });

  it('ends within a second when the key is revoked', async () => {
    const { id, secret } = await keyOf('short-lived');
    const client = await connect(secret);
    await call(client, 'join', { room: 'garden' });
    const waiting = call(client, 'wait', { timeout_s: 180 }, { onprogress: () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const startedAt = performance.now();
    await home.owner.delete(`/api/keys/${id}`);
    expect(await waiting).toEqual({ text: 'This access has ended.', isError: true });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await expect(call(client, 'rooms', {})).rejects.toThrow();
  });
});
