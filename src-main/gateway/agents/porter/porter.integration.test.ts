import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import { escapeMarkdown } from '../../../../src-shared/markdown-text.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { hasSecret } from '../../../../src-shared/secret-text.ts';
import { Core } from '../../domain/core.ts';
import { startTestHome } from '../../testing/home.ts';
import { answerIn, directAnswer, posted } from '../../testing/porter-talk.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { storeOptions } from '../../testing/store-options.ts';

const home = homeForAll();
let owner: Watcher;
let guest: Watcher;

beforeAll(async () => {
  owner = await watchAs(home, home.owner);
  await owner.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
  guest = await watchAs(home, await home.guest('Gus', { room_ids: [LOBBY_ID] }));
});

async function answerTo(who: Watcher, text: string): Promise<string> {
  return (await answerIn(who, text)).content;
}

/** Porter's answer in the direct room, and the words in the lobby that point there. */
async function privateAnswerTo(who: Watcher, text: string): Promise<Message> {
  const { content, metadata } = await answerIn(who, text);
  expect(content).toBe('I sent it to you in our direct room, where only you can read it.');
  const direct = await who.do('open_direct', { participant_id: PORTER_ID });
  expect(metadata).toEqual({ actions: [{ action: 'open_room', label: 'Open our direct room', room_id: direct.id }] });
  return posted(who).findLast((each) => each.room_id === direct.id) ?? expect.fail('no answer');
}

const directAnswerTo = async (who: Watcher, text: string): Promise<string> => (await directAnswer(who, text)).content;

describe('Porter', () => {
  it.each([
    ['hello', /^Hello! Say \*\*help/],
    ['help', /make a private room called/],
    ['make a room called garden', /^\*\*#garden\*\* is ready\. Everyone/],
    ['connect an agent', /JSON lines/],
    ['sing', /^I did not understand that\. Here is what I can do/],
    ['errands', /^Mention me, or write to me directly/],
    ['thanks!', /^You are welcome\.$/],
    ['who is here?', /^Here now: \*\*Ada\*\*, \*\*Porter\*\*, \*\*Gus\*\*\.$/],
  ])('does for the owner in the room: %.40s', async (text, says) => {
    expect(await answerTo(owner, text)).toMatch(says);
  });

  it.each([
    ['make a private room called plans', /^\*\*#plans\*\* is ready\. Only those/],
    ['make a room called garden', /exists already/],
    ['invite Sarah', /^The invite for \*\*Sarah\*\* opens every public room\. Its link works once, for 7 days/],
    ['reinvite Gus', /^With a new link \*\*Gus\*\* comes back/],
    ['reinvite Gus’', /^I do not know \*\*Gus’\*\*\. Do you mean one of these\?/],
    ['reinvite Ada', /^There is no guest with that name/],
    ['revoke Zelda', /^I do not know anyone called \*\*Zelda\*\*\./],
    ['revoke Ada', /^The owner always keeps access\.$/],
    ['who has access', /\*\*Ada\*\*, owner: here now[\s\S]*\*\*Gus\*\*, guest: here now/],
    [`make a room called ${'x'.repeat(500)}`, /^That did not work: the name is too long/],
    [`invite ${'x'.repeat(500)}`, /^That did not work: the name is too long/],
  ])('answers to the owner alone: %.40s', async (text, says) => {
    const { content } = await privateAnswerTo(owner, text);
    expect(content).toMatch(says);
    expect(posted(guest).filter((each) => each.content === content)).toEqual([]);
  });

  it('offers the link of an invite without making it', async () => {
    const before = await owner.do('list_invites', {});
    const { metadata } = await privateAnswerTo(owner, 'invite Sarah');
    expect(metadata).toEqual({ actions: [{ action: 'invite_person', label: 'Copy link', name: 'Sarah' }] });
    expect(await owner.do('list_invites', {})).toEqual(before);
  });

  it('offers the link of a return without ending anything', async () => {
    const { metadata } = await privateAnswerTo(owner, 'reinvite Gus');
    expect(metadata).toEqual({ actions: [{ action: 'reinvite_person', label: 'Make new link', participant_id: guest.id }] });
    expect((await guest.do('room_tip', { room_id: LOBBY_ID })).seq).toBeGreaterThan(0);
  });

  it('answers in the direct room itself without another message elsewhere', async () => {
    const room = await owner.do('open_direct', { participant_id: PORTER_ID });
    const lobby = await owner.do('room_tip', { room_id: LOBBY_ID });
    const asked = await owner.do('send_message', { room_id: room.id, content: 'who has access' });
    await expect.poll(() => posted(owner).find((each) => each.reply_to === asked.id)?.content).toMatch(/\*\*Ada\*\*, owner/);
    expect(await owner.do('room_tip', { room_id: LOBBY_ID })).toEqual(lobby);
  });

  it('links to the room that it made', async () => {
    const { metadata } = await answerIn(owner, 'make a room called orchard');
    const room = (await owner.do('list_rooms', {})).rooms.find((each) => each.room.name === 'orchard')?.room;
    expect(metadata).toEqual({ actions: [{ action: 'open_room', label: 'Open #orchard', room_id: room?.id }] });
  });

  it.each(['[Sign in again](https://evil.example/in)', '# Heading', '**bold**', 'https://evil.example', '<img src=x>', '`code`', '==x=='])(
    'draws a name as it is: %s',
    async (name) => {
      const named = await watchAs(home, await home.guest(name, { room_ids: [LOBBY_ID] }));
      const escaped = escapeMarkdown(name);
      expect((await privateAnswerTo(owner, 'who has access')).content).toContain(`- **${escaped}**, guest`);
      expect((await privateAnswerTo(owner, `reinvite "${name}"`)).content).toContain(`With a new link **${escaped}** comes back`);
      expect((await privateAnswerTo(owner, `invite "${name} "`)).content).toContain(`**${escaped}** is here already`);
      expect(await answerTo(owner, 'who is here')).toContain(`**${escaped}**`);
      named.close();
      await owner.do('revoke_access', { participant_id: named.id });
    },
  );

  it('never has a secret in anything it wrote', async () => {
    const history = await owner.do('get_history', { room_id: LOBBY_ID });
    expect(history.messages.length).toBeGreaterThan(10);
    expect(posted(owner).filter((each) => hasSecret(JSON.stringify(each)))).toEqual([]);
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

  it('lets a person out and in again', async () => {
    await home.guest('Sam', { room_ids: [LOBBY_ID] });
    expect((await privateAnswerTo(owner, 'revoke Sam')).content).toMatch(/^End the access of \*\*Sam\*\*, guest\?/);
    expect(await directAnswerTo(owner, 'yes')).toMatch(/^I put \*\*Sam\*\* out/);
    expect((await privateAnswerTo(owner, 'who has access')).content).toMatch(/\*\*Sam\*\*, guest: revoked/);
    expect((await privateAnswerTo(owner, 'reinvite sam')).content).toMatch(/^With a new link \*\*Sam\*\* comes back/);
  });

  it('asks which one, when two have that name', async () => {
    // The name of a revoked person is free, so both may be meant.
    await home.guest('Twin', { room_ids: [LOBBY_ID] });
    await answerTo(owner, 'revoke Twin');
    await directAnswerTo(owner, 'yes');
    await home.guest('Twin', { room_ids: [LOBBY_ID] });
    expect((await privateAnswerTo(owner, 'reinvite Twin')).content).toMatch(
      /^Which \*\*Twin\*\* do you mean\?\n\n1\. .*has no access\n2\. .*has access\n/,
    );
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
    const once = [expect.stringMatching(/^Welcome to Lighthouse\. .* leaves this computer\.$/)];
    expect(await welcomes(dataDir, (who) => who.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' }))).toEqual(once);
    expect(await welcomes(dataDir)).toEqual(once);
    rmSync(dataDir, { recursive: true });
  });

  it('is said at the next start when the home ended before it', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-porter-'));
    // Set up without a Porter that could speak, as it is when the process dies right then.
    const core = await Core.open({
      ...storeOptions(dataDir),
      now: Date.now,
      onDeath: (error) => expect.fail(error.message),
    });
    await core.write('nameHome', { name: 'Lighthouse', is_set_up: true });
    await core.close();
    expect(await welcomes(dataDir)).toEqual([expect.stringMatching(/^Welcome to Lighthouse\./)]);
    rmSync(dataDir, { recursive: true });
  });
});
