// Incoming webhooks of a home, and requests to them.
import { expect } from 'vitest';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import { ask, type Answer, type Ask } from './http-client.ts';
import { squarePng } from './pictures.ts';

export interface Hook {
  id: string;
  room_id: string;
  path: string;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names what the address answers
export const bodyOf = <T>(answer: Answer): T => answer.json() as T;

export function hooksOf(home: TestHome) {
  let counter = 0;

  async function roomOf(more: object = {}): Promise<string> {
    counter += 1;
    return (await home.owner.post('/api/rooms', { name: `hooks ${counter}`, public: true, ...more })).field('id');
  }

  async function hookIn(room_id: string, more: object = {}, by: Browser = home.owner): Promise<Hook> {
    const made = await by.post(`/api/rooms/${room_id}/incoming-webhooks`, { name: 'Builds', ...more });
    expect([made.status, made.status < 400 ? '' : made.text]).toEqual([201, '']);
    return { id: made.field('webhook.id'), room_id, path: made.field('path') };
  }

  const send = ({ path }: Pick<Hook, 'path'>, asked: Ask): Promise<Answer> => ask(home.url + path, { method: 'POST', ...asked });
  const messagesIn = async (room_id: string): Promise<Message[]> =>
    bodyOf<{ messages: Message[] }>(await home.owner.get(`/api/rooms/${room_id}/messages`)).messages;

  return {
    roomOf,
    hookIn,
    hook: async (more: object = {}): Promise<Hook> => hookIn(await roomOf(), more),
    send,
    messagesIn,
    stateOf: async ({ id }: Hook): Promise<IncomingWebhook | undefined> =>
      bodyOf<{ webhooks: IncomingWebhook[] }>(await home.owner.get('/api/incoming-webhooks')).webhooks.find((each) => each.id === id),
    /** The text of the message that follows from a request. */
    async textOf(to: Hook, asked: Ask): Promise<string> {
      const answer = await send(to, asked);
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"posted"')]);
      return (await messagesIn(to.room_id)).find(({ id }) => id === answer.field('message_id'))?.content ?? '';
    },
  };
}

type Good = (method: string, path: string, body?: unknown, status?: number) => Promise<Answer>;

/** One request to every address of webhooks. */
export async function askAboutHooks(
  home: TestHome,
  good: Good,
  room_id: string,
  complaint: (path: string, answer: Answer) => string | null,
): Promise<void> {
  const address = { webhook_url: 'http://127.0.0.1:1/hook', secret: 'topsecret' };
  const out = (await good('POST', `/api/rooms/${room_id}/webhooks`, address, 201)).field('id');
  await good('GET', '/api/webhooks');
  await good('POST', `/api/webhooks/${out}/enable`);
  await good('DELETE', `/api/webhooks/${out}`);
  const made = await good('POST', `/api/rooms/${room_id}/incoming-webhooks`, { name: 'Builds' }, 201);
  const at = `/api/incoming-webhooks/${made.field('webhook.id')}`;
  await good('PATCH', at, { name: 'Deploys' });
  await good('PUT', `${at}/picture`, squarePng(8));
  await good('POST', `${at}/tests`);
  const path = (await good('POST', `${at}/addresses`, undefined, 201)).field('path');
  const posted = await ask(home.url + path, { method: 'POST', body: { text: 'It works' } });
  expect([posted.status, complaint(path, posted)]).toEqual([200, null]);
  await good('GET', '/api/incoming-webhooks');
  await good('DELETE', at);
}
