// Notes about people: who reads and writes them, and that the person never does.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, isCommandName, type Reply } from '../../../../src-shared/commands/index.ts';
import type { Right } from '../../../../src-shared/keys.ts';
import { NOTE_CHARS_MAX, NOTE_MESSAGE_AGE_MS } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { PersonNote } from '../../../../src-shared/person-notes.ts';
import { anyPayload } from '../../testing/any-payload.ts';
import type { Browser } from '../../testing/browser.ts';
import { ask, type Answer } from '../../testing/http-client.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const SECRET = 'allergic to the secret nuts';
let shift = 0;
const home = homeForAll({ now: () => Date.now() + shift });
let bea: Browser;
let cal: Browser;
let sarah: Browser;
let tom: Browser;
const ids: Record<'owner' | 'bea' | 'cal' | 'sarah' | 'tom', string> = { owner: '', bea: '', cal: '', sarah: '', tom: '' };

const idOf = async (browser: Browser): Promise<string> => (await browser.get('/api/session')).field('me.id');
const read = async (by: Browser, id: string): Promise<PersonNote | null> =>
  ((await by.get(`/api/people/${id}/note`)).json() as Reply<'get_person_note'>).note;
const write = (by: Browser, id: string, content: string, expected_version: number): Promise<Answer> =>
  by.put(`/api/people/${id}/note`, { content, expected_version });
const say = async (by: Browser, content: string, room = 'lobby'): Promise<Message> =>
  (await by.post(`/api/rooms/${room}/messages`, { content })).json() as Message;
const codeOf = ({ payload }: { payload: unknown }): unknown => Object(payload).code;

beforeAll(async () => {
  bea = await home.guest('Bea', { role: 'admin' });
  cal = await home.guest('Cal', { role: 'admin' });
  sarah = await home.guest('Sarah', { room_ids: ['lobby'] });
  tom = await home.guest('Tom', { role: 'member', room_ids: ['lobby'] });
  Object.assign(ids, { owner: await idOf(home.owner), bea: await idOf(bea), cal: await idOf(cal) });
  Object.assign(ids, { sarah: await idOf(sarah), tom: await idOf(tom) });
});

describe('the note about a person', () => {
  it('is read and written by the owner and admins, with who changed it and when', async () => {
    expect(await read(home.owner, ids.sarah)).toBeNull();
    expect((await write(home.owner, ids.sarah, SECRET, 0)).json()).toMatchObject({ version: 1, author_id: ids.owner, content: SECRET });
    expect(await read(bea, ids.sarah)).toMatchObject({ content: SECRET, author_id: ids.owner });
    expect((await write(bea, ids.sarah, `${SECRET} and shellfish`, 1)).json()).toMatchObject({ version: 2, author_id: ids.bea });
    const { participants } = (await home.owner.get(`/api/people/${ids.sarah}/note`)).json() as Reply<'get_person_note'>;
    expect(participants.map(({ name }) => name)).toEqual(['Bea']);
  });

  it('loses no change of another author', async () => {
    const stale = await write(home.owner, ids.sarah, 'other', 1);
    expect([stale.status, stale.field('code')]).toEqual([409, 'note_conflict']);
    const both = await Promise.all([write(home.owner, ids.tom, 'left', 0), write(bea, ids.tom, 'right', 0)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    // A deleted note keeps its version.
    expect((await write(home.owner, ids.tom, '', 1)).json()).toMatchObject({ version: 2, content: '' });
    expect((await write(bea, ids.tom, 'again', 0)).field('code')).toBe('note_conflict');
    // The reply was lost, and the same change is sent again.
    expect((await write(home.owner, ids.tom, '', 1)).json()).toMatchObject({ version: 2 });
  });

  it('is neither for the person, nor for other guests and members, nor for an admin about an admin, and the owner has none', async () => {
    for (const by of [sarah, tom]) {
      for (const id of [ids.sarah, ids.tom, ids.owner, 'nobody']) {
        for (const refused of [await by.get(`/api/people/${id}/note`), await write(by, id, 'x', 0)])
          expect([refused.status, refused.field('code')]).toEqual([403, 'access_denied']);
      }
    }
    expect((await write(home.owner, ids.bea, 'keeps the keys', 0)).status).toBe(200);
    for (const by of [bea, cal]) expect((await by.get(`/api/people/${ids.bea}/note`)).field('code')).toBe('access_denied');
    for (const by of [home.owner, bea]) expect((await write(by, ids.owner, 'x', 0)).field('code')).toBe('access_denied');
    for (const id of ['nobody', 'porter']) expect((await home.owner.get(`/api/people/${id}/note`)).field('code')).toBe('person_not_found');
  });

  it('is in no answer to any command of the person, no event and no page of the audit log', async () => {
    const watcher = await watchAs(home, sarah);
    await write(home.owner, ids.sarah, `${SECRET} still`, (await read(home.owner, ids.sarah))?.version ?? 0);
    const client = await home.socketOf(sarah);
    const { id: message_id } = await say(sarah, 'Hello');
    const there = { participant_id: ids.sarah, room_id: 'lobby', message_id };
    for (const name of Object.keys(COMMANDS).filter(isCommandName)) {
      if (!COMMANDS[name].readOnly) continue;
      const payload = { ...anyPayload(name, there), ...there };
      expect(JSON.stringify(await client.request(name, payload)), name).not.toContain('allergic');
    }
    expect(JSON.stringify(watcher.events())).not.toContain('allergic');
    const audit = await home.owner.get('/api/audit?topic=people&limit=50');
    expect(audit.text).toContain('set_person_note');
    expect(audit.text).not.toContain('allergic');
  });

  it('refuses content that is not valid for a note', async () => {
    const version = (await read(home.owner, ids.tom))?.version ?? 0;
    for (const body of [{}, { content: 'x' }, { content: 5, expected_version: 0 }, { content: 'x', expected_version: -1 }])
      expect((await home.owner.put(`/api/people/${ids.tom}/note`, body)).field('code')).toBe('invalid_payload');
    expect((await write(home.owner, ids.tom, 'x'.repeat(NOTE_CHARS_MAX + 1), version)).field('code')).toBe('invalid_payload');
    expect((await write(home.owner, ids.tom, 'é'.repeat(NOTE_CHARS_MAX), version)).status).toBe(200);
    expect((await write(home.owner, ids.tom, 'half \ud800', version + 1)).json()).toMatchObject({ content: 'half \ufffd' });
  });
});

describe('an agent with the right', () => {
  let agent: WireClient;
  const keyOf = async (by: Browser, rights: Right[], more: object = {}): Promise<string> =>
    (await by.post('/api/keys', { label: `Key ${Math.random()}`, rights, ...more })).field('secret');
  async function agentOf(by: Browser, name: string, more: object = {}): Promise<WireClient> {
    const client = await home.agent(name, { key: await keyOf(by, ['read', 'post', 'notes'], more), agent_id: name.toLowerCase() });
    await client.request('join_room', { room_id: 'lobby' });
    return client;
  }
  const noteOf = (by: WireClient, { room_id, id }: Pick<Message, 'room_id' | 'id'>) => by.request('read_note', { room_id, message_id: id });

  beforeAll(async () => {
    agent = await agentOf(home.owner, 'Noter');
  });

  it('has the note of the one who speaks, and writes it', async () => {
    const before = await read(home.owner, ids.sarah);
    const spoken = await say(sarah, 'What can I eat?');
    expect((await noteOf(agent, spoken)).payload).toEqual({ note: before });
    const change = { room_id: 'lobby', message_id: spoken.id, content: 'asks about food', expected_version: before?.version };
    expect((await agent.request('write_note', change)).payload).toMatchObject({ author_id: 'noter', participant_id: ids.sarah });
    expect(await read(home.owner, ids.sarah)).toMatchObject({ content: 'asks about food', author_id: 'noter' });
    expect(codeOf(await agent.request('write_note', { ...change, content: 'late' }))).toBe('note_conflict');
    const { entries } = (await home.owner.get('/api/audit?topic=people&limit=5')).json() as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'write_note', about: expect.objectContaining({ id: ids.sarah, name: 'Sarah' }) as object }),
    );
  });

  it('has none without a new message, of a deleted one, of another room, or by the routes for people', async () => {
    const old = await say(sarah, 'Long ago');
    const gone = await say(sarah, 'Never mind');
    await sarah.delete(`/api/rooms/lobby/messages/${gone.id}`);
    const elsewhere = (await home.owner.post('/api/rooms', { name: 'elsewhere' })).field('id');
    const hidden = await say(home.owner, 'x', elsewhere);
    expect(codeOf(await noteOf(agent, gone))).toBe('message_not_found');
    expect(codeOf(await noteOf(agent, hidden))).toBe('not_in_room');
    expect(codeOf(await noteOf(agent, { ...hidden, room_id: 'lobby' }))).toBe('message_not_found');
    shift += NOTE_MESSAGE_AGE_MS + 1_000;
    expect(codeOf(await noteOf(agent, old))).toBe('access_denied');
    for (const name of ['get_person_note', 'set_person_note', 'list_people'])
      expect(codeOf(await agent.request(name, { participant_id: ids.sarah, content: 'x', expected_version: 0 }))).toBe('access_denied');
    shift -= NOTE_MESSAGE_AGE_MS + 1_000;
  });

  it('has none about the owner, about agents, or about the admin it belongs to', async () => {
    const other = await home.agent('Other');
    await other.request('join_room', { room_id: 'lobby' });
    const byAgent = (await other.request('send_message', { room_id: 'lobby', content: 'Hi' })).payload as { message_id: string };
    expect(codeOf(await noteOf(agent, { room_id: 'lobby', id: byAgent.message_id }))).toBe('access_denied');
    expect(codeOf(await noteOf(agent, await say(home.owner, 'Me')))).toBe('access_denied');
    const ofBea = await agentOf(bea, 'Beanoter');
    for (const by of [bea, cal]) expect(codeOf(await noteOf(ofBea, await say(by, 'Me')))).toBe('access_denied');
    expect((await noteOf(ofBea, await say(sarah, 'Me'))).type).toBe('ok');
    // The owner's agent has the note about an admin, and an admin's agent has not.
    expect((await noteOf(agent, await say(bea, 'Me'))).type).toBe('ok');
  });

  it('loses it with the right, with the role of its owner, and outside of the rooms of its key', async () => {
    const room = (await home.owner.post('/api/rooms', { name: 'attic', public: true })).field('id');
    await home.owner.put(`/api/rooms/${room}/members/${ids.sarah}`);
    const limited = await agentOf(home.owner, 'Limited', { room_ids: ['lobby'] });
    expect((await noteOf(limited, await say(sarah, 'Me'))).type).toBe('ok');
    expect(codeOf(await noteOf(limited, await say(sarah, 'Me', room)))).toBe('not_in_room');
    const ofCal = await agentOf(cal, 'Calnoter');
    await home.owner.patch(`/api/people/${ids.cal}/access`, { role: 'member' });
    expect(codeOf(await noteOf(ofCal, await say(sarah, 'Me')))).toBe('access_denied');
    const plain = await home.agent('Plain', { key: await keyOf(home.owner, ['read', 'post']) });
    await plain.request('join_room', { room_id: 'lobby' });
    expect(codeOf(await noteOf(plain, await say(sarah, 'Me')))).toBe('access_denied');
  });

  it('asks over HTTP as well', async () => {
    const { id } = await say(sarah, 'Me');
    const headers = { authorization: `Bearer ${await keyOf(home.owner, ['read', 'create', 'notes'])}` };
    const at = `${home.url}/api/rooms/lobby/messages/${id}/author-note`;
    expect((await ask(at, { headers })).field('code')).toBe('not_in_room');
    await ask(`${home.url}/api/rooms/lobby/members/me`, { method: 'PUT', headers });
    expect((await ask(at, { headers })).status).toBe(200);
  });
});
