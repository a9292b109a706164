// Questions of agents, as processes against a real home. The owner answers in the app.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Approval } from '../../../src-shared/approvals.ts';
import { createBrowser, type Browser } from '../../gateway/testing/browser.ts';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let owner: Browser;
beforeAll(async () => {
  home = await startCommandHome();
  owner = createBrowser(home.ready.url);
  await owner.enter(new URL(home.ready.ownerUrl).hash.slice(1));
  await home.run(['rooms', 'create', 'deck', '--public']);
});
afterAll(() => home.close());

async function waiting(): Promise<Approval> {
  const list = async () => ((await owner.get('/api/approvals')).json() as { approvals: Approval[] }).approvals;
  await expect.poll(async () => (await list()).length, { timeout: 10_000 }).toBe(1);
  return (await list())[0] ?? expect.fail();
}
const decide = async (decision: string): Promise<unknown> => owner.put(`/api/approvals/${(await waiting()).id}/decision`, { decision });

const QUESTION = ['ask', 'deck', 'Delete the build', '--command', 'rm -r build', '--reason', 'It is stale', '--name', 'Rune'];

it('an agent waits until it is allowed, and ends with 0', async () => {
  const asking = home.run(QUESTION);
  expect(await waiting()).toMatchObject({
    ...{ title: 'Delete the build', reason: 'It is stale', detail: { kind: 'command', text: 'rm -r build' }, may_allow_session: false },
  });
  const listed = await home.run(['approvals']);
  expect(listed.out).toMatch(/Rune +deck +Delete the build/);
  await decide('once');
  expect(await asking).toMatchObject({ code: 0, out: expect.stringMatching(/^Allowed once by /) as string });
  expect((await home.run(['approvals'])).out).toContain('Nothing waits for approval.');
});

it('ends with 3 when it is rejected', async () => {
  const asking = home.run([...QUESTION, '--session', '--json']);
  expect(await waiting()).toMatchObject({ may_allow_session: true });
  await decide('reject');
  const ended = await asking;
  expect(ended.code).toBe(3);
  expect(ended.lines()).toMatchObject([{ state: 'rejected' }]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('takes its question back when it is ended by %s', async (signal) => {
  const asking = home.start(QUESTION);
  await waiting();
  expect(await asking.stop(signal)).toMatchObject({ code: 3, out: expect.stringContaining('No longer asked.') as string });
  expect((await owner.get('/api/approvals')).json()).toMatchObject({ approvals: [] });
});

it('ends with 3 when it is allowed and ended at the same moment', async () => {
  const asking = home.start(QUESTION);
  await asking.says('Asked.');
  void asking.stop('SIGSTOP');
  await decide('once');
  void asking.stop('SIGINT');
  const { code, out } = await asking.stop('SIGCONT');
  expect([code, out]).toEqual([3, expect.stringMatching(/^Allowed once by .*, after a signal had ended this command\.$/m)]);
});

it('asks nothing that is not clear', async () => {
  expect(await home.run([...QUESTION, '--text', 'also'])).toMatchObject({ code: 64 });
  expect(await home.run(['ask', 'deck', 'T', '--diff', '/no/such/file'])).toMatchObject({ code: 1 });
  expect(await home.run(['ask', 'no-such-room', 'T'])).toMatchObject({ code: 1 });
  expect(await home.run(['ask', 'deck', 'T', '--timeout', '1'])).toMatchObject({ code: 1 });
  expect((await owner.get('/api/approvals')).json()).toMatchObject({ approvals: [] });
});
