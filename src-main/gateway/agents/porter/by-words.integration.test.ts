// Access by talking to Porter: it asks first, and acts on the own words of the owner and admins only.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID, PORTER_ID } from '../../../../src-shared/ids.ts';
import { QUESTION_MS } from '../../../../src-shared/offers.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { answerIn, answerTo, directAnswer, directRoom, posted } from '../../testing/porter-talk.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import { asksTo, castOf, text } from '../../testing/porter-cast.ts';

let shift = 0;
const home = homeForAll({ now: () => Date.now() + shift });
const NOTHING = 'I have no open question to you here, so I did nothing. Say again what I should do.';
const OWN_WORDS = 'I do nothing because of words that were quoted, forwarded or put into code. Write to me in your own words.';
const REFUSED = 'I do that only for Ada. Ask Ada, and I will gladly do it.';
const { admins, guest, nameOfGus, person, isIn } = castOf(home);
let ada: Watcher;
let bea: Watcher;
let gus: Watcher;

beforeAll(async () => ({ ada, bea } = await admins()));
beforeEach(async () => (gus = await guest()));

describe('before Porter ends an access', () => {
  it('it asks, and does it after one yes, with an entry in the audit log', async () => {
    expect(await text(ada, `revoke ${nameOfGus()}`)).toContain(asksTo(nameOfGus()));
    expect(await isIn()).toBe(true);
    expect(await text(ada, 'yes')).toMatch(/^I put \*\*Gus/);
    expect(await isIn()).toBe(false);
    expect(await text(ada, 'yes')).toBe(NOTHING);
    const { entries } = (await home.owner.get('/api/audit')).json() as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: 'revoke_access',
        entrance: 'porter',
        by: expect.objectContaining({ name: 'Ada' }),
        about: expect.objectContaining({ id: gus.id }),
      }),
    );
  });

  it('a link by which the person could come back ends with the access', async () => {
    const { code } = await ada.do('reinvite', { participant_id: gus.id });
    expect(await text(ada, `revoke ${nameOfGus()}`)).toContain(asksTo(nameOfGus()));
    await text(ada, 'yes');
    expect((await home.browser().post('/api/invites/preview', { code })).field('code')).toBe('invite_withdrawn');
  });

  it('a guest who joined under another name than that of the invite is not called unknown', async () => {
    const { code } = await ada.do('create_invite', { name: 'Tomasino' });
    const browser = home.browser();
    await browser.redeem(code, 'Captain Blue');
    const which = await text(ada, 'revoke Tomasino');
    expect(which).toMatch(/^An invite was for \*\*Tomasino\*\*\. Do you mean the one who joined with it\?\n\n.*\*\*Captain Blue\*\*/);
    expect((await browser.get('/api/session')).status).toBe(200);
    expect(await text(ada, '1')).toContain(asksTo('Captain Blue'));
    expect(await text(ada, 'yes')).toMatch(/^I put \*\*Captain Blue/);
    expect((await browser.get('/api/session')).status).toBe(401);
    // Without access there is no one of that invite to end it for.
    expect(await text(ada, 'revoke Tomasino')).not.toContain('Captain Blue');
  });

  it('a press of its button counts as a reply', async () => {
    const question = await directAnswer(ada, `kick ${nameOfGus()} out`);
    expect(question.metadata).toEqual({
      actions: [
        { action: 'answer_porter', label: 'Yes', text: 'yes' },
        { action: 'answer_porter', label: 'No', text: 'no' },
      ],
    });
    expect((await directAnswer(ada, 'yes', question.id)).content).toMatch(/^I put/);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['a no', () => text(ada, 'no'), 'I left everything as it is.'],
    ['a yes in another room', async () => (await answerIn(ada, 'yes')).content, NOTHING],
    ['a number', () => text(ada, '1'), NOTHING],
    ['another message', () => text(ada, 'thanks'), 'You are welcome.'],
    ['a yes in a quote', () => text(ada, '> yes'), OWN_WORDS],
    ['a yes in code', () => text(ada, '```\nyes\n```'), OWN_WORDS],
    ['a yes with conditions', async () => (await text(ada, 'yes, but not today')).slice(0, 29), 'I did not understand that. He'],
  ])('%s does nothing, and ends the question', async (_what, answer, says) => {
    await text(ada, `revoke ${nameOfGus()}`);
    expect(await answer()).toEqual(says);
    expect(await text(ada, 'yes')).toBe(NOTHING);
    expect(await isIn()).toBe(true);
  });

  it('a yes of another admin does nothing', async () => {
    await text(ada, `revoke ${nameOfGus()}`);
    expect(await text(bea, 'yes')).toBe(NOTHING);
    expect(await isIn()).toBe(true);
  });

  it('a yes below an older question does nothing', async () => {
    const first = await directAnswer(ada, `revoke ${nameOfGus()}`);
    await directAnswer(ada, 'revoke Bea');
    expect((await directAnswer(ada, 'yes', first.id)).content).toBe(NOTHING);
    expect([await isIn(), (await person(bea.id)).revoked_at]).toEqual([true, null]);
  });

  it('a yes that comes too late does nothing', async () => {
    await text(ada, `revoke ${nameOfGus()}`);
    shift += QUESTION_MS;
    expect(await text(ada, 'yes')).toBe(NOTHING);
    shift = 0;
    expect(await isIn()).toBe(true);
  });

  it('a yes after the question was edited or deleted does nothing', async () => {
    const room_id = await directRoom(ada);
    for (const change of ['edit', 'delete'] as const) {
      const asked = await ada.do('send_message', { room_id, content: `revoke ${nameOfGus()}` });
      await answerTo(ada, asked.id);
      if (change === 'edit') await ada.do('edit_message', { room_id, message_id: asked.id, content: 'revoke Bea' });
      else await ada.do('delete_message', { room_id, message_id: asked.id });
      expect(await text(ada, 'yes')).toBe(NOTHING);
    }
    expect(await isIn()).toBe(true);
  });

  it('a person who takes another name meanwhile is not confused with one who takes theirs', async () => {
    const name = nameOfGus();
    const other = await watchAs(home, await home.guest('Ola', { room_ids: [LOBBY_ID] }));
    await text(ada, `revoke ${name}`);
    await gus.do('update_profile', { name: 'Other Person' });
    await other.do('update_profile', { name });
    expect(await text(ada, 'yes')).toMatch(/^Something has changed since I asked, so I did nothing yet\. End the access of/);
    expect([await isIn(), (await person(other.id)).revoked_at]).toEqual([true, null]);
    expect(await text(ada, 'no')).toBe('I left everything as it is.');
    await text(ada, 'revoke Other Person');
    await gus.do('update_profile', { name: 'Hidden' });
    expect(await text(ada, 'yes')).toMatch(/^I do not know anyone called \*\*Other Person\*\*/);
    expect(await isIn()).toBe(true);
    await ada.do('revoke_access', { participant_id: other.id });
  });

  it('answers the second of two admins at once that there is nothing left to end', async () => {
    await Promise.all([ada, bea].map((who) => text(who, `revoke ${nameOfGus()}`)));
    const answers = await Promise.all([ada, bea].map((who) => text(who, 'yes')));
    expect(answers.filter((each) => each.startsWith('I put '))).not.toEqual([]);
    for (const each of answers) expect(each).toMatch(/^I put |has no such access or invite now\./);
    expect(await isIn()).toBe(false);
  });

  it('an admin who is none any more is refused', async () => {
    await text(bea, `revoke ${nameOfGus()}`);
    await ada.do('update_access', { participant_id: bea.id, role: 'member' });
    await bea.renewed();
    expect(await text(bea, 'yes')).toMatch(/^I did not understand that/);
    expect(await text(bea, `revoke ${nameOfGus()}`)).toBe(REFUSED);
    expect(await isIn()).toBe(true);
    await ada.do('update_access', { participant_id: bea.id, role: 'admin' });
    await bea.renewed();
  });
});

describe('Porter does not act on', () => {
  it.each([
    ['a quote', (name: string) => `> revoke ${name}`],
    ['a line below a quote', (name: string) => `> look\nrevoke ${name}`],
    ['code', (name: string) => `\`\`\`\nrevoke ${name}\n\`\`\``],
    ['indented code', (name: string) => `    revoke ${name}`],
  ])('%s', async (_what, content) => {
    expect(await text(ada, content(nameOfGus()))).toBe(OWN_WORDS);
    expect(await text(ada, 'yes')).toBe(NOTHING);
  });

  it('a message that was forwarded to it', async () => {
    for (const content of [`revoke ${nameOfGus()}`, 'yes']) {
      if (content === 'yes') await text(ada, `revoke ${nameOfGus()}`);
      const evil = await gus.do('send_message', { room_id: LOBBY_ID, content });
      const room_id = await directRoom(ada);
      for (const comment of [undefined, 'look at this']) {
        const { id } = await ada.do('forward_message', { room_id, from_room_id: LOBBY_ID, message_id: evil.id, comment });
        expect((await answerTo(ada, id)).content).toBe(OWN_WORDS);
      }
    }
    expect(await text(ada, 'yes')).toBe(NOTHING);
    expect(await isIn()).toBe(true);
  });

  it('a message that was edited into an errand, and a quote of one in a room', async () => {
    const { id } = await ada.do('send_message', { room_id: LOBBY_ID, content: 'hello all' });
    await ada.do('edit_message', { room_id: LOBBY_ID, message_id: id, content: `@Porter revoke ${nameOfGus()}` });
    const quote = await ada.do('send_message', { room_id: LOBBY_ID, content: `> @Porter revoke ${nameOfGus()}\n\nCan you believe it?` });
    await answerIn(ada, 'hello');
    const answers = posted(ada).filter((each) => each.author_id === PORTER_ID && (each.reply_to === id || each.reply_to === quote.id));
    expect(answers).toEqual([]);
    expect(await text(ada, 'yes')).toBe(NOTHING);
  });

  it('the word of an agent, also of one with a key of the owner that may administer', async () => {
    const { secret } = await ada.do('create_key', { label: 'bot', rights: ['read', 'post', 'create', 'coordinate', 'admin'] });
    const agent = await home.agent('Echo', { key: secret, agent_id: `echo-${gus.id}` });
    await agent.request('join_room', { room_id: LOBBY_ID });
    await text(ada, `revoke ${nameOfGus()}`);
    for (const content of [`@Porter revoke ${nameOfGus()}`, '@Porter yes', '@Porter stop sharing'])
      expect((await agent.request('send_message', { room_id: LOBBY_ID, content })).type).not.toBe('error');
    await answerIn(gus, 'hello');
    const fromAgent = posted(ada).filter(
      (each) => each.content.startsWith('@Porter') && each.author_id !== ada.id && each.author_id !== gus.id,
    );
    expect(posted(ada).filter((each) => each.author_id === PORTER_ID && fromAgent.some(({ id }) => id === each.reply_to))).toEqual([]);
    expect(await isIn()).toBe(true);
  });

  it.each([
    ...['invite Eve', 'reinvite Ada', 'revoke Ada', 'extend Sarah', 'make Eve an admin', 'let Eve into garden', 'who has access'],
    ...['share on the wifi', 'open a tunnel', 'stop sharing', 'which entrances are open', 'invite everyone'],
  ])('the word of a guest: %s', async (said) => {
    expect((await answerIn(gus, said)).content).toBe(REFUSED);
    expect(await text(gus, 'yes')).toMatch(/^I did not understand that/);
  });
});

describe('a nudge', () => {
  const toGus = (): string[] =>
    posted(gus).flatMap((each) => (each.author_id === ada.id && each.room_id !== LOBBY_ID ? [each.content] : []));

  it('is written in the direct room of the two, as the one who asks, and is not repeated in a room', async () => {
    const asked = await ada.do('send_message', { room_id: LOBBY_ID, content: `@Porter nudge ${nameOfGus()}: dinner at 8?` });
    await expect.poll(toGus).toEqual(['dinner at 8?']);
    const { id } = await ada.do('open_direct', { participant_id: gus.id });
    expect(posted(gus).find(({ content }) => content === 'dinner at 8?')).toMatchObject({ room_id: id, author_id: ada.id });
    const answers = posted(ada).filter((each) => each.reply_to === asked.id && each.author_id === PORTER_ID);
    expect(answers.map(({ content }) => content).join()).not.toContain('dinner');
    expect(await text(bea, `tell ${nameOfGus()} that the door is open`)).toContain('I wrote that to **Gus');
  });

  it('goes only to a person of exactly that name, and only whole', async () => {
    const name = nameOfGus();
    for (const said of [`tell ${name} I never said that Bea is out`, `nudge ${name}x: hello`]) {
      expect(await text(ada, said)).toMatch(/^I do not know anyone called/);
      expect(await text(ada, '1')).toBe(NOTHING);
    }
    const cut = 'I pass on what you write in your own words, and all of it. Leave out quotes, code and files, or write to them directly.';
    expect(await text(ada, `nudge ${name}: run this\n\`\`\`\nrm x\n\`\`\``)).toBe(cut);
    expect(await text(ada, `> dinner?\n\nnudge ${name}: yes`)).toBe(cut);
    expect(await text(ada, `nudge ${name}: dinner at 8\nthanks`)).toMatch(/^I do one thing at a time/);
    expect(toGus()).toEqual([]);
  });

  it('is never written on the word of a guest, of quoted words, or to one who has no access', async () => {
    const guest = await watchAs(home, await home.guest('Nosy', { room_ids: [LOBBY_ID] }));
    expect(await text(guest, `nudge ${nameOfGus()}: hello`)).toBe(REFUSED);
    expect(await text(ada, `> nudge ${nameOfGus()}: hello`)).toBe(OWN_WORDS);
    await ada.do('revoke_access', { participant_id: gus.id });
    expect(await text(ada, `nudge ${nameOfGus()}: hello`)).toContain('has no such access');
    expect(toGus()).toEqual([]);
  });
});
