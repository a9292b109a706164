import { Option, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { InviteRole, type Invite, type Person } from '../../../src-shared/objects.ts';
import { isActive } from '../../../src-shared/participants.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { duration, several, wholeNumber } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { roomIds } from './keys.ts';
import { isCalled } from './people.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const EXTENDED_MS = 7 * DAY_MS;

interface InviteOptions extends AgentOptions {
  nickname?: string;
  role?: InviteRole;
  rooms?: string[];
  /** The option's name before it took several rooms. */
  room?: string[];
  uses?: number;
  expires?: number;
  days?: number;
}

interface ExtendOptions extends InviteOptions {
  allRooms?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list').description('every invite')).action(async (options: AgentOptions) => {
    const { invites } = await withClient(options, (client) => client.request('list_invites', {}, COMMANDS.list_invites.reply));
    createOutput(options.json).list(invites, INVITES);
  });
  withFields(command.command('create', { isDefault: true }).description('create an invite; its link is shown only once'))
    .argument('[name]', 'what you call the guest; left out: anyone with the link', '')
    .option('--nickname <name>', 'the name that the guest starts with, where it is another one')
    .option('--days <n>', 'how many days it is valid', wholeNumber)
    .action(async (name: string, options: InviteOptions) => showLink(await create(name, options), options.json));
  withAgent(
    command
      .command('reinvite')
      .description('a new link for an open invite, or for a person who was here; that person is signed out at once'),
  )
    .argument('<name>', 'a name, or the id of an invite or a person')
    .action(async (name: string, options: AgentOptions) => showLink(await reinvite(name, options), options.json));
  withFields(command.command('extend').description('7 more days from now, or as the options say; the link stays the same'))
    .argument('<name>', 'a name, or the id of an invite')
    .option('--all-rooms', 'every public room')
    .action(async (name: string, options: ExtendOptions) => {
      const invite = await extend(name, options);
      createOutput(options.json).show(invite, `${nameOf(invite)} can use it until ${timeText(invite.expires_at)}.`);
    });
  withAgent(command.command('revoke').description('withdraw an open invite, or end the access of a person at once'))
    .argument('<name>', 'a name, or the id of an invite or a person')
    .action(async (name: string, options: AgentOptions) => {
      const { reply, words } = await withClient(options, (client) => revoke(client, name));
      createOutput(options.json).show(reply, words);
    });
}

function withFields(command: Command): Command {
  return withAgent(command)
    .addOption(new Option('--role <role>', 'what they will be').choices(InviteRole.options.toReversed()))
    .option('--rooms <rooms>', 'only into these rooms (several with commas)', several)
    .addOption(new Option('--room <room>').argParser(several).hideHelp())
    .option('--uses <n>', 'how many people may use it', wholeNumber)
    .option('--expires <time>', 'how long it is valid: 12h, 7d', duration);
}

type NewLink = Reply<'create_invite'>;

function create(name: string, { nickname, role, uses, expires, days, ...options }: InviteOptions): Promise<NewLink> {
  if (expires !== undefined && days !== undefined) throw new UsageError('Say --expires or --days, not both.');
  const rooms = roomsOf(options);
  const lifetime_ms = expires ?? (days === undefined ? undefined : days * DAY_MS);
  return withClient(
    options,
    async (client) =>
      client.request(
        'create_invite',
        { name, nickname, role, max_uses: uses, lifetime_ms, room_ids: await roomIds(client, rooms) },
        COMMANDS.create_invite.reply,
      ),
    { isRepeatable: false },
  );
}

/** An empty list is a mistake: it would lead into no room. */
function roomsOf({ rooms, room }: InviteOptions): string[] | undefined {
  const named = rooms ?? room;
  if (named?.length === 0) throw new UsageError('Name a room after --rooms, or leave it out for every public room.');
  return named;
}

function reinvite(name: string, options: AgentOptions): Promise<NewLink> {
  return withClient(
    options,
    async (client) => {
      const { people, invites } = await everyone(client);
      // A link by which a person comes back is replaced with that person's new one.
      const open = openCalled(invites, name).filter((each) => each.participant_id === null && each.expires_at > Date.now());
      const [invite] = open;
      const persons = personsCalled(people, invites, name);
      if (invite && open.length + persons.length > 1) throw new Failure(severalWords(name, [...open, ...persons]));
      if (invite) return client.request('renew_invite', { invite_id: invite.id }, COMMANDS.renew_invite.reply);
      return client.request('reinvite', { participant_id: onePerson(persons, name).id }, COMMANDS.reinvite.reply);
    },
    { isRepeatable: false },
  );
}

function extend(name: string, { role, uses, expires, allRooms, ...options }: ExtendOptions): Promise<Invite> {
  const rooms = roomsOf(options);
  if (rooms && allRooms) throw new UsageError('Say --rooms or --all-rooms, not both.');
  return withClient(options, async (client) => {
    // An expired one can be extended too.
    const { invites } = await client.request('list_invites', {}, COMMANDS.list_invites.reply);
    const invite = oneOf(openCalled(invites, name), name);
    const lifetime_ms = expires ?? (role === undefined && uses === undefined && !rooms && !allRooms ? EXTENDED_MS : undefined);
    const room_ids = allRooms ? null : await roomIds(client, rooms);
    return client.request(
      'update_invite',
      { invite_id: invite.id, role, max_uses: uses, lifetime_ms, ...(room_ids !== undefined && { room_ids }) },
      COMMANDS.update_invite.reply,
    );
  });
}

async function revoke(client: AgentClient, name: string): Promise<{ reply: object; words: string }> {
  const { people, invites } = await everyone(client);
  const persons = personsCalled(people, invites, name).filter(isActive);
  // A link by which a person comes back ends with the access of that person.
  const open = openCalled(invites, name).filter(({ participant_id }) => persons.every((person) => person.id !== participant_id));
  if (open.length + persons.length === 0) throw new Failure(`There is no open invite and no person called "${name}".`);
  if (open.length + persons.length > 1) throw new Failure(severalWords(name, [...open, ...persons]));
  const [invite] = open;
  if (invite) {
    const reply = await client.request('revoke_invite', { invite_id: invite.id }, COMMANDS.revoke_invite.reply);
    return { reply, words: 'The invite cannot be used any more.' };
  }
  const reply = await client.request('revoke_access', { participant_id: persons[0]?.id }, COMMANDS.revoke_access.reply);
  return { reply, words: `${oneLine(reply.name)} has no access any more, and is signed out everywhere.` };
}

async function everyone(client: AgentClient): Promise<{ people: Person[]; invites: Invite[] }> {
  const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
  const { invites } = await client.request('list_invites', {}, COMMANDS.list_invites.reply);
  return { people, invites };
}

/** Of those without access any number may have the same name. */
function onePerson(persons: readonly Person[], name: string): Person {
  const active = persons.filter(isActive);
  if (active.length > 1) throw new Failure(severalWords(name, active));
  const person = active[0] ?? persons[0];
  if (!person) throw new Failure(`There is no person called "${name}" here.`);
  return person;
}

/** Those that were not withdrawn and not used up. */
function openCalled(invites: readonly Invite[], name: string): Invite[] {
  return invites.filter((each) => each.revoked_at === null && each.uses < each.max_uses && isCalled(name)(each));
}

/** Without such a person, those who came with an invite of this name: they may have joined under another one. */
function personsCalled(people: readonly Person[], invites: readonly Invite[], name: string): Person[] {
  const named = people.filter(isCalled(name));
  if (named.length > 0) return named;
  const ids = new Set(invites.filter((each) => each.id !== name && isCalled(name)(each)).map(({ participant_id }) => participant_id));
  return people.filter(({ id }) => ids.has(id));
}

function oneOf(invites: readonly Invite[], name: string): Invite {
  const [invite, ...others] = invites;
  if (!invite) throw new Failure(`There is no open invite for "${name}".`);
  if (others.length > 0) throw new Failure(severalWords(name, invites));
  return invite;
}

function severalWords(name: string, found: readonly { id: string }[]): string {
  return `Several are called "${name}". Say which by its id: ${found.map(({ id }) => id).join(', ')}.`;
}

/** For scripts: the name, the first link, the code, and until when and how often it can be used; and all that the server replied. */
function showLink(made: NewLink, isJson: boolean | undefined): void {
  const { invite, code, links } = made;
  const { name: username, expires_at, max_uses: uses } = invite;
  const output = createOutput(isJson);
  output.show({ username, url: links[0] ?? null, expires_at, uses, ...made }, links.length > 0 ? links.join('\n') : code);
  if (isJson) return;
  output.notice(`It can be used until ${timeText(expires_at)}, and is shown only now.`);
  if (invite.needs_owner) output.notice('The owner has to confirm it before it works.');
}

function nameOf({ name }: Invite): string {
  return name === '' ? 'Anyone with the link' : oneLine(name);
}

function invitee({ name, nickname }: Pick<Invite, 'name' | 'nickname'>): string {
  return nickname === null ? name || 'anybody' : name === '' ? nickname : `${name} (${nickname})`;
}

const INVITES: Table<Invite> = {
  head: ['FOR', 'ROLE', 'USED', 'UNTIL', 'STATE', 'ID'],
  row: ({ id, name, nickname, role, uses, max_uses, expires_at, revoked_at }) => [
    invitee({ name, nickname }),
    role,
    `${uses}/${max_uses}`,
    timeText(expires_at),
    revoked_at === null ? (expires_at <= Date.now() ? 'expired' : '') : 'withdrawn',
    id,
  ],
  none: 'There are no invites.',
};
