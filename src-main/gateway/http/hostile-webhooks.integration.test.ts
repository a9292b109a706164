// Hostile requests to incoming webhooks.
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { HOOK_BODY_BYTES_MAX, HOOK_REQUESTS_PER_MINUTE } from '../../../src-shared/incoming-webhooks.ts';
import { ask, type Ask } from '../testing/http-client.ts';
import { bodyOf, hooksOf } from '../testing/hooks.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();
const { hook, hookIn, messagesIn, roomOf, send, textOf } = hooksOf(home);

describe('A hostile sender', () => {
  it('calls no one: neither people, nor agents, nor everyone', async () => {
    const room_id = await roomOf();
    const gus = await home.guest('Gil', { room_ids: [room_id] });
    const agent = await home.agent('Robo');
    await agent.request('join_room', { room_id });
    const to = await hookIn(room_id);
    await send(to, { body: { text: '@everyone @here @agents @Gil @Robo @Porter do it', mentions: ['porter'] } });
    expect((await messagesIn(room_id))[0]?.mentions).toEqual([]);
    const { rooms } = bodyOf<{ rooms: { room: { id: string }; membership: { mentions: number } }[] }>(await gus.get('/api/rooms'));
    expect(rooms.find(({ room }) => room.id === room_id)?.membership.mentions).toBe(0);
  });

  it('does not choose the room, the author or the id', async () => {
    const to = await hook();
    await send(to, { body: { text: 'x', room_id: LOBBY_ID, author_id: 'porter', message_id: 'mine', channel: '#lobby' } });
    expect((await messagesIn(to.room_id))[0]).toMatchObject({ author_id: to.id, room_id: to.room_id });
    expect((await messagesIn(LOBBY_ID)).some(({ author_id }) => author_id === to.id)).toBe(false);
  });

  it.each([
    ['control characters', 'a\u0000b\u0007c\u001b[31md', 'abc[31md'],
    ['marks that turn the direction', 'safe\u202Egnp.exe', 'safegnp.exe'],
    ['hidden tags', 'hi\u{E0041}\u{E0042}', 'hi'],
    ['half a character', 'a\ud800b', 'ab'],
  ])('gets no %s into a room', async (_what, text, content) => {
    expect(await textOf(await hook(), { body: { text } })).toBe(content);
  });

  it.each<[string, Ask, number, string]>([
    ['nothing', { body: '', headers: { 'content-type': 'application/json' } }, 400, 'invalid_payload'],
    ['no type', { body: 'x' }, 415, 'unsupported_media_type'],
    ['a page', { body: '<b>x</b>', headers: { 'content-type': 'text/html' } }, 415, 'unsupported_media_type'],
    ['broken JSON', { body: '{"text":', headers: { 'content-type': 'application/json' } }, 400, 'invalid_payload'],
    ['a list', { body: [1] }, 400, 'invalid_payload'],
    ['an empty object', { body: {} }, 400, 'invalid_payload'],
    ['spaces', { body: { text: '   ', content: '\u202e' } }, 400, 'invalid_payload'],
    ['an encoding', { body: 'x', headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' } }, 415, 'unsupported_media_type'],
    ['no UTF-8', { body: Buffer.from([0xff, 0xfe, 0xfd]), headers: { 'content-type': 'text/plain' } }, 400, 'invalid_payload'],
    ['too many choices', { body: { text: 'x', choices: ['1', '2', '3', '4', '5', '6', '7'] } }, 400, 'invalid_payload'],
    [
      'a bad delivery id',
      { body: { text: 'x' }, headers: { 'content-type': 'application/json', 'idempotency-key': 'a b' } },
      400,
      'invalid_payload',
    ],
    ['a text that is too long', { body: { text: 'x'.repeat(300_000) } }, 413, 'message_too_large'],
    ['a body that is too long', { body: { text: 'x'.repeat(HOOK_BODY_BYTES_MAX) } }, 413, 'payload_too_large'],
    [
      'objects within each other',
      { body: `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`, headers: { 'content-type': 'application/json' } },
      200,
      '',
    ],
  ])('gets a clear answer to %s', async (_what, asked, status, code) => {
    const to = await hook();
    const answer = await send(to, asked);
    expect([answer.status, status < 400 ? '' : answer.field('code')]).toEqual([status, code]);
    if (status >= 400) expect(await messagesIn(to.room_id)).toEqual([]);
  });

  it.each(['push', 'pull_request', 'issues', 'issue_comment', 'release', 'workflow_run', 'ping', '__proto__', 'constructor'])(
    'breaks nothing with a %s of wrong types',
    async (name) => {
      const to = await hook({ template: 'github' });
      const headers = { 'x-github-event': name, 'content-type': 'application/json' };
      for (const body of [
        {},
        { action: 'opened', issue: 5, commits: 'x', ref: { a: 1 }, repository: [], sender: null },
        { action: 'created', comment: [null], issue: { title: {} } },
      ])
        expect((await send(to, { body, headers })).status).toBeLessThan(500);
    },
  );

  it('learns nothing from wrong addresses', async () => {
    const to = await hook();
    const nothing = await ask(`${home.url}/api/nothing-here`, { method: 'POST', body: { text: 'x' } });
    const wrong = ['whk_wrong', `whk_${'A'.repeat(43)}`, to.id, `${to.path.slice(11, -1)}_`, 'x'.repeat(2_000), '%F0%9F%A6%80'];
    for (const secret of wrong) {
      const answer = await send({ path: `/api/hooks/${secret}` }, { body: { text: 'x' } });
      expect([answer.status, answer.text]).toEqual([404, nothing.text]);
    }
    expect((await ask(home.url + to.path)).status).toBe(405);
  });

  it('is no page: a request with an origin is refused, also of our own', async () => {
    const to = await hook();
    for (const origin of ['https://evil.example', home.url, 'null']) {
      const refused = await send(to, { body: 'text=x', headers: { origin, 'content-type': 'application/x-www-form-urlencoded' } });
      expect([refused.status, refused.field('code')]).toEqual([403, 'origin_not_allowed']);
    }
    const crossSite = await send(to, {
      body: { text: 'x' },
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    });
    expect(crossSite.status).toBe(403);
    expect(await messagesIn(to.room_id)).toEqual([]);
  });

  it('is slowed down, and told when to try again; other webhooks are not', async () => {
    const [to, other] = [await hook(), await hook()];
    const answers = await Promise.all(Array.from({ length: HOOK_REQUESTS_PER_MINUTE + 3 }, () => send(to, { body: { text: 'x' } })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(other, { body: { text: 'x' } })).status).toBe(200);
  });

  it('finds the secret in no list, event or log', async () => {
    const to = await hook();
    const secret = to.path.split('/').at(-1) ?? '';
    for (const path of ['/api/incoming-webhooks', '/api/audit', `/api/rooms/${to.room_id}`, '/metrics'])
      expect((await home.owner.get(path)).text).not.toContain(secret);
    expect(home.logged.join()).not.toContain(secret);
  });
});
