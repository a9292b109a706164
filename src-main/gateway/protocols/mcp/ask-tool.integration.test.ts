// The tool that asks before an act, with the official client.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Approval } from '../../../../src-shared/approvals.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { clientsOf } from '../../testing/mcp-clients.ts';
import { call } from './testing/call.ts';

const home = homeForAll();
const { keyOf, connect } = clientsOf(home);

beforeAll(async () => {
  await home.owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' });
  await home.owner.post('/api/rooms', { name: 'garden', public: true });
});

const QUESTION = { room: 'garden', title: 'Water the plants', detail: { kind: 'command', text: 'water --all' } };

async function waiting(): Promise<Approval> {
  const list = async () => ((await home.owner.get('/api/approvals')).json() as { approvals: Approval[] }).approvals;
  await expect.poll(async () => (await list()).length).toBe(1);
  return (await list())[0] ?? expect.fail();
}

const decide = async (decision: string): Promise<void> => {
  expect((await home.owner.put(`/api/approvals/${(await waiting()).id}/decision`, { decision })).status).toBe(200);
};

async function joined(name: string) {
  const client = await connect((await keyOf(name)).secret);
  await call(client, 'join', { room: 'garden' });
  return client;
}

describe('ask_approval', () => {
  it.each([
    ['once', /^Allowed once by Ada/],
    ['session', /^Allowed by Ada for this session/],
    ['reject', /^Rejected by Ada/],
  ])('waits for the answer %s', async (decision, words) => {
    const client = await joined(`asks ${decision}`);
    const answer = call(client, 'ask_approval', { ...QUESTION, may_allow_session: true });
    expect(await waiting()).toMatchObject({ title: QUESTION.title, detail: QUESTION.detail, state: 'waiting' });
    await decide(decision);
    expect((await answer).text).toMatch(words);
  });

  it('ends when its room is deleted', async () => {
    const client = await connect((await keyOf('in the shed')).secret);
    const shed = (await home.owner.post('/api/rooms', { name: 'shed', public: true })).field('id');
    await call(client, 'join', { room: 'shed' });
    const answer = call(client, 'ask_approval', { ...QUESTION, room: 'shed' });
    await waiting();
    expect((await home.owner.delete(`/api/rooms/${shed}`)).status).toBeLessThan(300);
    expect(await answer).toMatchObject({ isError: true });
  });

  it('gives the end of a question that ended meanwhile, to the agent that asked only', async () => {
    const [client, other] = [await joined('first'), await joined('second')];
    const answer = call(client, 'ask_approval', QUESTION);
    const { id } = await waiting();
    await decide('reject');
    await answer;
    expect((await call(client, 'ask_approval', { approval: id })).text).toMatch(/^Rejected by Ada/);
    expect(await call(other, 'ask_approval', { approval: id })).toMatchObject({ isError: true });
    expect(await call(client, 'ask_approval', { room: 'garden' })).toMatchObject({ isError: true, text: 'Give a room and a title.' });
  });
});
