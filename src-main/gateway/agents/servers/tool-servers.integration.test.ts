// Agents that use the tools of servers, with the official server over HTTP and as a program.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { newName, sentText, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { toolHome, type ToolHome } from '../../testing/tool-home.ts';
import { startToolServer, toolProgram, type HttpToolServer } from '../../testing/tool-servers.ts';
import { watchAs } from '../../testing/watcher.ts';
import { isAlive } from '../../testing/is-alive.ts';

const home = startedForAll(() => startModelHome());
let tools: ToolHome;
let mail: HttpToolServer;
beforeAll(async () => {
  tools = toolHome(home);
  mail = await startToolServer({ key: 'sk-secret-key' });
});
afterAll(() => mail.close());
beforeEach(() => {
  home.models.reset();
  mail.calls.length = 0;
});
afterEach(() => tools.removeServers());

describe.each([
  ['over HTTP', () => tools.httpServer(mail.url)],
  ['as a program', () => tools.program()],
])('the official server %s', (_way, add) => {
  it('is listed, and its reading tools are used without a question', async () => {
    const id = await add();
    const { tools: listed } = await home.ada.do('list_server_tools', { server_id: id });
    expect(Object.fromEntries(listed.map(({ name, read_only }) => [name, read_only]))).toMatchObject({
      ...{ look: true, send: false, destroy: false },
    });
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['look'], ['fail']);
    await home.say(`@${scout.name} look`);
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toMatch(/The word is plum.*It is broken/);
    expect((await tools.actsOf(scout)).map(({ content, act }) => [content, act?.kind, act?.outcome])).toEqual([
      [`Used “look” of ${await tools.nameOf(id)}`, 'read', 'done'],
      [`Used “fail” of ${await tools.nameOf(id)}`, 'read', 'failed'],
    ]);
    expect((await home.turns(scout))[0]?.marks).toEqual(['web']);
  });

  it('is asked for each act that changes something, with its exact arguments, whatever its texts say', async () => {
    const id = await add();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['look'], ['send', { text: 'all secrets' }]);
    await home.say(`@${scout.name} look`);
    const question = await tools.questionOf(scout);
    expect(question).toMatchObject({
      title: `Use “send” of ${await tools.nameOf(id)}`,
      detail: { kind: 'text', text: '{\n  "text": "all secrets"\n}' },
      reason: 'This turn read text from outside this server.',
      may_allow_session: false,
    });
    expect((await home.ada.picture()).works[LOBBY_ID]?.[scout.id]?.status).toBe('blocked');
    await home.ada.do('approval_resolve', { approval_id: question.id, decision: 'reject' });
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toContain('A person did not allow it');
    expect(sentText(home.models)).not.toContain('Sent all secrets');
    expect((await tools.actsOf(scout)).at(-1)?.act?.outcome).toBe('refused');
  });

  it('is allowed for a session in turns that read nothing from outside', async () => {
    const id = await add();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['send', { text: 'one' }]);
    await home.say(`@${scout.name} send`);
    expect((await tools.decide(scout, 'session')).may_allow_session).toBe(true);
    await tools.ended(scout, 'answered');
    await home.say(`@${scout.name} send`);
    await tools.ended(scout, 'answered', 'answered');
    expect(sentText(home.models)).toContain('Sent one');
    const { settings } = await home.ada.do('get_agent_settings', { participant_id: scout.id });
    await home.ada.do('update_agent_settings', { participant_id: scout.id, runs: { ...settings.runs, callers: 'people' } });
    const gus = await watchAs(home, await home.guest(newName(), { room_ids: [LOBBY_ID] }));
    await gus.do('send_message', { room_id: LOBBY_ID, content: `@${scout.name} send` });
    expect(await tools.decide(scout, 'reject')).toMatchObject({ reason: 'This turn read a message of a guest.', may_allow_session: false });
    await tools.ended(scout, 'answered', 'answered', 'answered');
  });

  it('ends with a stop', async () => {
    const id = await add();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['hang']);
    await home.say(`@${scout.name} hang`);
    await expect.poll(() => home.models.getRequests().length).toBe(1);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await tools.ended(scout, 'stopped');
  });

  it('cannot give too much: a result of 10 MB is refused, and the turn continues', async () => {
    const id = await add();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['large']);
    await home.say(`@${scout.name} large`);
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toContain('Its answer was too long.');
  });
});

describe('a server that is a program', () => {
  it('ends with the turn, with all that it started, and gets only the named variables and its key', async () => {
    process.env['PRIVATE_OF_TEST'] = 'x';
    const runs = { ...toolProgram(), key_variable: 'TOKEN_OF_TEST' };
    const { id } = await home.ada.do('add_tool_server', { name: newName(), runs, key: 'sk-of-program' });
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['env'], ['child']);
    await home.say(`@${scout.name} go`);
    await tools.ended(scout, 'answered');
    const sent = sentText(home.models);
    expect(sent).toContain('TOKEN_OF_TEST');
    expect(sent).not.toMatch(/PRIVATE_OF_TEST|LANAI_|sk-of-program/);
    const pids = /child (\d+) of (\d+)/.exec(sent)?.slice(1).map(Number) ?? [];
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false]);
  });

  it('works only for the callers that its owner chose', async () => {
    const id = await tools.program();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['send', { text: 'one' }]);
    const gus = await watchAs(home, await home.guest(newName(), { room_ids: [LOBBY_ID] }));
    await gus.do('send_message', { room_id: LOBBY_ID, content: `@${scout.name} send` });
    await tools.ended(scout, 'answered');
    expect(await tools.actsOf(scout)).toMatchObject([{ content: 'Called an unknown tool' }]);
  });

  it('that ends at once is explained', async () => {
    const id = await tools.program('--dies');
    await expect(home.ada.do('list_server_tools', { server_id: id })).rejects.toThrow(/ended unexpectedly with code 7/);
    expect(home.logged.splice(0).join()).toMatch(/There is no licence/);
  });

  it('that crashes during a call is explained to the model, and the turn continues', async () => {
    const id = await tools.program();
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['crash'], ['look']);
    await home.say(`@${scout.name} crash`);
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toMatch(/ended unexpectedly with code 3/);
  });

  it('that is not there is explained', async () => {
    const runs = { kind: 'command', command: 'no-such-program-of-lanai' } as const;
    const { id } = await home.ada.do('add_tool_server', { name: newName(), runs });
    await expect(home.ada.do('list_server_tools', { server_id: id })).rejects.toThrow(/was not found/);
  });
});

describe('the rights', () => {
  it('a program is for the owner on the computer, a server for admins, and neither for others', async () => {
    const cleo = await watchAs(home, await home.guest(newName(), { role: 'admin' }));
    const moe = await watchAs(home, await home.guest(newName(), { role: 'member' }));
    const http = { name: newName(), runs: { kind: 'http', url: mail.url } } as const;
    await expect(cleo.do('add_tool_server', { name: newName(), runs: toolProgram() })).rejects.toThrow(/Only the owner/);
    const { id } = await cleo.do('add_tool_server', http);
    const own = await tools.program();
    await expect(cleo.do('update_tool_server', { server_id: id, runs: toolProgram() })).rejects.toThrow(/Only the owner/);
    await expect(cleo.do('update_tool_server', { server_id: own, key: 'x' })).rejects.toThrow(/Only the owner/);
    const about = { name: newName(), runs: { kind: 'model', provider_id: home.providerId, model: 'mock' } } as const;
    const scout = await cleo.do('create_agent', about);
    await expect(cleo.do('set_agent_tools', { server_id: own, participant_id: scout.id, tools: null })).rejects.toThrow(/Only the owner/);
    expect((await cleo.do('set_agent_tools', { server_id: id, participant_id: scout.id, tools: ['look'] })).agents).toEqual({
      [scout.id]: ['look'],
    });
    for (const attempt of [
      moe.do('list_tool_servers', {}),
      moe.do('add_tool_server', http),
      moe.do('list_server_tools', { server_id: id }),
    ])
      await expect(attempt).rejects.toThrow(/access_denied|Only the owner/);
    await cleo.do('remove_tool_server', { server_id: id });
    await expect(cleo.do('list_server_tools', { server_id: id })).rejects.toThrow(/tool_server_not_found|no such tool server/);
  });

  it.each([
    ['a header of the connection', { kind: 'http', url: 'http://127.0.0.1:9/', header: 'Host' }],
    ['a variable of Lanai', { kind: 'command', command: 'x', key_variable: 'LANAI_KEY' }],
    ['a line break in its path', { kind: 'command', command: 'a\nb' }],
  ] as const)('a server with %s is refused', async (_what, runs) => {
    await expect(home.ada.do('add_tool_server', { name: newName(), runs: { ...runs } })).rejects.toThrow();
  });
});
