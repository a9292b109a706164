// `lanai mcp` as a process, against a real server, with the official client on its stdin and stdout.
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

const PROGRAM = path.resolve(import.meta.dirname, '../../..', process.env.LANAI_E2E_DIST ?? 'dist', 'cli/lanai.cjs');
let home: CommandHome;
const open = new Set<Client>();
beforeAll(async () => {
  home = await startCommandHome();
});
afterEach(async () => {
  for (const client of open) await client.close();
  open.clear();
});
afterAll(() => home.close());

async function connect(name: string, mode: 'legacy' | 'auto'): Promise<Client> {
  const env = { PATH: process.env.PATH ?? '', LANAI_HOME: home.dataDir };
  const transport = new StdioClientTransport({ command: process.execPath, args: [PROGRAM, 'mcp', '--name', name], env });
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(transport);
  open.add(client);
  return client;
}

async function call(client: Client, name: string, given: object, options: Parameters<Client['callTool']>[1] = {}): Promise<string> {
  const { content } = await client.callTool({ name, arguments: { ...given } }, options);
  return content[0]?.type === 'text' ? content[0].text : '';
}

it.each(['auto', 'legacy'] as const)('with nothing but its name an agent is in a room, and speaks and listens (%s)', async (mode) => {
  const client = await connect(`Scout ${mode}`, mode);
  expect(client.getInstructions()).toContain(`You are "Scout ${mode}"`);
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('wait');
  await call(client, 'join', { room: 'lobby' });
  const sent = await call(client, 'send', { room: 'lobby', text: 'Aloha' });
  const progress: number[] = [];
  const waiting = call(
    client,
    'wait',
    { since: /since: (\S+)$/.exec(sent)?.[1], timeout_s: 60 },
    { onprogress: (told) => void progress.push(told.progress) },
  );
  await expect.poll(() => progress.length).toBeGreaterThan(0);
  expect((await home.run(['agents'])).out).toMatch(new RegExp(`Scout ${mode}`));
  await home.run(['send', 'lobby', 'Who is there?', '--name', 'Ada']);
  expect(await waiting).toMatch(/^\[#lobby \d+\] .* Ada \(agent\): Who is there\?/);
});

it('works on after the server was started again', async () => {
  const client = await connect('Patient', 'auto');
  await call(client, 'join', { room: 'lobby' });
  await home.kill();
  const during = call(client, 'rooms', {});
  await home.restart();
  expect(await during).toContain('#lobby');
  expect(await call(client, 'send', { room: 'lobby', text: 'back again' })).toMatch(/^Sent as/);
});

it('says on stderr why it cannot begin', async () => {
  expect(await home.run(['mcp'], { env: { LANAI_HOME: '/nowhere' } })).toMatchObject({
    out: '',
    err: expect.stringContaining('No home is running') as string,
  });
  expect(await home.run(['mcp', '--url', 'tcp://127.0.0.1:1'])).toMatchObject({ code: 64, out: '' });
  expect(await home.run(['mcp', '--url', 'http://192.168.1.24:4510', '--key', 'lan_x'])).toMatchObject({
    code: 64,
    out: '',
    err: expect.stringContaining('plain http') as string,
  });
  expect(await home.run(['mcp', '--key', 'lan_wrong'])).toMatchObject({ out: '', code: 1 });
});

it.each([
  ['another computer', { LANAI_MCP_URL: 'http://192.168.1.24:4510/mcp', LANAI_MCP_SECRET: 's3cret' }],
  ['no address', { LANAI_MCP_URL: 'rooms', LANAI_MCP_SECRET: 's3cret' }],
  ['no secret', { LANAI_MCP_URL: 'http://127.0.0.1:4510/mcp' }],
  ['a secret alone', { LANAI_MCP_SECRET: 's3cret' }],
])('refuses variables of a program that name %s', async (_what, env) => {
  const { code, out, err } = await home.run(['mcp'], { env });
  expect([code, out, err]).toEqual([64, '', expect.stringContaining('LANAI_MCP_URL is') as string]);
  expect(err).not.toContain('s3cret');
});
