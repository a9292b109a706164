// How people come in with the client, and access that is not valid.
import { expect, it } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { homeForAll } from '../../../src-main/gateway/testing/shared-home.ts';
import { listen } from '../../conformance/test/wire.ts';
import { connect, signIn, type Credentials, type LanaiError } from '../src/node/node.ts';

const home = homeForAll();
const PATIENCE_MS = 2_000;

async function deviceCode(): Promise<string> {
  return COMMANDS.add_device.reply.parse((await home.owner.post('/api/sessions/codes')).json()).code;
}

async function inviteCode(name: string): Promise<string> {
  return (await home.owner.post('/api/invites', { name, room_ids: ['lobby'] })).field('code');
}

/** How it ends: a code, or `in`. */
async function endOf(credentials: Credentials, url = home.url): Promise<string> {
  try {
    (await connect({ url, timeoutMs: PATIENCE_MS, ...credentials })).close();
    return 'in';
  } catch (error) {
    return (error as LanaiError).code;
  }
}

it('signs a person in with the code for a further device', async () => {
  const session = await signIn({ url: home.url, code: await deviceCode() });
  const client = await connect({ url: home.url, session });
  try {
    expect(client.me).toMatchObject({ kind: 'person', role: 'owner' });
    const room = await client.rooms.join('lobby');
    const file = await room.upload('Twelve bytes', { name: 'notes.txt' });
    expect(new TextDecoder().decode(await client.download(file.id))).toBe('Twelve bytes');
    expect(await room.send('From my script')).toMatchObject({ author_id: client.me.id, by_program: true });
    await expect(client.call('list_keys', {})).rejects.toMatchObject({ name: 'LanaiError', code: 'access_denied' });
  } finally {
    client.close();
  }
});

it('signs a person in with an invite and a name, once', async () => {
  const code = await inviteCode('Sarah');
  const session = await signIn({ url: home.url, code, name: 'Sarah' });
  const client = await connect({ url: home.url, session });
  expect(client.me).toMatchObject({ kind: 'person', name: 'Sarah' });
  client.close();
  await expect(signIn({ url: home.url, code, name: 'Sarah' })).rejects.toMatchObject({ name: 'LanaiError', code: 'invite_used' });
});

it.each([
  ['an unknown code', () => Promise.resolve({ code: 'ABCD-EFGH' }), 'unauthorized'],
  ['an unknown invite', () => Promise.resolve({ code: 'no-such-invite', name: 'Eve' }), 'invite_invalid'],
  ['a name that is taken', async () => ({ code: await inviteCode('Eve'), name: 'Sarah' }), 'name_taken'],
] as const)('refuses %s', async (_title, codeOf, code) => {
  await expect(signIn({ url: home.url, ...(await codeOf()) })).rejects.toMatchObject({ name: 'LanaiError', code });
});

it('signs in nowhere else', async () => {
  const answers = ['HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n', 'SSH-2.0\r\n\r\n', ''];
  for (const answer of answers) {
    const other = await listen((socket) => void socket.once('data', () => (answer === '' ? socket.destroy() : socket.end(answer))));
    const asked = signIn({ url: other.url, code: 'ABCD-EFGH' });
    await expect(asked).rejects.toMatchObject({ name: 'LanaiError', code: 'connection_lost' });
    await other.close();
  }
  const page = await listen((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p/>')));
  await expect(signIn({ url: page.url, code: 'ABCD-EFGH' })).rejects.toMatchObject({ name: 'LanaiError', code: 'unreadable_reply' });
  await page.close();
});

it('refuses sessions and keys that are not valid', async () => {
  const guest = await home.guest('Gus');
  const own = { ...home.owner.session!, cookie: home.owner.cookie! };
  expect(await endOf({ session: own })).toBe('in');
  expect(await endOf({ session: { ...own, secret: '0'.repeat(64) } })).toBe('not_our_server');
  expect(await endOf({ session: { ...own, id: 'no-such-session' } })).toBe('unauthorized');
  expect(await endOf({ session: { ...own, cookie: guest.cookie! } })).toBe('unauthorized');
  expect(await endOf({ key: `lan_${'0'.repeat(64)}`, name: 'Eve' })).toBe('unauthorized');
  expect(await endOf({ key: home.key, name: 'Ada' }, home.url.replace('http:', 'https:'))).toBe('connection_lost');
});

it.each(['key', 'session'])('ends for good with its %s', async (kind) => {
  const made = COMMANDS.create_key.reply.parse((await home.owner.post('/api/keys', { label: 'Short' })).json());
  const guest = await home.guest(`Guest with a ${kind}`);
  const credentials = kind === 'key' ? { key: made.secret, name: 'Short' } : { session: { ...guest.session!, cookie: guest.cookie! } };
  const client = await connect({ url: home.url, ...credentials });
  if (kind === 'key') await home.owner.delete(`/api/keys/${made.key.id}`);
  else await guest.delete('/api/session');
  await expect.poll(() => client.connection.state).toBe('signed-out');
  await expect(client.call('list_rooms', {})).rejects.toMatchObject({ name: 'LanaiError', code: 'unauthorized' });
  await expect(client.next('message')).rejects.toMatchObject({ code: 'unauthorized' });
});
