import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { InviteRole, type Person } from '../../../src-shared/objects.ts';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { isActive } from '../../../src-shared/participants.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { several, wholeNumber } from '../options.ts';
import { createOutput, oneLine, timeText, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { readStdin } from '../stdin.ts';
import { roomIds } from './keys.ts';

interface AccessOptions extends AgentOptions {
  role?: InviteRole;
  room?: string[];
  allRooms?: boolean;
}

export function define(command: Command): void {
  withAgent(command.command('list', { isDefault: true }).description('everyone who has or had access')).action(
    async (options: AgentOptions) => {
      const { people } = await withClient(options, (client) => client.request('list_people', {}, COMMANDS.list_people.reply));
      createOutput(options.json).list(people, PEOPLE);
    },
  );
  withAgent(command.command('access').description('change the role of a person, or the rooms that are open to them, at once'))
    .argument('<person>', 'a name or an id')
    .addOption(new Option('--role <role>', 'what they are').choices(InviteRole.options.toReversed()))
    .option('--room <room>', 'only this room (several with commas)', several)
    .option('--all-rooms', 'every public room')
    .action(async (who: string, options: AccessOptions) => {
      const person = await change(who, options);
      createOutput(options.json).show(person, `${oneLine(person.name)} is ${withArticle(person.role)}, with access to ${rooms(person)}.`);
    });
  withAgent(command.command('devices').description('where a person is signed in'))
    .argument('<person>', 'a name or an id')
    .action(async (who: string, options: AgentOptions) => {
      const { sessions } = await withClient(options, async (client) => {
        const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
        return client.request('list_sessions', { participant_id: personCalled(people, who).id }, COMMANDS.list_sessions.reply);
      });
      createOutput(options.json).list(sessions, DEVICES);
    });
  withAgent(command.command('note').description('the note about a person, who cannot see it'))
    .argument('<person>', 'a name or an id')
    .option('--set <file>', 'writes the note from a file in Markdown; "-" reads stdin, an empty text deletes it')
    .option('--expected <version>', 'with --set: only if the note still has this version', wholeNumber)
    .action(note);
  withAgent(command.command('sign-out').description('sign out one device of a person, at once; the others stay'))
    .argument('<device>', 'the id of a device, from "lanai people devices"')
    .action(async (session_id: string, options: AgentOptions) => {
      await withClient(options, (client) => client.request('end_session', { session_id }, COMMANDS.end_session.reply));
      createOutput(options.json).show({ session_id }, 'The device is signed out.');
    });
}

interface NoteOptions extends AgentOptions {
  set?: string;
  expected?: number;
}

async function note(who: string, { set, expected, ...options }: NoteOptions): Promise<void> {
  if (set === undefined && expected !== undefined) throw new UsageError('--expected needs --set.');
  const content = set === undefined ? null : set === '-' ? await readStdin() : readFileSync(set, 'utf8');
  const written = await withClient(options, async (client) => {
    const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
    const participant_id = personCalled(people, who).id;
    const { note: now } = await client.request('get_person_note', { participant_id }, COMMANDS.get_person_note.reply);
    if (content === null) return now;
    const change = { participant_id, content, expected_version: expected ?? now?.version ?? 0 };
    return client.request('set_person_note', change, COMMANDS.set_person_note.reply);
  });
  const text = set === undefined ? (written?.content ?? '') : `Written as version ${written?.version}.`;
  createOutput(options.json).show(written ?? { content: '', version: 0 }, text);
}

function change(who: string, { role, room, allRooms, ...options }: AccessOptions): Promise<Person> {
  if (role === undefined && !room && !allRooms) throw new UsageError('Say what to change: --role, --room or --all-rooms.');
  if (room && allRooms) throw new UsageError('Say --room or --all-rooms, not both.');
  return withClient(options, async (client) => {
    const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
    const participant_id = personCalled(people, who).id;
    const room_ids = allRooms ? null : await roomIds(client, room);
    return client.request('update_access', { participant_id, role, room_ids }, COMMANDS.update_access.reply);
  });
}

/** Names are unique among those who have access. Throws Failure. */
export function personCalled(people: readonly Person[], who: string): Person {
  const named = people.filter(isCalled(who));
  const person = named.find(isActive) ?? named[0];
  if (!person) throw new Failure(`There is no person called "${who}" here.`);
  return person;
}

/** By id, or by name in any case, with or without an @. */
export function isCalled(who: string): (each: { id: string; name: string }) => boolean {
  const plain = (name: string): string => name.normalize('NFC').toLowerCase();
  const name = plain(who.replace(/^@/, ''));
  return (each) => each.id === who || plain(each.name) === name;
}

function withArticle(role: Person['role']): string {
  return role === 'owner' ? 'the owner' : `${role === 'admin' ? 'an' : 'a'} ${role}`;
}

function rooms({ scope }: Person): string {
  return scope === 'home' ? 'every public room' : 'some rooms';
}

const PEOPLE: Table<Person> = {
  head: ['NAME', 'ROLE', 'ROOMS', 'STATE', 'ID'],
  row: (person) => [person.name, person.role, rooms(person), isActive(person) ? '' : 'no access', person.id],
  none: 'There are no people.',
};

const DEVICES: Table<SessionInfo> = {
  head: ['BROWSER', 'SYSTEM', 'LAST USED', 'BY', 'SIGNED IN', 'ID'],
  row: ({ browser, platform, last_used_at, entrance, created_at, id }) => [
    ...[browser ?? '', platform ?? '', timeText(last_used_at), entrance ?? '', timeText(created_at), id],
  ],
  none: 'Not signed in anywhere.',
};
