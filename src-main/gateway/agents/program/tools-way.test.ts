import { expect, it } from 'vitest';
import { toolServers, toolsWayOf } from './tools-way.ts';

const AT = { url: 'http://127.0.0.1:1/rooms/lobby/mcp', secret: 'lanai-program-x' };
const lanai = () => Promise.resolve(['/bin/node', '/lanai.cjs'] as const);
const nowhere = () => Promise.resolve(null);
const http = { mcpCapabilities: { http: true } };

it.each([
  ['http', { agentCapabilities: http }, lanai],
  ['http', { agentCapabilities: http }, nowhere],
  ['stdio', {}, lanai],
  ['stdio', { agentCapabilities: { mcpCapabilities: { sse: true } } }, lanai],
  ['none', {}, nowhere],
  ['none', { agentInfo: { name: 'openclaw-acp', version: '1' } }, lanai],
  ['none', { agentInfo: { name: 'openclaw-acp', version: '1' }, agentCapabilities: http }, lanai],
])('is %s for %j', async (by, about, find) => {
  expect(await toolsWayOf(about, find)).toMatchObject({ by });
});

it('has the secret in a header or a variable, never in an argument', () => {
  expect(toolServers({ by: 'none' }, AT)).toEqual([]);
  expect(toolServers({ by: 'http' }, AT)).toEqual([
    { type: 'http', name: 'lanai', url: AT.url, headers: [{ name: 'Authorization', value: 'Bearer lanai-program-x' }] },
  ]);
  expect(toolServers({ by: 'stdio', command: ['/bin/node', '/lanai.cjs'] }, AT)).toEqual([
    {
      ...{ name: 'lanai', command: '/bin/node', args: ['/lanai.cjs', 'mcp'] },
      env: [
        { name: 'LANAI_MCP_URL', value: AT.url },
        { name: 'LANAI_MCP_SECRET', value: AT.secret },
      ],
    },
  ]);
});
