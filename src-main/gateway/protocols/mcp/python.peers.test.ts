// The MCP server with the clients of Python: the official one in both eras of the protocol, and FastMCP's.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { homeForAll } from '../../testing/shared-home.ts';
import { python, script } from '../../testing/peers/python.ts';
import { clientsOf } from '../../testing/mcp-clients.ts';

const home = homeForAll();
const { keyOf } = clientsOf(home);

interface Answers {
  tools: string[];
  sent: string;
  read: string;
  refused: [boolean, string];
}

beforeAll(async () => {
  await home.owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' });
});

it('answers the clients of Python', async () => {
  const { secret } = await keyOf('python');
  const { stdout } = await promisify(execFile)(python(), [script('mcp-client.py'), `${home.url}/mcp`], {
    env: { ...process.env, LANAI_KEY: secret },
  });
  const answers = JSON.parse(stdout) as Record<string, Answers>;
  for (const [client, { tools, sent, read, refused }] of Object.entries(answers)) {
    expect(tools, client).toEqual(expect.arrayContaining(['rooms', 'read', 'send', 'wait', 'ask_approval', 'vote']));
    expect(sent, client).toMatch(/^Sent as \[\d+\] to #lobby/);
    expect(read, client).toContain(client === 'fastmcp' ? 'Aloha from fastmcp' : `Aloha from mcp ${client}`);
    expect(refused, client).toEqual([true, expect.stringMatching(/^There is no room "nowhere"/)]);
  }
  expect(Object.keys(answers)).toEqual(['fastmcp', 'auto', 'legacy']);
});
