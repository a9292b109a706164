import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

it('a topic is shown with its room', async () => {
  const authorization = `Bearer ${readFileSync(home.ready.keyFile, 'utf8').trim()}`;
  const headers = { authorization, 'lanai-agent': 'Ada', 'content-type': 'application/json' };
  const ask = async (method: string, path: string, body: object): Promise<{ id: string }> => {
    const answer = await fetch(`${home.ready.url}${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const { id } = await ask('POST', '/api/rooms', { name: 'studio', public: true });
  await ask('PATCH', `/api/rooms/${id}`, { topic: 'The \u001b[31mposter' });
  expect((await home.run(['rooms'])).out).toMatch(/^studio .*The .*poster$/m);
  expect((await home.run(['rooms', 'info', 'studio'])).out).toContain('\nTopic: The ');
  expect((await home.run(['rooms', 'info', 'studio'])).out).not.toContain('\u001b');
});
