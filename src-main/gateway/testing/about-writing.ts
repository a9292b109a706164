// Typing, streams and questions of agents over REST, for the test of the document.
import { expect } from 'vitest';
import type { Answer } from './http-client.ts';
import type { TestHome } from './home.ts';

type Good = (method: string, path: string, body?: unknown, status?: number, headers?: Record<string, string>) => Promise<Answer>;

export async function askAboutWriting(home: TestHome, good: Good, roomId: string): Promise<void> {
  const at = `/api/rooms/${roomId}`;
  await good('PUT', `${at}/typing`);
  await good('DELETE', `${at}/typing`);
  const agent = await home.agent('Streamer', { agent_id: 'streamer' });
  await agent.request('join_room', { room_id: roomId });
  const asAgent = { authorization: `Bearer ${home.key}`, 'lanai-agent': 'Streamer' };
  const stream = (await good('POST', `${at}/streams`, {}, 201, asAgent)).field('stream_id');
  await good('POST', `/api/streams/${stream}/deltas`, { text: 'Once upon a time' }, 200, asAgent);
  expect((await good('POST', `/api/streams/${stream}/end`, { unfinished: 'limit' }, 200, asAgent)).field('message.id')).toBe(stream);
  await good('POST', `${at}/agents/streamer/stop`);
  await askAboutApprovals(good, at, asAgent);
  agent.close();
}

async function askAboutApprovals(good: Good, at: string, asAgent: Record<string, string>): Promise<void> {
  const asked = { title: 'Run the tests', reason: 'They were changed', detail: { kind: 'command', text: 'npm test' } };
  const id = async (): Promise<string> => (await good('POST', `${at}/approvals`, asked, 201, asAgent)).field('approval.id');
  const [first, second] = [await id(), await id()];
  await good('GET', '/api/approvals');
  await good('GET', `/api/approvals/${first}`);
  await good('PUT', `/api/approvals/${first}/decision`, { decision: 'once' });
  await good('POST', `/api/approvals/${second}/cancel`, {}, 200, asAgent);
  await good('GET', `${at}/messages`);
}
