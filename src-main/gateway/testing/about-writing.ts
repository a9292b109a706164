// Typing and streams over REST, for the test of the document.
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
  agent.close();
}
