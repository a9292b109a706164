// The requests of the friend API, against the OpenAPI document.
import { expect } from 'vitest';
import type { ApiCheck } from './api-document.ts';
import type { TestHome } from './home.ts';
import { ask, type Answer } from './http-client.ts';

interface Asking {
  home: TestHome;
  good(method: string, path: string, body?: unknown, status?: number): Promise<Answer>;
  check: ApiCheck;
}

/** `code`: of an invite for a browser, whose answer is returned. */
export async function askAsFriend({ home, good, check }: Asking, code: string): Promise<Answer> {
  const joined = await home.browser().post('/api/invites/redeem', { code, name: 'Sarah' });
  expect(check.complaint('POST', '/api/invites/redeem', joined)).toBeNull();
  const program = (await good('POST', '/api/invites', { name: 'Tom' }, 201)).field('code');
  expect(check.complaint('GET', '/chat', await ask(`${home.url}/chat?invite=${program}`))).toBeNull();
  const started = await ask(`${home.url}/api/chat/join`, { method: 'POST', body: { code: program } });
  expect(check.complaint('POST', '/api/chat/join', started)).toBeNull();
  await good('POST', '/api/chat', { text: 'Aloha' }, 201);
  const headers = { authorization: `Bearer ${started.field('token')}` };
  const spoken = await ask(`${home.url}/api/chat`, { method: 'POST', headers, body: { text: 'Aloha', room: 'lobby' } });
  const note = `/api/rooms/lobby/messages/${spoken.field('id')}/author-note`;
  await good('GET', note);
  await good('PUT', note, { content: 'Likes coffee', expected_version: 0 });
  const about = joined.field('me.id');
  await good('PUT', `/api/people/${about}/note`, { content: 'Likes tea', expected_version: 0 });
  await good('GET', `/api/people/${about}/note`);
  return joined;
}
