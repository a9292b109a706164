// `lanai webhooks` against a real home.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome();
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(() => home.close());

const run = (...args: string[]) => home.run(args, { env: admin });
const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });

it('makes an address with which any program posts, and shows it this once', async () => {
  const made = await run('webhooks', 'create', 'lobby', 'Cron');
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/hooks\/whk_[\w-]{43}\n$/) as string });
  expect(made.err).toContain('shown only once');
  expect((await post(made.out.trim(), { text: 'Backup done' })).status).toBe(200);
  expect((await run('history', 'lobby')).out).toContain('Backup done');
  const listed = await run('webhooks');
  expect(listed.out).toMatch(/^NAME +ROOM +TEMPLATE/);
  expect(listed.out).toMatch(/Cron +Lobby +json +open +.* posted/i);
  expect(`${listed.out}${(await run('webhooks', '--json')).out}`).not.toContain('whk_');
});

it('changes, pauses, renews, tests and deletes it', async () => {
  const file = home.file('signing');
  writeFileSync(file, 'between us\n');
  const [made] = (
    await run('webhooks', 'create', 'lobby', 'GitHub', '--template', 'github', '--signing-secret-file', file, '--json')
  ).lines();
  expect(made).toMatchObject({
    name: 'GitHub',
    template: 'github',
    is_signed: true,
    path: expect.stringMatching(/^\/api\/hooks\//) as string,
  });
  const [url = ''] = (made?.urls ?? []) as string[];
  expect((await post(url, {}, { 'x-github-event': 'ping' })).status).toBe(403);
  await run('webhooks', 'update', 'github', '--no-signing', '--called', 'Forge');
  expect((await post(url, {}, { 'x-github-event': 'ping' })).status).toBe(200);
  await run('webhooks', 'update', 'Forge', '--pause');
  expect((await run('webhooks', 'test', 'Forge')).code).not.toBe(0);
  expect((await run('webhooks', 'update', 'Forge', '--resume')).code).toBe(0);
  expect(await run('webhooks', 'test', 'Forge')).toMatchObject({ code: 0, out: 'Forge has posted a test.\n' });
  const renewed = await run('webhooks', 'renew', 'Forge');
  expect((await post(url, {}, { 'x-github-event': 'ping' })).status).toBe(404);
  expect((await post(renewed.out.trim(), {}, { 'x-github-event': 'ping' })).status).toBe(200);
  expect((await run('webhooks', 'delete', 'Forge')).code).toBe(0);
  const again = await run('webhooks', 'delete', 'Forge');
  expect([again.code === 0, again.err]).toEqual([false, expect.stringContaining('There is no webhook "Forge" here.')]);
});
