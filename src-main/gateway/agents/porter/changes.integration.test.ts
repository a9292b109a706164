// Invites, rooms and roles by talking to Porter.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { hasSecret } from '../../../../src-shared/secret-text.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { directAnswer, posted } from '../../testing/porter-talk.ts';
import type { Watcher } from '../../testing/watcher.ts';
import { asksTo, castOf, text } from '../../testing/porter-cast.ts';

const home = homeForAll();
const { admins, guest, nameOfGus, person, isIn } = castOf(home);
let ada: Watcher;
let bea: Watcher;
let gus: Watcher;

beforeAll(async () => ({ ada, bea } = await admins()));
beforeEach(async () => (gus = await guest()));

const invites = async (): Promise<Reply<'list_invites'>['invites']> => (await ada.do('list_invites', {})).invites;
const roomId = async (name: string): Promise<string> =>
  (await ada.do('list_rooms', {})).rooms.find((each) => each.room.name === name)?.room.id ?? expect.fail();

describe('Porter offers an invite', () => {
  const offer = async (said: string) => {
    const before = await invites();
    const { content, metadata } = await directAnswer(ada, said);
    expect(await invites()).toEqual(before);
    return { content, offer: (metadata as { actions: object[] } | null)?.actions[0] };
  };

  it('with rooms, role, time and uses', async () => {
    const { content, offer: made } = await offer('invite Sarah to garden and #kitchen as a member for 3 days, up to 5 uses');
    expect(content).toBe(
      'The invite for **Sarah** opens **#garden** and **#kitchen**, as a member. Its link works 5 times, for 3 days. Only you are shown it:',
    );
    const room_ids = [await roomId('garden'), await roomId('kitchen')];
    expect(made).toEqual({
      ...{ action: 'invite_person', label: 'Copy link', name: 'Sarah', role: 'member', max_uses: 5 },
      ...{ lifetime_ms: 3 * 86_400_000, room_ids },
    });
    // The app makes it with exactly these.
    expect((await ada.do('create_invite', { name: 'Sarah', role: 'member', max_uses: 5, room_ids })).invite.room_ids).toEqual(room_ids);
  });

  it.each([
    ['invite Zoe to gardn', 'I know no room called **#gardn**. Do you mean **#garden**? Say it again with the name of the room.'],
    ['invite Zoe to the moon', 'I know no room called **#moon**. Say it again with the name of the room.'],
    ['invite Zoe for 30 years', 'An invite lasts between one minute and 365 days. Say it again with such a time.'],
    ['invite Zoe, 0 times', 'An invite can be used between once and 1,000 times. Say it again with such a number.'],
  ])('and asks back: %s', async (said, says) => expect(await text(ada, said)).toBe(says));

  it('and makes no admins for an admin', async () => {
    expect(await text(bea, 'invite Zoe as an admin')).toBe('Only the owner can make admins.');
  });

  it('and asks which, when the name is known', async () => {
    const question = await text(ada, `invite ${nameOfGus()}`);
    expect(question).toMatch(/is here already\. What shall I make\?\n\n1\. a new link for the same .*\n2\. an invite for another /);
    expect(await text(ada, '2')).toMatch(/^The invite for \*\*Gus.* opens every public room/);
    await text(ada, `invite ${nameOfGus()}`);
    expect(await text(ada, 'the first one')).toMatch(/^With a new link/);
    await text(ada, `invite ${nameOfGus()}`);
    expect(await text(ada, '3')).toMatch(/^That is none of the numbers/);
  });

  it('never as text', () => {
    for (const who of [ada, bea]) expect(posted(who).filter((each) => hasSecret(JSON.stringify(each)))).toEqual([]);
  });
});

describe('Porter changes', () => {
  it('an invite: longer, other rooms, other uses, and withdraws it after a yes', async () => {
    const { invite } = await ada.do('create_invite', { name: 'Tomás', lifetime_ms: 86_400_000 });
    const now = async () => (await invites()).find(({ id }) => id === invite.id) ?? expect.fail();
    expect(await text(ada, 'extend tomás by 3 days')).toMatch(/^The invite for \*\*Tomás\*\* is good until /);
    // The server's clock runs on between the question and the writing.
    expect(Math.abs((await now()).expires_at - invite.expires_at - 3 * 86_400_000)).toBeLessThan(5_000);
    expect(await text(ada, 'change the invite for Tomás to 5 uses')).toMatch(/as a guest, 5 times\. Its link stays the same\.$/);
    expect(await text(ada, 'limit Tomás to garden')).toMatch(/for one room/);
    expect((await now()).room_ids).toEqual([await roomId('garden')]);
    expect(await text(ada, 'make Tomás an admin')).toMatch(/^Make the invite for \*\*Tomás\*\* one for an admin\?/);
    expect(await text(ada, 'no')).toBe('I left everything as it is.');
    expect(await text(ada, 'revoke Tomas')).toMatch(
      /^I do not know \*\*Tomas\*\*\. Do you mean one of these\?\n\n1\. the invite for \*\*Tomás\*\*, guest/,
    );
    expect(await text(ada, '1')).toMatch(/^Withdraw the invite for \*\*Tomás\*\*\? Its link stops working/);
    expect(await text(ada, 'yes')).toBe('The invite for **Tomás** cannot be used any more.');
    expect((await now()).revoked_at).not.toBe(null);
    expect(await text(ada, 'extend Tomás')).toMatch(/^There is no open invite for \*\*Tomás\*\*/);
  });

  it('rooms and role of a person, and asks before it closes rooms or makes admins', async () => {
    const name = nameOfGus();
    const roomsOfGus = async (): Promise<string[]> =>
      (await ada.do('list_rooms', {})).rooms
        .filter(({ room }) => !room.direct && room.member_ids.includes(gus.id))
        .map(({ room }) => room.name);
    expect(await text(ada, `let ${name} into garden and kitchen`)).toMatch(
      /^Open to \*\*.*: \*\*#lobby\*\*, \*\*#garden\*\* and \*\*#kitchen\*\*\.$/,
    );
    expect(await text(ada, `remove ${name} from kitchen`)).toMatch(/^Close \*\*#kitchen\*\* to /);
    await text(ada, 'yes');
    expect((await roomsOfGus()).toSorted()).toEqual(['garden', 'lobby']);
    expect(await text(ada, `limit ${name} to lobby`)).toMatch(/These are closed: \*\*#garden\*\*/);
    await text(ada, 'yes');
    expect(await roomsOfGus()).toEqual(['lobby']);
    expect(await text(ada, `close the lobby to ${name}`)).toMatch(/^No room would be left/);
    expect(await text(ada, `make ${name} a member`)).toMatch(/is a member now\. Members also make rooms\.$/);
    expect(await text(ada, `promote ${name} to admin`)).toMatch(/^Make \*\*.*\*\* an admin\?/);
    expect((await person(gus.id)).role).toBe('member');
    await text(ada, 'yes');
    expect((await person(gus.id)).role).toBe('admin');
    expect(await text(bea, `make ${name} a guest`)).toBe("Only the owner can change an admin's access.");
    await ada.do('revoke_access', { participant_id: gus.id });
  });

  it('nothing when an invite and a person have the name, before it knows which', async () => {
    await ada.do('create_invite', { name: nameOfGus() });
    expect(await text(ada, `revoke ${nameOfGus()}`)).toMatch(
      /^Which \*\*.*\*\* do you mean\?\n\n1\. .*, guest, here since .*\n2\. the invite for /,
    );
    expect(await text(ada, '2')).toMatch(/^Withdraw the invite/);
    await text(ada, 'yes');
    expect(await isIn()).toBe(true);
    expect(await text(ada, `revoke ${nameOfGus()}`)).toContain(asksTo(nameOfGus()));
  });

  it('no agents', async () => {
    await home.agent('Robo', { agent_id: 'robo' });
    expect(await text(ada, 'revoke Robo')).toBe('**Robo** is an agent. Agents and their keys are under *Agents*.');
  });
});

it('Porter lists people, devices, agents, open invites and keys in short', async () => {
  await ada.do('create_invite', { name: 'Wendy' });
  await ada.do('create_key', { label: 'bot', rights: ['read', 'post'] });
  const list = await text(ada, 'who has access');
  expect(list).toMatch(/- \*\*Ada\*\*, owner: here now, 1 device/);
  expect(list).toMatch(/\n\nOpen invites:\n\n(?:- .*\n)*- invite for \*\*Wendy\*\*, guest, 7 days left, used 0 of 1 time/);
  expect(list).toMatch(/\n\nYour keys for agents:\n\n(?:- .*\n)*- \*\*bot\*\*: read, post, every room of yours, never used/);
  // An admin sees the devices of those they may sign out.
  expect(await text(bea, 'who has access')).toMatch(/- \*\*Ada\*\*, owner: here now(?:, \d agents?)?\n/);
});
