// Messages that are sent later and a server that is killed: each is sent once, whenever that was.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startTestHome } from './home.ts';
import { startGatewayProcess } from './process.ts';
import { connectLines, type WireClient } from './wire-client.ts';

const COUNT = 60;
const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-kill-scheduled-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function enter({ tcp, keyFile }: { tcp: string | null; keyFile: string }, id: string): Promise<WireClient> {
  const agent = await connectLines(tcp ?? '');
  await agent.request('register', { key: readFileSync(keyFile, 'utf8').trim(), name: id, agent_id: id, reconnect: true });
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

const isSent = ({ type }: { type: string }): boolean => type === 'message_received';

test('kill -9 while messages are being sent: the rest is sent after the start, and none twice', async () => {
  const before = await startGatewayProcess(dataDir);
  const [ada, rune] = [await enter(before.ready, 'ada'), await enter(before.ready, 'rune')];
  const send_at = Date.now() + 3_000;
  const texts = Array.from({ length: COUNT }, (_, index) => `later ${index}`);
  const daily = { every: 'day', time_zone: 'UTC' };
  const later = (content: string, more: object = {}) => ada.request('schedule_message', { room_id: 'lobby', content, send_at, ...more });
  const answers = await Promise.all([...texts.map((text) => later(text)), later('daily', { repeat: daily })]);
  expect(answers.filter(({ type }) => type !== 'ok')).toEqual([]);
  await rune.waitFor(isSent, 'the first one');
  await before.end('SIGKILL');

  const after = await startTestHome({ dataDir });
  const runeAgain = await enter(after.gateway.ready, 'rune');
  const contents = async (): Promise<string[]> => {
    const { payload } = await runeAgain.request('get_history', { room_id: 'lobby', limit: 200 });
    return (payload as { messages: { content: string }[] }).messages.map(({ content }) => content);
  };
  const all = [...texts, 'daily'].sort();
  await expect.poll(async () => (await contents()).filter((each) => all.includes(each)).sort(), { timeout: 20_000 }).toEqual(all);
  for (const each of [ada, rune, runeAgain]) each.close();
  await after.close();
  expect(after.logged).toEqual([]);
}, 60_000);
