// The message that called an agent is there for it when it comes, whichever protocol it speaks.
import { get } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { agentIdOfKey } from '../../domain/actor.ts';
import { call, sinceOf } from './testing/call.ts';
import { clientsOf } from '../../testing/mcp-clients.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { startWokenHome } from '../../testing/woken-home.ts';

const home = startedForAll(startWokenHome);
const { keyOf, connect } = clientsOf(home);

/** Calls it, and resolves when its address was called. */
async function callAway(participant_id: string, name: string, words: string): Promise<void> {
  const hooks = await startReceiver();
  onTestFinished(() => hooks.close());
  const start = { kind: 'webhook', webhook_url: hooks.url, secret: 'a secret' } as const;
  await home.ada.do('set_agent_start', { participant_id, start });
  await home.call(name, words);
  await expect.poll(() => home.statusOf(participant_id)).toBe('waking');
}

const came = (id: string) => expect.poll(async () => (await home.startOf(id)).waking?.outcome).toBe('came');

it('An agent that speaks MCP hears it with its next wait, and without one it reads it', async () => {
  const { id, secret } = await keyOf('patient');
  const client = await connect(secret);
  await call(client, 'join', { room: 'lobby' });
  const since = sinceOf(await call(client, 'wait', { timeout_s: 1 }));
  const agent = agentIdOfKey(id);
  await expect.poll(() => home.statusOf(agent)).toBe('idle');
  await callAway(agent, 'patient', 'is the tide low?');
  const heard = await call(client, 'wait', { since });
  expect(heard.text).toContain('is the tide low?');
  await came(agent);
  const started = await connect(secret);
  expect((await call(started, 'rooms', {})).text).toMatch(/lobby.*unread/i);
  expect((await call(started, 'read', { room: 'lobby' })).text).toContain('is the tide low?');
});

it('An agent with an event stream gets it after its last event', async () => {
  const { id, secret } = await keyOf('streaming');
  const client = await connect(secret);
  await call(client, 'join', { room: 'lobby' });
  const agent = agentIdOfKey(id);
  const before = sinceOf(await call(client, 'wait', { timeout_s: 1 })).split('.')[0] ?? '';
  await expect.poll(() => home.statusOf(agent)).toBe('idle');
  await callAway(agent, 'streaming', 'is the wind strong?');
  const headers = { authorization: `Bearer ${secret}`, 'last-event-id': before };
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(`${home.url}/api/stream`, { headers, agent: false }, (response) => {
      let all = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        all += piece;
        if (all.includes('is the wind strong?')) resolve(all);
      });
    }).on('error', reject);
    onTestFinished(() => void request.destroy());
  });
  expect(text).toContain('message.posted');
  await came(agent);
});
