// Servers of tools over HTTP: the keys, the choice, and servers that misbehave.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { newName, sentText, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { toolHome, type ToolHome } from '../../testing/tool-home.ts';
import { answering, byHand, startToolServer, type HttpToolServer } from '../../testing/tool-servers.ts';

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

describe('a server over HTTP', () => {
  it('gets the key, which no reply, log, backup or list has', async () => {
    const id = await tools.httpServer(mail.url);
    mail.keys.length = 0;
    const listed = await home.ada.do('list_server_tools', { server_id: id });
    expect(new Set(mail.keys)).toEqual(new Set(['Bearer sk-secret-key']));
    const { servers } = await home.ada.do('list_tool_servers', {});
    expect(servers.find((each) => each.id === id)?.key_state).toBe('kept');
    const { entries } = await home.ada.do('list_audit', {});
    expect(entries[0]).toMatchObject({ kind: 'add_tool_server', facts: { url: mail.url } });
    expect(JSON.stringify([servers, listed, entries, home.logged])).not.toContain('sk-secret-key');
    expect(readFileSync(path.join(home.dataDir, 'lanai.db'), 'latin1')).not.toContain('sk-secret-key');
  });

  it('loses its key with another host, and not with another path', async () => {
    const id = await tools.httpServer(mail.url);
    const change = (url: string) => home.ada.do('update_tool_server', { server_id: id, runs: { kind: 'http', url } });
    expect((await change(mail.url.replace('/mcp', '/other'))).key_state).toBe('kept');
    expect((await change('http://127.0.0.2:9/mcp')).key_state).toBe('none');
  });

  it('sees that a call is over when the agent is stopped', async () => {
    const id = await tools.httpServer(mail.url);
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['hang']);
    await home.say(`@${scout.name} hang`);
    await expect.poll(() => mail.calls.map(({ name }) => name)).toEqual(['hang']);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await tools.ended(scout, 'stopped');
    await expect.poll(() => mail.calls.map(({ name }) => name)).toEqual(['hang', 'aborted']);
  });

  it('has only the tools that were chosen, and none under the name of a tool of the rooms', async () => {
    const id = await tools.httpServer(mail.url);
    const scout = await tools.agentWith(id, ['look']);
    await tools.callTools(id, ['send', { text: 'x' }]);
    await home.say(`@${scout.name} send`);
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toContain('There is no tool');
    expect(mail.calls).toEqual([]);
    // The room's own.
    expect(JSON.stringify(home.models.getRequests().at(-1)?.body)).toContain('Write a message to another room');
  });

  it('is not called when the choice ends while a person is asked', async () => {
    const id = await tools.httpServer(mail.url);
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['send', { text: 'x' }]);
    await home.say(`@${scout.name} send`);
    await tools.questionOf(scout);
    await home.ada.do('set_agent_tools', { server_id: id, participant_id: scout.id, tools: [] });
    await tools.decide(scout, 'once');
    await tools.ended(scout, 'answered');
    expect(mail.calls).toEqual([]);
  });

  it.each(['http://192.0.2.1/mcp', 'ftp://127.0.0.1/', 'http://127.0.0.1/?key=x', 'http://me:pw@127.0.0.1/', ''])(
    'at %j is refused',
    async (url) => {
      await expect(home.ada.do('add_tool_server', { name: newName(), runs: { kind: 'http', url } })).rejects.toThrow();
    },
  );
});

describe('a server that misbehaves', () => {
  it.each<[string, Parameters<typeof byHand>[0], RegExp]>([
    ['that refuses the key', (_request, response) => void response.writeHead(401).end(), /refuses the key/],
    [
      'that is none',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hi</p>'),
      /does not speak/,
    ],
    ['that is not there', (_request, response) => void response.writeHead(404).end(), /no tool server at this address/],
    ['that fails', (_request, response) => void response.writeHead(500).end(), /the error 500/],
    ['that closes', (request) => void request.socket.destroy(), /cannot be reached/],
    [
      'that sends requests to another host',
      (_request, response) => void response.writeHead(307, { location: 'http://127.0.0.2:9/mcp' }).end(),
      /sends requests on to another address/,
    ],
  ])('%s is explained', async (_what, answer, sentence) => {
    const server = await byHand(answer);
    const id = await tools.httpServer(server.url);
    await expect(home.ada.do('list_server_tools', { server_id: id })).rejects.toThrow(sentence);
    const scout = await tools.agentWith(id);
    home.models.onMessage(/./, { content: 'Without tools.' });
    await home.say(`@${scout.name} hello`);
    await tools.ended(scout, 'answered');
    expect((await tools.actsOf(scout))[0]).toMatchObject({ act: { outcome: 'failed', output: expect.stringMatching(sentence) } });
    await server.close();
  });

  it('is used as far as it can be: tools with a malformed schema are left out', async () => {
    const good = { name: 'good', description: 'Good', inputSchema: { type: 'object' } };
    const deep = { type: 'object', description: 'x'.repeat(10_000) };
    const offers = [
      ...[good, { name: 'bad', inputSchema: 7 }, { name: 'worse', inputSchema: { type: 'string' } }, 'none', null],
      ...[
        { ...good, name: 'line\nbreak' },
        { ...good, name: '' },
        { name: 'deep', inputSchema: deep },
        { ...good, description: 'Second' },
      ],
    ];
    const server = await byHand(
      answering({ 'tools/list': { tools: offers }, 'tools/call': { content: [{ type: 'image', data: 'x' }, 7] } }),
    );
    const id = await tools.httpServer(server.url);
    expect(await home.ada.do('list_server_tools', { server_id: id })).toEqual({
      tools: [{ name: 'good', description: 'Good', read_only: false }],
      left_out: offers.length - 1,
    });
    const scout = await tools.agentWith(id);
    await tools.callTools(id, ['good']);
    await home.say(`@${scout.name} go`);
    await tools.decide(scout, 'once');
    await tools.ended(scout, 'answered');
    expect(sentText(home.models)).toContain('(image: not shown)');
    await server.close();
  });

  it('with 1,000 tools offers a model as many as fit', async () => {
    const many = await startToolServer({ flags: ['--many'] });
    const id = await tools.httpServer(many.url);
    const listed = await home.ada.do('list_server_tools', { server_id: id });
    expect([listed.tools.length, listed.left_out]).toEqual([200, 809]);
    const scout = await tools.agentWith(id);
    home.models.onMessage(/./, { content: 'Yes.' });
    await home.say(`@${scout.name} hello`);
    await tools.ended(scout, 'answered');
    const offered = sentText(home.models).split(`${await tools.nameOf(id)}__tool`).length - 1;
    expect(offered).toBeGreaterThan(0);
    expect(offered).toBeLessThanOrEqual(40);
    await many.close();
  });
});
