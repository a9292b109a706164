// Agents that are programs, in a real home with real processes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { newName } from '../../testing/model-home.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import { isAlive } from '../../testing/is-alive.ts';

const home = startedForAll(() => startProgramHome());

const answered = (agent: Agent) => expect.poll(() => home.answersOf(agent), { timeout: 20_000 });
const ended = (agent: Agent) => expect.poll(async () => (await home.turns(agent)).map(({ outcome }) => outcome), { timeout: 20_000 });

async function ask(words: string, ...flags: string[]): Promise<Agent> {
  const agent = await home.makeAgent(newName(), scripted(...flags));
  await home.say(`@${agent.name} ${words}`);
  return agent;
}

/** The log has these lines, and no others. */
function expectLogged(...lines: RegExp[]): void {
  const logged = home.logged.splice(0);
  expect(logged).toEqual(lines.map((line) => expect.stringMatching(line)));
}

describe('an agent that is a program', () => {
  it('answers when it is called, in one message', async () => {
    const scout = await ask('say The harbour is quiet.');
    await answered(scout).toEqual(['The harbour is quiet.']);
    await ended(scout).toEqual(['answered']);
  });

  it('continues its conversation, and is sent only what it has not seen', async () => {
    const scout = await ask('say one');
    await answered(scout).toHaveLength(1);
    await home.say('The tide is low');
    await home.say(`@${scout.name} recall`);
    await answered(scout).toHaveLength(2);
    const [, recalled = ''] = await home.answersOf(scout);
    expect(recalled).toContain('I was sent 2 texts');
    const last = recalled.slice(recalled.indexOf('The last one'));
    expect(last).toContain('The tide is low');
    expect(last).not.toContain('say one');
  });

  it('shows its acts between its texts', async () => {
    const scout = await ask('act npm test');
    await answered(scout).toEqual(['Before.\n\nAfter.']);
    expect((await home.of(scout)).filter(({ kind }) => kind === 'thinking').map(({ content }) => content)).toEqual(['npm test']);
    expect(await home.turns(scout)).toMatchObject([{ steps: 1 }]);
    const failing = await ask('fail npm test');
    await answered(failing).toHaveLength(1);
    expect((await home.of(failing)).find(({ kind }) => kind === 'thinking')).toMatchObject({
      content: 'npm test',
      act: { kind: 'execute', outcome: 'failed', input: 'npm test', output: 'All good' },
    });
  });

  it('separates two messages of one turn', async () => {
    const scout = await ask('in two');
    await answered(scout).toEqual(['First\n\nSecond']);
  });

  it('ends silently, and a refusal has a sentence', async () => {
    const scout = await ask('nothing');
    await ended(scout).toEqual(['silent']);
    const other = await ask('refuse');
    await answered(other).toEqual(['My program refused to answer this.']);
  });

  it('stops when it is asked to, and the text so far stays', async () => {
    const scout = await ask('wait');
    await expect
      .poll(() => home.ada.picture().then(({ streams }) => Object.values(streams).some(({ text }) => text === 'Working')))
      .toBe(true);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual(['stopped']);
    expect(await home.of(scout)).toMatchObject([{ content: 'Working', unfinished: 'stopped' }]);
    await home.say(`@${scout.name} recall`);
    await answered(scout).toHaveLength(2);
    expect((await home.answersOf(scout))[1]).toContain('I was sent 2 texts');
  });

  it('is killed when it does not stop', async () => {
    const scout = await ask('hang');
    await expect
      .poll(() => home.ada.picture().then(({ streams }) => Object.values(streams).some(({ author_id }) => author_id === scout.id)))
      .toBe(true);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual(['stopped']);
    await home.say(`@${scout.name} say again`);
    await answered(scout).toEqual(['Working', 'again']);
  });

  it('says in its other rooms why it had to be ended', async () => {
    const scout = await ask('wait');
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    await home.ada.do('add_member', { room_id, participant_id: scout.id });
    await home.say(`@${scout.name} hang`, { room_id });
    const isStreaming = async (): Promise<boolean> =>
      Object.values((await home.ada.picture()).streams).filter(({ author_id }) => author_id === scout.id).length === 2;
    await expect.poll(isStreaming, { timeout: 20_000 }).toBe(true);
    await home.ada.do('stop_agent', { room_id, participant_id: scout.id });
    await answered(scout).toEqual([expect.stringContaining('had to be ended, because it did not stop in another room.')]);
    await expect.poll(() => home.logged.length).toBeGreaterThan(0);
    expectLogged(/^The program of an agent ended/, /^An agent could not answer/);
  });

  it('is killed alone when its settings were changed meanwhile', async () => {
    const scout = await ask('hang');
    const writes = (room: string) => async () =>
      Object.values((await home.ada.picture()).streams).some(({ author_id, room_id }) => author_id === scout.id && room_id === room);
    await expect.poll(writes(LOBBY_ID), { timeout: 20_000 }).toBe(true);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, runs: scripted('--resumes') });
    const { id: room_id } = await home.ada.do('create_room', { name: newName(), public: true });
    await home.ada.do('add_member', { room_id, participant_id: scout.id });
    await home.say(`@${scout.name} wait`, { room_id });
    await expect.poll(writes(room_id), { timeout: 20_000 }).toBe(true);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await ended(scout).toEqual([null, 'stopped']);
    await home.ada.do('stop_agent', { room_id, participant_id: scout.id });
    await ended(scout).toEqual(['stopped', 'stopped']);
  });

  it('says that it ended unexpectedly, and starts again', async () => {
    const scout = await ask('crash', '--resumes');
    await answered(scout).toHaveLength(1);
    expect((await home.of(scout))[0]).toMatchObject({ unfinished: 'failed' });
    expectLogged(/Out of memory/, /ended unexpectedly/);
    expect((await home.answersOf(scout))[0]).toMatch(/^I begin\n\n\*The program “node” ended unexpectedly with code 3/);
    await home.say(`@${scout.name} recall`);
    await answered(scout).toHaveLength(2);
    expect((await home.answersOf(scout))[1]).toContain('I was sent 2 texts');
  });

  it('posts nothing that a program replays of an earlier conversation', async () => {
    const scout = await ask('crash', '--loads');
    await answered(scout).toHaveLength(1);
    expectLogged(/Out of memory/, /ended unexpectedly/);
    await home.say(`@${scout.name} say hello`);
    await answered(scout).toHaveLength(2);
    expect((await home.answersOf(scout))[1]).toBe('hello');
  });

  it('ends with all that it started when it is paused', async () => {
    const scout = await ask('child');
    await answered(scout).toHaveLength(1);
    const [child = 0, parent = 0] = ((await home.answersOf(scout))[0]?.match(/\d+/g) ?? []).map(Number);
    expect([isAlive(child), isAlive(parent)]).toEqual([true, true]);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, paused: true });
    await expect.poll(() => [isAlive(child), isAlive(parent)], { timeout: 10_000 }).toEqual([false, false]);
  });

  it.each([
    ['is not signed in', ['--signed-out'], /“node” is not signed in/, []],
    ['ends at once', ['--dies-at-once'], /ended unexpectedly with code 7/, [/There is no licence/]],
    ['speaks another version', ['--next-version'], /speaks version 2/, [/It wrote nothing/]],
  ])('says what to do when the program %s', async (_that, flags, sentence, logged) => {
    const scout = await ask('say hello', ...flags);
    await answered(scout).toEqual([expect.stringMatching(sentence)]);
    await ended(scout).toEqual(['failed']);
    expectLogged(...logged, sentence);
  });

  it('says that the program or its folder is missing', async () => {
    const gone = await home.makeAgent(newName(), { ...scripted(), command: 'no-such-program-of-lanai' });
    await home.say(`@${gone.name} hello`);
    await answered(gone).toEqual([expect.stringContaining('“no-such-program-of-lanai” was not found')]);
    const lost = await home.makeAgent(newName(), { ...scripted(), folder: '/no/such/folder' });
    await home.say(`@${lost.name} hello`);
    await answered(lost).toEqual([expect.stringContaining('The folder in which I work')]);
    expectLogged(/was not found/, /The folder in which/);
  });

  it('stops after its number of acts', async () => {
    const scout = await home.makeAgent(newName(), scripted(), { steps_max: 3 });
    await home.say(`@${scout.name} acts 5`);
    await answered(scout).toEqual([expect.stringContaining('I stopped after 3 steps')]);
    await ended(scout).toEqual(['limit']);
  });

  it('works on in the same conversation after *Continue*, and not after *Leave it*', async () => {
    const scout = await home.makeAgent(newName(), scripted(), { steps_max: 1 });
    await home.say(`@${scout.name} acts 2`);
    await ended(scout).toEqual(['limit']);
    const { id, choices } = (await home.of(scout)).at(-1) ?? expect.fail('There is no answer.');
    expect(choices).toEqual(['Continue', 'Leave it']);
    await home.say('', { reply_to: id, choice: 'Leave it' });
    await home.say('', { reply_to: id, choice: 'Continue' });
    // Only the second choice called it.
    await ended(scout).toEqual(['silent', 'limit']);
    await home.say(`@${scout.name} recall`);
    await answered(scout).toHaveLength(2);
    expect((await home.answersOf(scout))[1]).toContain('I was sent 3 texts');
  });

  it('answers after a sign-in that its program sees only at its start', async () => {
    const keptAt = path.join(home.dataDir, 'kept');
    const scout = await ask('say hello', '--signs-in', '--looks-once', `--kept-at=${keptAt}`);
    await ended(scout).toEqual(['failed']);
    expectLogged(/is not signed in/);
    writeFileSync(keptAt, '');
    await home.say(`@${scout.name} say signed in`);
    await ended(scout).toEqual(['answered', 'failed']);
    expect((await home.answersOf(scout)).at(-1)).toBe('signed in');
  });

  it('stops at the act after which it has used more than it may in 24 hours', async () => {
    const price = { input: 0, output: 0 };
    const ofTokens = await home.makeAgent(newName(), scripted(), { tokens_per_day: 2_500 });
    const ofDollars = await home.makeAgent(newName(), scripted(), { dollars_per_day: 0.025, price });
    await home.say(`@${ofTokens.name} spend 5`);
    await answered(ofTokens).toEqual([expect.stringContaining('I may use 2500 tokens in 24 hours')]);
    // The program of the tests reads the last line only, and that would be the answer of the other one.
    await home.say(`@${ofDollars.name} spend 5`);
    await answered(ofDollars).toEqual([expect.stringContaining('I may cost $0.025000 in 24 hours')]);
    for (const scout of [ofTokens, ofDollars]) await ended(scout).toEqual(['limit']);
    expect((await home.turns(ofTokens))[0]?.retry_at).not.toBeNull();
  });

  it.each(['overspend', 'overspend and ask'])('stops between two acts too, and asks for no more (%s)', async (words) => {
    const scout = await home.makeAgent(newName(), scripted(), { tokens_per_day: 2_500 });
    await home.say(`@${scout.name} ${words}`);
    await answered(scout).toEqual([expect.stringContaining('I may use 2500 tokens in 24 hours')]);
    await ended(scout).toEqual(['limit']);
    const { messages } = await home.ada.do('get_history', { room_id: LOBBY_ID });
    expect(messages.filter(({ author_id, approval }) => author_id === scout.id && approval)).toEqual([]);
  });

  it('gets no variable of the server except the usual and the named ones', async () => {
    process.env['LANAI_SECRET_OF_TEST'] = 'x';
    process.env['PRIVATE_OF_TEST'] = 'x';
    process.env['NAMED_OF_TEST'] = 'x';
    const scout = await home.makeAgent(newName(), { ...scripted(), variables: ['NAMED_OF_TEST'] });
    await home.say(`@${scout.name} env`);
    await answered(scout).toHaveLength(1);
    const [names = ''] = await home.answersOf(scout);
    expect(names).toContain('NAMED_OF_TEST');
    expect(names).toContain('PATH');
    expect(names).not.toMatch(/PRIVATE_OF_TEST|LANAI/);
  });

  it('works in the mode of its settings', async () => {
    const scout = await home.makeAgent(newName(), { ...scripted(), mode: 'ask' });
    await home.say(`@${scout.name} mode`);
    await answered(scout).toEqual(['I am in ask.']);
  });

  it('works in the mode of its settings after it was started again, also when the mode was changed', async () => {
    const scout = await home.makeAgent(newName(), { ...scripted('--resumes'), mode: 'ask' });
    await home.say(`@${scout.name} say hello`);
    await answered(scout).toHaveLength(1);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, runs: { ...scripted('--resumes'), mode: 'auto' } });
    await home.say(`@${scout.name} mode`);
    await answered(scout).toEqual(['hello', 'I am in auto.']);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, runs: { ...scripted('--resumes'), mode: 'gone' } });
    await home.say(`@${scout.name} mode`);
    await answered(scout).toHaveLength(3);
    expect((await home.answersOf(scout))[2]).toMatch(/does not have the mode “gone”/);
    expectLogged(/does not have the mode/);
  });

  it('counts the cost that the program adds', async () => {
    const scout = await ask('cost 0.5');
    await answered(scout).toHaveLength(1);
    await home.say(`@${scout.name} cost 0.75`);
    await answered(scout).toHaveLength(2);
    await ended(scout).toEqual(['answered', 'answered']);
    expect((await home.turns(scout)).map(({ cost }) => cost)).toEqual([0.25, 0.5]);
  });

  it('answers only its owner, until the owner lets others call it', async () => {
    const bea = await watchAs(home, await home.guest('Bea', { room_ids: [LOBBY_ID] }));
    const scout = await home.makeAgent(newName());
    await bea.do('send_message', { room_id: LOBBY_ID, content: `@${scout.name} say hello` });
    await answered(scout).toEqual(['I answer only Owner.']);
    await home.ada.do('update_agent_settings', { participant_id: scout.id, runs: { ...scripted(), callers: 'people' } });
    await bea.do('send_message', { room_id: LOBBY_ID, content: `@${scout.name} say welcome` });
    await answered(scout).toEqual(['I answer only Owner.', 'welcome']);
  });

  it('works only in rooms where its owner is', async () => {
    const fay = await watchAs(home, await home.guest('Fay', { room_ids: [LOBBY_ID] }));
    const scout = await home.makeAgent(newName(), { ...scripted(), callers: 'people' });
    const room = await fay.do('open_direct', { participant_id: scout.id });
    await fay.do('send_message', { room_id: room.id, content: 'say it' });
    const seen = async () => (await fay.do('get_history', { room_id: room.id })).messages.map(({ content }) => content);
    await expect.poll(seen).toContain('I work only in rooms with Owner.');
  });
});
