import { Option, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { InviteRole, type Invite } from '../../../src-shared/objects.ts';
import { isActive } from '../../../src-shared/participants.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { duration, several, wholeNumber } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { roomIds } from './keys.ts';
import { isCalled, personCalled } from './people.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const EXTENDED_MS = 7 * DAY_MS;

interface InviteOptions extends AgentOptions {
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
    .argument('[name]', 'the name of the guest; left out: anyone with the link', '')
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

function create(name: string, { role, uses, expires, days, ...options }: InviteOptions): Promise<NewLink> {
  const lifetime_ms = expires ?? (days === undefined ? undefined : days * DAY_MS);
  return withClient(
    options,
    async (client) =>
      client.request(
        'create_invite',
        { name, role, max_uses: uses, lifetime_ms, room_ids: await roomIds(client, options.rooms ?? options.room) },
        COMMANDS.create_invite.reply,
      ),
    { isRepeatable: false },
  );
}

function reinvite(name: string, options: AgentOptions): Promise<NewLink> {
  return withClient(
    options,
    async (client) => {
      const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
      // A link by which a person comes back is replaced with that person's new one.
      const open = (await invitesCalled(client, name)).filter((each) => each.participant_id === null && each.expires_at > Date.now());
      const [invite] = open;
      const persons = people.filter(isCalled(name));
      if (invite && open.length + persons.length > 1) throw new Failure(severalWords(name, [...open, ...persons]));
      if (invite) return client.request('renew_invite', { invite_id: invite.id }, COMMANDS.renew_invite.reply);
      return client.request('reinvite', { participant_id: personCalled(people, name).id }, COMMANDS.reinvite.reply);
    },
    { isRepeatable: false },
  );
}

function extend(name: string, { role, uses, expires, allRooms, ...options }: ExtendOptions): Promise<Invite> {
  const rooms = options.rooms ?? options.room;
  if (rooms && allRooms) throw new UsageError('Say --rooms or --all-rooms, not both.');
  return withClient(options, async (client) => {
    // An expired one can be extended too.
    const invite = oneOf(await invitesCalled(client, name), name);
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
  const open = await invitesCalled(client, name);
  const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
  const persons = people.filter((each) => isActive(each) && isCalled(name)(each));
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

/** Those that were not withdrawn and not used up. */
async function invitesCalled(client: AgentClient, name: string): Promise<Invite[]> {
  const { invites } = await client.request('list_invites', {}, COMMANDS.list_invites.reply);
  return invites.filter((each) => each.revoked_at === null && each.uses < each.max_uses && isCalled(name)(each));
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

const INVITES: Table<Invite> = {
  head: ['FOR', 'ROLE', 'USED', 'UNTIL', 'STATE', 'ID'],
  row: ({ id, name, role, uses, max_uses, expires_at, revoked_at }) => [
    name || 'anybody',
    role,
    `${uses}/${max_uses}`,
    timeText(expires_at),
    revoked_at === null ? (expires_at <= Date.now() ? 'expired' : '') : 'withdrawn',
    id,
  ],
  none: 'There are no invites.',
};
