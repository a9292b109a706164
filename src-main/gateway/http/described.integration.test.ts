// Real answers of a running home, held against what its OpenAPI document says; and its numbers.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Room, Message } from '../../../src-shared/objects.ts';
import { endedProof } from '../../../src-shared/page-proof.ts';
import { picturePath } from '../../../src-shared/profile.ts';
import { readPutBack } from '../store/backup/put-back.ts';
import { askAboutAgentInvites } from '../testing/agent-invites.ts';
import { askAsFriend } from '../testing/friends.ts';
import { backupHands } from '../testing/backups.ts';
import { checkAgainst, type ApiCheck, type ApiDocument } from '../testing/api-document.ts';
import { askAboutAgents } from '../testing/about-agents.ts';
import { askAboutWriting } from '../testing/about-writing.ts';
import { askAboutImports } from '../testing/about-imports.ts';
import { askAboutProviders } from '../testing/about-providers.ts';
import { askAboutSharing } from '../testing/about-sharing.ts';
import { ask } from '../testing/http-client.ts';
import { askAboutHooks } from '../testing/hooks.ts';
import { squarePng } from '../testing/pictures.ts';
import { startPushService } from '../testing/push-service.ts';
import { homeForAll, startedForAll } from '../testing/shared-home.ts';

/** For what the home does beside everything else. */
const PATIENT = { timeout: 20_000 };

const pushService = startedForAll(async () => ({ ...(await startPushService()), logged: [] }));
const home = homeForAll({
  lanAddresses: ['127.0.0.1'],
  pushServices: { admits: (url) => pushService.isOwn(url), rule: 'any' },
});
let check: ApiCheck;
let document: ApiDocument;
beforeAll(async () => {
  document = (await ask(`${home.url}/api/openapi.json`)).json() as ApiDocument;
  check = checkAgainst(document);
});

/** Asks as the owner, and expects the answer to be as the document has it, with this status. */
async function good(method: string, path: string, body?: unknown, status = 200, headers?: Record<string, string>) {
  const answer = await home.owner.send(path, { method, body, headers });
  expect([answer.status, answer.status < 400 ? '' : answer.text], `${method} ${path}`).toEqual([status, '']);
  expect(check.complaint(method, path, answer)).toBeNull();
  return answer;
}

async function refused(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await home.owner.send(path, { method, body });
  expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
  expect(check.complaint(method, path, answer)).toBeNull();
}

describe('the OpenAPI document', () => {
  it('is true of every route of a running home', async () => {
    for (const path of ['/health', '/api/openapi.json', '/api/connect-info', '/api/session', '/api/session/account'])
      await good('GET', path);
    await refused('POST', '/api/session/account', {});
    await good('POST', '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }, 200, { accept: 'application/json, text/event-stream' });
    await good('POST', '/api/setup', { home_name: 'Hale', owner_name: 'Ada' });
    await good('PATCH', '/api/home', { name: 'Hale Nani' });
    await good('PATCH', '/api/profile', { name: 'Ada L.', color: 'plum', status: { text: 'here' }, time_zone: 'Europe/Berlin' });
    const pictured = await good('PUT', '/api/profile/picture', squarePng(8));
    await good('GET', picturePath({ id: pictured.field('id'), picture: pictured.field('picture') }));
    await askAboutAgents(home, good);

    const room = (await good('POST', '/api/rooms', { name: 'garden', public: true }, 201)).json() as Room;
    const at = `/api/rooms/${room.id}`;
    await good('GET', '/api/rooms');
    await good('PATCH', at, { description: 'What grows', agent_run_max: 5 });
    await good('POST', `${at}/continue`);
    await good('PUT', `${at}/members/porter`);
    await good('GET', at);
    const message = (
      await good('POST', `${at}/messages`, { content: 'aloha @Porter', metadata: { any: ['thing'] } }, 201)
    ).json() as Message;
    await good('PATCH', `${at}/messages/${message.id}`, { content: 'aloha' });
    await good('GET', `${at}/messages/${message.id}/edits?limit=5`);
    await good('PUT', `${at}/messages/${message.id}/reactions/${encodeURIComponent('🌺')}`);
    await good('GET', `${at}/messages?limit=10`);
    await good('POST', `${at}/messages`, { content: 'a reply', thread_id: message.id, also_in_room: true }, 201);
    await good('GET', `${at}/messages?thread_id=${message.id}&view=timeline`);
    await good('PUT', `${at}/threads/${message.id}/follow`, { muted: true });
    await good('PUT', `${at}/threads/${message.id}/read`, { seq: 1 });
    await askAboutWriting(home, good, room.id);
    const send_at = Date.now() + 60_000;
    const later = await good('POST', `${at}/scheduled`, { content: 'later', send_at, repeat: { every: 'day', time_zone: 'UTC' } }, 201);
    await good('PATCH', `/api/scheduled/${later.field('id')}`, { content: 'even later', repeat: null });
    await good('GET', '/api/scheduled');
    await good('POST', `/api/scheduled/${later.field('id')}/send`);
    const never = await good('POST', `${at}/scheduled`, { content: 'never', send_at }, 201);
    await good('DELETE', `/api/scheduled/${never.field('id')}`);
    await good('GET', '/api/threads?limit=5');
    await good('DELETE', `${at}/threads/${message.id}/follow`);
    await good('PUT', `${at}/messages/${message.id}/saved`);
    const reminder = await good('POST', '/api/saved', { text: 'Water the beans', remind_at: Date.now() + 60_000 }, 201);
    await good('PUT', `/api/saved/${reminder.field('id')}/reminder`, { remind_at: Date.now() + 90_000 });
    await good('PUT', '/api/saved/seen');
    await good('GET', '/api/saved?limit=5');
    await good('DELETE', `/api/saved/${message.id}`);
    await good('POST', `${at}/forwarded`, { from_room_id: room.id, message_id: message.id, comment: 'look' }, 201);
    await good('PUT', `${at}/messages/${message.id}/pin`, { state: 'todo' });
    await good('GET', `${at}/pins?state=todo&limit=5`);
    await good('DELETE', `${at}/messages/${message.id}/pin`);
    await good('GET', `${at}/page`);
    await good('PUT', `${at}/page`, { content: '# Plan', expected_version: 0 });
    await good('GET', `${at}/page?version=1`);
    await good('GET', `${at}/page/versions?limit=5&before=2`);
    await good('DELETE', `${at}/messages/${message.id}/previews/${encodeURIComponent('https://a.example/')}`);
    await good('GET', `/api/search?query=aloha&room_id=${room.id}&limit=5&after=1`);
    await good('DELETE', `${at}/messages/${message.id}/reactions/${encodeURIComponent('🌺')}`);
    const file = await good('POST', `${at}/files?name=a.txt`, 'aloha', 201);
    await good('GET', `/api/files/${file.field('id')}`);
    await good('GET', `/api/files/${file.field('id')}/a.txt`);
    await good('POST', `${at}/messages`, { content: '', file_ids: [file.field('id')] }, 201);
    await good('GET', `${at}/files?limit=5`);
    const unsent = await good('POST', `${at}/files?name=b.txt`, 'aloha', 201);
    await good('DELETE', `/api/files/${unsent.field('id')}`);
    await good('DELETE', `${at}/messages/${message.id}`);
    await good('GET', `${at}/tip`);
    await good('PUT', `${at}/read`, { seq: 1 });
    await good('PUT', `${at}/unread`, { seq: 1 });
    await good('GET', `${at}/reads`);
    await good('PUT', '/api/privacy', { tells_reads: true });
    await good('PUT', `${at}/notifications`, { level: 'mentions' });
    await good('PATCH', '/api/notifications', { what: 'everything' });
    await good('GET', '/api/push');
    await good('PUT', '/api/push', { ...pushService.device(), origin: 'https://lanai.example', time_zone: 'UTC' });
    await good('POST', '/api/push/test');
    await good('DELETE', '/api/push');
    const section = await good('POST', '/api/sidebar/sections', { name: 'Work' }, 201);
    await good('PATCH', `/api/sidebar/sections/${section.field('id')}`, { name: 'Play', position: 0 });
    await good('PUT', `${at}/section`, { section_id: section.field('id') });
    await good('PUT', `/api/sidebar/sections/${section.field('id')}/rooms`, { room_ids: [LOBBY_ID] });
    await good('DELETE', `/api/sidebar/sections/${section.field('id')}`);
    await good('PATCH', '/api/sidebar', { order: 'recent' });
    await good('POST', `${at}/thoughts`, { content: 'hm' }, 201);
    const vote = await good('POST', `${at}/votes`, { title: 'Water it?', options: ['yes', 'no'] }, 201);
    await good('GET', `${at}/votes`);
    await good('GET', `/api/votes/${vote.field('id')}`);
    await good('PUT', `/api/votes/${vote.field('id')}/ballot`, { option_index: 0 });
    const early = await good('POST', `${at}/votes`, { title: 'And then?', options: ['yes', 'no'] }, 201);
    await good('POST', `/api/votes/${early.field('id')}/close`);
    const task = await good('POST', `${at}/tasks`, { title: 'Water it', assignee: 'Porter' }, 201);
    await good('PATCH', `/api/tasks/${task.field('id')}`, { status: 'done' });
    await good('GET', `${at}/tasks`);
    await askAboutHooks(home, good, room.id, (path, answer) => check.complaint('POST', path, answer));
    await good('POST', `${at}/election`);
    await good('DELETE', `${at}/election/candidates/me`);
    await good('DELETE', `${at}/members/porter`);
    await good('PUT', `${at}/archive`);
    await good('DELETE', `${at}/archive`);
    await good('POST', '/api/directs', { participant_id: 'porter' });
    await good('GET', '/api/agents');
    await good('PUT', '/api/presence', { status: 'working', status_detail: 'tests', progress: 50 });

    await good('GET', '/api/audit?topic=invites&limit=5');
    await good('PUT', '/api/audit/retention', { days: 60 });
    for (const format of ['csv', 'jsonl']) await good('GET', `/api/audit/file?format=${format}`);
    for (const path of ['?scope=home', '/file?scope=own&format=html']) await good('GET', `/api/exports${path}`);
    const invite = await good('POST', '/api/invites', { name: 'Sarah', room_ids: ['lobby'] }, 201);
    const code = invite.field('code');
    await good('PATCH', `/api/invites/${invite.field('invite.id')}`, { max_uses: 2 });
    await good('POST', `/api/invites/${invite.field('invite.id')}/links`, {}, 201);
    await good('POST', '/api/invites/preview', { code });
    const joined = await askAsFriend({ home, good, check }, code);
    const sarah = joined.field('me.id');
    await good('POST', `/api/people/${sarah}/reinvite`, undefined, 201);
    await good('PUT', `/api/invites/${invite.field('invite.id')}/confirmation`);
    await good('PATCH', `/api/people/${sarah}/access`, { role: 'member', room_ids: null });
    for (const what of ['profile', 'access']) await good('DELETE', `/api/people/${sarah}/${what}`);
    await good('POST', `/api/people/${sarah}/erasure`);
    await good('GET', '/api/people');
    await good('DELETE', `/api/invites/${invite.field('invite.id')}`);
    await good('GET', '/api/invites');
    await askAboutAgentInvites(good);
    const key = await good('POST', '/api/keys', { label: 'bot' }, 201);
    await good('GET', '/api/keys');
    await good('PATCH', `/api/keys/${key.field('key.id')}`, { room_ids: ['lobby'] });
    await good('POST', `/api/keys/${key.field('key.id')}/secret`, {});
    await good('POST', `/api/keys/${key.field('key.id')}/agents/removal`, {});
    await good('DELETE', `/api/keys/${key.field('key.id')}`);
    await good('GET', '/api/limits');
    await good('PATCH', '/api/limits', { rooms_per_guest: null });
    await askAboutSharing(good);
    await askAboutProviders(good);
    await askAboutImports(home.owner, good, check.complaint);
    await good('GET', '/api/storage');
    await good('PUT', '/api/backups/encryption', { passphrase: null });
    await good('PUT', '/api/backups/plan', { every: 'day', keep: 3 });
    const name = await backupHands(home).backUp();
    await good('GET', '/api/backups');
    await good('GET', `/api/backups/${name}/file`);
    await good('POST', '/api/backups');
    await expect.poll(() => backupHands(home).state(), PATIENT).toMatchObject({ work: null });
    const added = await home.owner.send('/api/backups/added?name=other.tar', { method: 'POST', body: backupHands(home).bytesOf(name) });
    expect([added.status, check.complaint('POST', '/api/backups/added', added)]).toEqual([201, null]);
    await expect.poll(() => backupHands(home).state(), PATIENT).toMatchObject({ work: null });
    await good('DELETE', `/api/backups/${name}`);
    const gone = (await good('POST', '/api/rooms', { name: 'compost' }, 201)).field('id');
    await good('GET', `/api/rooms/${gone}/deletion`);
    await good('DELETE', `/api/rooms/${gone}`);
    await good('GET', '/api/retention/preview?days=30');
    for (const days of [30, null]) await good('PUT', '/api/retention', { days });
    await good('GET', '/api/diagnosis');
    await good('GET', '/metrics');
    const stream = await home.owner.send('/api/stream', { method: 'HEAD' });
    expect(
      check.complaint('GET', '/api/stream', { ...stream, headers: { 'content-type': stream.headers['content-type'] ?? '' } }),
    ).toBeNull();

    const browser = home.browser();
    const entered = await browser.enter(home.gateway.issueOwnerToken());
    expect(check.complaint('POST', '/api/session', entered)).toBeNull();
    const greeting = { session_id: browser.session?.id, nonce: 'n'.repeat(16) };
    const met = await browser.post('/api/session/challenge', greeting);
    expect(check.complaint('POST', '/api/session/challenge', met)).toBeNull();
    expect(check.complaint('DELETE', '/api/session', await browser.delete('/api/session'))).toBeNull();
    const another = home.browser();
    await another.enter(home.gateway.issueOwnerToken());
    await good('GET', '/api/sessions');
    await good('POST', '/api/sessions/codes', undefined, 201);
    await good('DELETE', `/api/sessions/${another.session?.id}`);
    const { id: session_id = '', secret = '' } = another.session ?? {};
    const ended = await another.post('/api/session/ended', { session_id, proof: endedProof(secret, session_id) });
    expect(ended.status).toBe(200);
    expect(check.complaint('POST', '/api/session/ended', ended)).toBeNull();
    await good('DELETE', '/api/sessions');

    const { backups } = await backupHands(home).state();
    await good('POST', `/api/backups/${backups[0]?.name ?? ''}/restore`);
    await expect.poll(async () => (await home.restarted()) !== home.gateway, PATIENT).toBe(true);
    // Porter announces the restore a moment later. Nothing may be posted automatically while the numbers are compared.
    await expect.poll(() => readPutBack(home.dataDir), PATIENT).toBeNull();

    const described = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId));
    expect([...check.seen].sort()).toEqual(described.sort());
  });

  it('is true of refusals', async () => {
    await refused('GET', '/api/rooms/no-such');
    await refused('POST', '/api/rooms', { name: '' });
    await refused('POST', '/api/rooms', 'not json');
    await refused('POST', '/api/session', { token: 'own_wrong' });
    await refused('PUT', '/api/sharing', { addresses: ['8.8.8.8'] });
    await refused('DELETE', '/api/sharing/entrances/ssh');
    await refused('PUT', '/api/sharing/certificate', { certificate: { kind: 'files', certificate_file: '/none', key_file: '/none' } });
    await refused('GET', '/trust/lanai.crt');
    await refused('GET', '/api/rooms/lobby/messages?limit=x');
  });

  it('names our own cookie, and is the same text each time', async () => {
    expect(document.components.securitySchemes.session).toMatchObject({ name: home.owner.cookie?.split('=')[0] });
    expect((await ask(`${home.url}/api/openapi.json`)).text).toBe(JSON.stringify(document));
  });
});

describe('the numbers', () => {
  const read = async (headers: Record<string, string>) => ask(`${home.url}/metrics`, { headers });
  const valueOf = (text: string, name: string): number =>
    Number(new RegExp(`^${name.replace(/[{}"]/g, String.raw`\$&`)} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

  it('count connections, messages, commits and requests', async () => {
    const idle = (await home.owner.get('/metrics')).text;
    await home.agent('counter');
    const before = (await home.owner.get('/metrics')).text;
    for (const content of ['a', 'b', 'c']) await home.owner.post('/api/rooms/lobby/messages', { content });
    await ask(`${home.url}/api/rooms/never-${Math.random()}`);
    await ask(`${home.url}/anything-${Math.random()}`);
    const { text, headers } = await home.owner.get('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    const agents = 'lanai_connections{kind="agent"}';
    expect(valueOf(text, agents) - valueOf(idle, agents)).toBe(1);
    expect(valueOf(text, 'lanai_messages_posted_total') - valueOf(before, 'lanai_messages_posted_total')).toBe(3);
    expect(valueOf(text, 'lanai_write_batch_acts_count')).toBeGreaterThanOrEqual(valueOf(before, 'lanai_write_batch_acts_count') + 3);
    expect(valueOf(text, 'lanai_write_batch_seconds_sum')).toBeGreaterThan(0);
    expect(
      valueOf(text, 'lanai_http_requests_total{method="POST",route="/api/rooms/:room_id/messages",status="201"}'),
    ).toBeGreaterThanOrEqual(3);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('have labels that no one can make more of, and nothing that people wrote', async () => {
    const { text } = await home.owner.get('/metrics');
    for (const secret of ['never-', 'anything-', 'garden', 'Sarah', 'Hale', '/api/rooms/lobby']) expect(text).not.toContain(secret);
    expect(text).toContain('route="none"');
  });

  it('are for those who run the home and for keys to all of it, and make no agent of a key', async () => {
    const agents = (await home.owner.get('/api/agents')).text;
    expect((await read({ authorization: `Bearer ${home.key}` })).status).toBe(200);
    expect((await home.owner.get('/api/agents')).text).toBe(agents);
    const narrow = (await home.owner.post('/api/keys', { label: 'narrow', room_ids: ['lobby'] })).field('secret');
    const mute = (await home.owner.post('/api/keys', { label: 'mute', rights: ['post'] })).field('secret');
    for (const secret of [narrow, mute]) expect((await read({ authorization: `Bearer ${secret}` })).status).toBe(403);
    expect((await (await home.guest('Rui', { room_ids: ['lobby'] })).get('/metrics')).status).toBe(403);
    for (const secret of ['', 'Bearer lan_wrong']) expect((await read(secret === '' ? {} : { authorization: secret })).status).toBe(401);
  });
});
