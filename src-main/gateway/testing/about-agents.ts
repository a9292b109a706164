// Agents over REST, for the test of the document.
import { expect } from 'vitest';
import { SCRIPTED } from './program-home.ts';
import { startToolServer } from './tool-servers.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Answer } from './http-client.ts';
import type { TestHome } from './home.ts';

type Good = (method: string, path: string, body?: unknown, status?: number) => Promise<Answer>;

export async function askAboutAgents(home: TestHome, good: Good): Promise<void> {
  const agent = newId();
  const ada = await home.agent('Ada', { agent_id: agent });
  await good('PATCH', `/api/agents/${agent}`, { color: 'gold', description: 'Reads the logs' });
  await good('GET', `/api/agents/${agent}/access`);
  const start = { kind: 'webhook', webhook_url: 'http://127.0.0.1:1/', secret: 'a secret' };
  await good('PUT', `/api/agents/${agent}/start`, { start });
  await good('GET', `/api/agents/${agent}/start`);
  ada.close();
  // It is refused while the agent is connected.
  await expect.poll(async () => (await home.owner.post(`/api/agents/${agent}/start/trials`, {})).status).toBe(200);
  await good('POST', `/api/agents/${agent}/start/trials`, {});
  await good('POST', `/api/agents/${agent}/removal`, {});
  await good('POST', `/api/agents/${agent}/access`);
  await askAboutHosted(good);
}

async function askAboutHosted(good: Good): Promise<void> {
  const provider = { kind: 'openai-compatible', name: 'Models', base_url: 'http://127.0.0.1:1/v1' };
  const provider_id = (await good('POST', '/api/providers', provider, 201)).field('id');
  const made = await good(
    'POST',
    '/api/agents',
    { name: 'Scout', runs: { kind: 'model', provider_id, model: 'm' }, room_ids: [LOBBY_ID] },
    201,
  );
  await good('GET', '/api/agent-programs');
  await good('POST', '/api/agent-programs/trials', { runs: { kind: 'program', command: process.execPath, args: [SCRIPTED] } });
  const signedOut = { kind: 'program', command: process.execPath, args: [SCRIPTED, '--signs-in'] };
  await good('POST', '/api/agent-programs/sign-ins', { runs: signedOut, way: 'word' });
  const at = `/api/agents/${made.field('id')}`;
  await good('GET', `${at}/facts`);
  await good('GET', `${at}/settings`);
  await good('PATCH', `${at}/settings`, { instructions: 'Be brief.', tokens_per_day: null, paused: true });
  await good('PUT', `${at}/wakes/${LOBBY_ID}`, { wake: 'never' });
  await good('GET', `${at}/turns?limit=5&before=1`);
  await good('GET', `/api/agent-use?by=room&since=0&agent_id=${made.field('id')}`);
  await good('PUT', `/api/rooms/${LOBBY_ID}/agent-limits`, { tokens_per_day: 5 });
  await good('PUT', `/api/people/${made.field('owner_id')}/agent-limits`, { dollars_per_day: null, turns_per_day: 3 });
  await askAboutTools(good, made.field('id'));
}

async function askAboutTools(good: Good, agentId: string): Promise<void> {
  const server = await startToolServer();
  const added = await good('POST', '/api/tool-servers', { name: 'Tools', runs: { kind: 'http', url: server.url }, key: 'secret' }, 201);
  const at = `/api/tool-servers/${added.field('id')}`;
  await good('GET', '/api/tool-servers');
  await good('PATCH', at, { name: 'More tools' });
  await good('GET', `${at}/tools`);
  await good('PUT', `${at}/agents/${agentId}`, { tools: null });
  await good('DELETE', at);
  await server.close();
}
