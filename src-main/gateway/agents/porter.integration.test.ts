import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId, PORTER_ID } from '../../../src-shared/ids.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { Core } from '../domain/core.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { watchAs, type Watcher } from '../testing/watcher.ts';

let home: TestHome;
let owner: Watcher;
let guest: Watcher;

beforeAll(async () => {
  home = await startTestHome();
  owner = await watchAs(home, home.owner);
  await owner.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
  guest = await watchAs(home, await home.guest('Gus', { room_ids: [LOBBY_ID] }));
});
afterAll(() => home.close());

const posted = (who: Watcher): Message[] => who.events().flatMap((event) => (event.type === 'message.posted' ? [event.message] : []));

/** What Porter answers to this in the lobby. */
async function answerTo(who: Watcher, text: string): Promise<string> {
  const asked = await who.do('send_message', { room_id: LOBBY_ID, content: `@Porter ${text}` });
  const answer = (): Message | undefined => posted(who).find((each) => each.reply_to === asked.id);
  await expect.poll(answer).toBeDefined();
  expect(answer()?.author_id).toBe(PORTER_ID);
  return answer()?.content ?? '';
}

describe('Porter', () => {
  it.each([
    ['hello', /^Hello! Say \*\*help/],
    ['help', /make a private room called/],
    ['make a room called garden', /^\*\*#garden\*\* is ready\. Everyone/],
    ['make a private room called plans', /^\*\*#plans\*\* is ready\. Only those/],
    ['make a room called garden', /exists already/],
    ['invite Sarah', /^Here is Sarah’s invite\. It works once, for 7 days/],
    ['reinvite Gus’', /nobody called/],
    ['revoke Nobody', /^I know nobody called Nobody\.$/],
    ['revoke Ada', /^The owner cannot be shut out\.$/],
    ['who has access', /\*\*Ada\*\*, owner: here now[\s\S]*\*\*Sarah\*\*: invited/],
    ['connect an agent', /JSON lines/],
    ['sing', /^I did not understand that\. I know these errands/],
    [`make a room called ${'x'.repeat(500)}`, /^That did not work: the name is too long/],
    [`invite ${'x'.repeat(500)}`, /^That did not work: the name is too long/],
  ])('does for the owner: %.40s', async (text, says) => {
    expect(await answerTo(owner, text)).toMatch(says);
  });

  it.each(['make a room called mine', 'invite Eve', 'reinvite Ada', 'revoke Ada', 'who has access', 'connect an agent'])(
    'does not for a guest: %s',
    async (text) => {
      expect(await answerTo(guest, text)).toBe('I do that only for Ada. Ask Ada, and I will gladly do it.');
    },
  );

  it.each([
    ['hello', /look after this home/],
    ['help', /ask the owner/],
    ['sing', /Say \*\*help\*\*/],
  ])('says to a guest: %s', async (text, says) => {
    expect(await answerTo(guest, text)).toMatch(says);
  });

  it('lets somebody out and in again', async () => {
    await home.guest('Sam', { room_ids: [LOBBY_ID] });
    expect(await answerTo(owner, 'revoke Sam')).toMatch(/^Sam is out/);
    expect(await answerTo(owner, 'who has access')).toMatch(/\*\*Sam\*\*, guest: revoked/);
    expect(await answerTo(owner, 'reinvite sam')).toMatch(/^Sam’s old link and sessions are void/);
  });

  it('asks which one, when two have that name', async () => {
    for (let count = 0; count < 2; count += 1) await home.guest('Twin', { room_ids: [LOBBY_ID] });
    expect(await answerTo(owner, 'revoke Twin')).toMatch(/2 people called Twin/);
  });

  it('answers in a direct room without being called', async () => {
    const room = await guest.do('open_direct', { participant_id: PORTER_ID });
    const asked = await guest.do('send_message', { room_id: room.id, content: 'hello' });
    await expect.poll(() => posted(guest).some((each) => each.reply_to === asked.id)).toBe(true);
  });

  it('does not answer agents, nor what is not for it', async () => {
    const agent = await home.agent('Echo');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const called = await agent.request('send_message', { room_id: LOBBY_ID, content: '@Porter hello from Echo' });
    expect(called.type).not.toBe('error');
    const quiet = await owner.do('send_message', { room_id: LOBBY_ID, content: 'hello' });
    // Answers come in order, so both would have been answered before this one.
    await answerTo(owner, 'hello');
    const answers = posted(owner).filter((each) => each.author_id === PORTER_ID);
    const fromAgent = posted(owner).find((each) => each.content === '@Porter hello from Echo');
    expect(fromAgent).toBeDefined();
    expect(answers.filter((each) => each.reply_to === fromAgent?.id || each.reply_to === quiet.id)).toEqual([]);
  });

  it('has failed at nothing', () => {
    expect(home.logged).toEqual([]);
  });
});

describe("Porter's welcome", () => {
  const welcomes = async (dataDir: string, during?: (who: Watcher) => Promise<unknown>): Promise<string[]> => {
    const started = await startTestHome({ dataDir });
    const who = await watchAs(started, started.owner);
    await during?.(who);
    const read = async (): Promise<string[]> =>
      (await who.do('get_history', { room_id: LOBBY_ID })).messages
        .filter((each) => each.author_id === PORTER_ID)
        .map((each) => each.content);
    await expect.poll(async () => (await read()).length).toBeGreaterThan(0);
    await who.do('update_home', { name: newId() });
    const found = await read();
    await started.close();
    return found;
  };

  it('is said once, when the home is set up, also when it starts again', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-porter-'));
    const once = [expect.stringMatching(/^Welcome home, Ada\./)];
    expect(await welcomes(dataDir, (who) => who.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' }))).toEqual(once);
    expect(await welcomes(dataDir)).toEqual(once);
    rmSync(dataDir, { recursive: true });
  });

  it('is said at the next start when the home ended before it', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-porter-'));
    const program = new URL('../store/writer.ts', import.meta.url);
    // Set up without a Porter that could speak, as it is when the process dies right then.
    const core = await Core.open({ dataDir, program, now: Date.now, onDeath: (error) => expect.fail(error.message) });
    await core.write('nameHome', { name: 'Lighthouse', is_set_up: true });
    await core.close();
    expect(await welcomes(dataDir)).toEqual([expect.stringMatching(/^Welcome home, Owner\./)]);
    rmSync(dataDir, { recursive: true });
  });
});
