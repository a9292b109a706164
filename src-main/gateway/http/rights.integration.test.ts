// Every command that there is, over the wire and over HTTP, with a key that lacks its right and with one that is for
// another room. The table of commands drives it, so that none can be forgotten.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import { Right } from '../../../src-shared/keys.ts';
import { anyPayload } from '../testing/any-payload.ts';
import { codeOf, fieldOf, keyHomeForAll } from '../testing/key-home.ts';
import { ask, type Answer } from '../testing/http-client.ts';
import type { WireClient } from '../testing/wire-client.ts';
import { ENDPOINTS } from '../../../src-shared/endpoints/index.ts';
import type { EndpointRow } from '../../../src-shared/endpoints/row.ts';
import { ENDPOINT_ROUTES, pathParameters, ROUTES, type Route } from './routes.ts';
import { WATCH } from '../testing/watch-payload.ts';

const NAMES = Object.keys(COMMANDS) as CommandName[];
const SECRET = 'the tomatoes are under the stairs';
const HIDDEN_NAME = 'the room behind the wall';

const at = keyHomeForAll();
/** Ids of what is in the room that the key is not for; and such that are of nothing. */
let there: Record<string, unknown>;
let nowhere: Record<string, unknown>;
/** By the right it lacks. */
let lacking: Record<Right, { secret: string; wire: WireClient }>;
let scoped: { secret: string; wire: WireClient };

/** An agent that belongs to both rooms comes in by a key to the lobby alone. */
beforeAll(async () => {
  const { owner, home } = at;
  const made = await at.makeKey({ label: 'Scoped', rights: Right.options });
  const wide = await home.agent('Scoped', { key: made.secret, agent_id: 'scoped' });
  const room_id = await at.makeRoom({ name: HIDDEN_NAME, public: true });
  for (const client of [owner, wide]) await client.request('join_room', { room_id });
  const message = await owner.request('send_message', { room_id, content: SECRET });
  const vote = await owner.request('create_vote', { room_id, title: SECRET, options: ['yes', 'no'] });
  const task = await owner.request('assign_task', { room_id, title: SECRET });
  const direct = await owner.request('open_direct', { participant_id: 'scoped' });
  const message_id = fieldOf(message, 'id');
  expect(message_id).toBeTypeOf('string');
  there = {
    room_id,
    room: room_id,
    parent_id: room_id,
    from_room_id: room_id,
    message_id,
    reply_to: message_id,
    vote_id: fieldOf(vote, 'id'),
    task_id: fieldOf(task, 'id'),
    direct: fieldOf(direct, 'id'),
  };
  nowhere = Object.fromEntries(Object.keys(there).map((name) => [name, newId()]));
  wide.close();
  await wide.closed;
  await owner.request('update_key', { key_id: made.key.id, room_ids: [LOBBY_ID] });
  scoped = { secret: made.secret, wire: await home.agent('Scoped', { key: made.secret, agent_id: 'scoped' }) };
  const entries = Right.options.map(async (right) => {
    const { secret } = await at.makeKey({ label: `No ${right}`, rights: Right.options.filter((each) => each !== right) });
    return [right, { secret, wire: await home.agent(`No ${right}`, { key: secret }) }] as const;
  });
  lacking = Object.fromEntries(await Promise.all(entries)) as typeof lacking;
});

function overHttp(route: Route, secret: string, payload: Record<string, unknown>): Promise<Answer> {
  const inPath = new Set(pathParameters(route));
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(typeof payload[name] === 'string' ? payload[name] : 'x'),
  );
  const rest = Object.entries(payload).filter(([name]) => !inPath.has(name));
  const query = new URLSearchParams(rest.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const headers = { authorization: `Bearer ${secret}` };
  if (route.method === 'GET') return ask(`${at.home.url}${path}?${query.toString()}`, { headers });
  return ask(`${at.home.url}${path}`, {
    method: route.method,
    headers,
    ...(route.body === 'json' ? { body: Object.fromEntries(rest) } : {}),
  });
}

describe('A key that lacks the right', () => {
  it.each(NAMES)('does not allow %s', async (name) => {
    const { wire, secret } = lacking[COMMANDS[name].right];
    expect(codeOf(await wire.request(name, anyPayload(name, there)))).toBe('access_denied');
    for (const route of ROUTES.filter(({ command }) => command === name)) {
      const answer = await overHttp(route, secret, anyPayload(name, there));
      expect([route.path, answer.status, answer.field('code')]).toEqual([route.path, 403, 'access_denied']);
    }
  });

  it.each(ENDPOINT_ROUTES)('does not allow $endpoint', async (route) => {
    const { access }: EndpointRow = ENDPOINTS[route.endpoint];
    if (typeof access === 'string' || !('right' in access)) return;
    const answer = await overHttp(route, lacking[access.right].secret, { room_id: LOBBY_ID });
    expect([answer.status, answer.field('code')]).toEqual([403, 'access_denied']);
  });

  it('to read hears nothing and watches nothing', async () => {
    const { wire, secret } = lacking.read;
    await at.owner.request('send_message', { room_id: LOBBY_ID, content: `${SECRET} @"No read"` });
    expect(codeOf(await wire.request('watch', WATCH))).toBe('access_denied');
    expect(wire.received.map(({ type }) => type).filter((type) => !['ok', 'ping', 'error'].includes(type))).toEqual([]);
    const stream = await ask(`${at.home.url}/api/stream`, { headers: { authorization: `Bearer ${secret}` } });
    expect([stream.status, stream.field('code')]).toEqual([403, 'access_denied']);
  });
});

/** About the home or oneself: no room is named, so the answer is looked through for what is hidden. */
const names = (name: CommandName): boolean =>
  ['room_id', 'vote_id', 'task_id'].some((field) => Object.hasOwn(COMMANDS[name].request.shape, field));

describe('A key for another room', () => {
  it.each(NAMES.filter(names))('gets from %s the answer that it gets for a room that does not exist', async (name) => {
    const told = async (ids: Record<string, unknown>) => {
      const { type, payload } = await scoped.wire.request(name, anyPayload(name, ids));
      return { type, payload };
    };
    const inWire = await told(there);
    expect(inWire).toEqual(await told(nowhere));
    // That one only looks through one's own.
    if (name === 'list_subscriptions') return;
    expect(inWire.type).toBe('error');
    expect(codeOf(inWire), 'give this command’s fields a value in any-payload.ts').not.toBe('invalid_payload');
    for (const route of ROUTES.filter(({ command }) => command === name)) {
      const [known, unknown] = [
        await overHttp(route, scoped.secret, anyPayload(name, there)),
        await overHttp(route, scoped.secret, anyPayload(name, nowhere)),
      ];
      expect([route.path, known.status, known.text]).toEqual([route.path, unknown.status, unknown.text]);
      expect(known.status).toBeGreaterThanOrEqual(400);
    }
  });

  const hidden = () => [SECRET, HIDDEN_NAME, ...Object.values(there).map(String)];
  const showsNothing = (text: string): void => {
    for (const each of hidden()) expect(text).not.toContain(each);
  };

  it.each(NAMES.filter((name) => !names(name)))('is shown nothing of it by %s', async (name) => {
    const payload = anyPayload(name, {});
    showsNothing(JSON.stringify((await scoped.wire.request(name, payload)).payload));
    for (const route of ROUTES.filter(({ command }) => command === name))
      showsNothing((await overHttp(route, scoped.secret, payload)).text);
  });

  it('hears nothing of it: no message, mention, thought, vote, task, direct message or who is there; watching neither', async () => {
    const { home, owner } = at;
    const watching = await home.agent('Scoped', { key: scoped.secret, agent_id: 'scoped', reconnect: true });
    await watching.request('watch', WATCH);
    const { secret } = await at.makeKey({ label: 'Other', room_ids: [LOBBY_ID] });
    const plain = await home.agent('Other', { key: secret, agent_id: 'other' });
    const { room_id } = there;
    await owner.request('add_member', { room_id, participant_id: 'other' });
    for (const client of [watching, plain]) await client.request('join_room', { room_id: LOBBY_ID });
    for (const id of ['scoped', 'other']) {
      const direct = fieldOf(await owner.request('open_direct', { participant_id: id }), 'id');
      await owner.request('send_message', { room_id: direct, content: SECRET });
    }
    const content = `${SECRET} @Scoped @Other`;
    await owner.request('send_message', { room_id, content, mentions: ['scoped', 'other'] });
    await owner.request('thinking', { room_id, content });
    await owner.request('create_vote', { room_id, title: SECRET, options: ['yes', 'no'] });
    await owner.request('assign_task', { room_id, title: SECRET, assignee: 'other' });
    await owner.request('set_typing', { room_id });
    await owner.request('send_message', { room_id: LOBBY_ID, content: 'In the lobby' });
    for (const client of [watching, plain]) {
      await client.request('room_tip', { room_id: LOBBY_ID });
      const heard = JSON.stringify(client.received);
      expect(heard).toContain('In the lobby');
      showsNothing(heard);
    }
  });
});
