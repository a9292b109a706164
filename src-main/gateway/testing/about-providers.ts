// The requests about model providers, for the test of the OpenAPI document.
import { LLMock } from '@copilotkit/aimock';
import type { Answer } from './http-client.ts';

type Good = (method: string, path: string, body?: unknown, status?: number) => Promise<Answer>;

export async function askAboutProviders(good: Good): Promise<void> {
  const server = new LLMock({ port: 0 });
  await server.start();
  server.on({ model: 'm' }, { content: 'Hello.' });
  const added = await good('POST', '/api/providers', { kind: 'anthropic', base_url: server.url, key: 'sk-secret' }, 201);
  const at = `/api/providers/${added.field('id')}`;
  await good('GET', '/api/providers');
  await good('GET', '/api/providers/found');
  await good('PATCH', at, { name: 'The model server' });
  await good('GET', `${at}/models`);
  await good('POST', `${at}/trial`, { model: 'm' });
  server.on({ model: 'w' }, { content: 'Fern\n\nYou know the garden.' });
  const runs = { kind: 'model', provider_id: added.field('id'), model: 'w' };
  await good('POST', '/api/agent-drafts', { runs, purpose: 'Knows the garden' });
  await good('DELETE', at);
  await server.stop();
}
