// The questions of programs before they act, in a real home with real processes.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../../src-shared/approvals.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { newName } from '../../testing/model-home.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = startedForAll(() => startProgramHome());

const answered = (agent: Agent) => expect.poll(() => home.answersOf(agent), { timeout: 20_000 });
const ended = (agent: Agent) => expect.poll(async () => (await home.turns(agent)).map(({ outcome }) => outcome), { timeout: 20_000 });

async function ask(words: string): Promise<Agent> {
  // Without the words of the other agents of the room, which would mark its turn.
  const agent = await home.makeAgent(newName(), scripted(), { context_messages: 0 });
  await home.say(`@${agent.name} ${words}`);
  return agent;
}

/** The question of the agent that waits for an answer. */
async function questionOf({ id }: Agent): Promise<Approval> {
  const found = async () =>
    Object.values((await home.ada.picture()).approvals).find(({ agent_id, state }) => agent_id === id && state === 'waiting');
  await expect.poll(found, { timeout: 20_000 }).toBeDefined();
  return (await found()) ?? expect.fail('There is no question.');
}

describe('a program that asks before it acts', () => {
  it.each([
    ['once', 'yes'],
    ['session', 'always'],
    ['reject', 'no'],
  ] as const)('is answered by its owner: %s', async (decision, option) => {
    const scout = await ask('ask rm -rf build');
    const question = await questionOf(scout);
    expect(question).toMatchObject({
      title: 'rm -rf build',
      detail: { kind: 'command', text: 'rm -rf build' },
      may_allow_session: true,
      reason: expect.stringContaining('“Always”'),
    });
    await expect
      .poll(async () => (await home.ada.picture()).works[LOBBY_ID]?.[scout.id])
      .toMatchObject({ status: 'blocked', detail: 'Waits for Owner’s approval' });
    expect((await home.ada.picture()).presence[scout.id]).toMatchObject({ status: 'busy', detail: null });
    await home.ada.do('approval_resolve', { approval_id: question.id, decision });
    await answered(scout).toEqual([`I was answered ${option}.`]);
  });

  it('gets no permission that lasts when another person called it', async () => {
    const scout = await home.makeAgent(newName(), { ...scripted(), callers: 'people' });
    const dan = await watchAs(home, await home.guest('Dan', { room_ids: [LOBBY_ID] }));
    await dan.do('send_message', { room_id: LOBBY_ID, content: `@${scout.name} ask cat secrets` });
    const question = await questionOf(scout);
    expect(question.may_allow_session).toBe(false);
    for (const decision of ['once', 'session'] as const)
      await expect(dan.do('approval_resolve', { approval_id: question.id, decision })).rejects.toThrow();
    await home.ada.do('approval_resolve', { approval_id: question.id, decision: 'reject' });
    await answered(scout).toEqual(['I was answered no.']);
  });

  it('ends after as many questions as it has steps', async () => {
    const scout = await home.makeAgent(newName(), scripted(), { steps_max: 1 });
    await home.say(`@${scout.name} ask first`);
    await home.ada.do('approval_resolve', { approval_id: (await questionOf(scout)).id, decision: 'reject' });
    await answered(scout).toEqual(['I was answered no.']);
    await home.say(`@${scout.name} insist`);
    await home.ada.do('approval_resolve', { approval_id: (await questionOf(scout)).id, decision: 'reject' });
    await ended(scout).toEqual(['limit', 'answered']);
  });

  it('takes the question back when it is stopped', async () => {
    const scout = await ask('ask npm publish');
    const { id } = await questionOf(scout);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual(['stopped']);
    await expect(home.ada.do('approval_resolve', { approval_id: id, decision: 'once' })).rejects.toThrow(/approval_resolved|cancelled/);
  });
});

describe("the protocol's own example agent", () => {
  it('works as an agent', async () => {
    const args = [path.resolve('node_modules/acp-example-agent/dist/examples/agent.js')];
    const scout = await home.makeAgent(newName(), { ...scripted(), args });
    await home.say(`@${scout.name} please change the configuration`);
    const question = await questionOf(scout);
    expect(question.title).toBe('Modifying critical configuration file');
    await home.ada.do('approval_resolve', { approval_id: question.id, decision: 'once' });
    await ended(scout).toEqual(['answered']);
    const messages = await home.of(scout);
    expect(messages.find(({ kind }) => kind === 'thinking')).toMatchObject({ content: 'Reading project files', act: { kind: 'read' } });
    expect(messages.at(-1)?.content).toMatch(/Now I understand the project structure.*successfully updated/s);
  });
});
