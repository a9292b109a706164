// The answer to "who has access": people with their devices and agents, open invites, and the asker's keys, in short.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Key } from '../../../../src-shared/keys.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import type { Desk, Words } from './desk.ts';
import { inviteWords, isOpenNow, openableRooms } from './look-up.ts';
import { bold, counted, dayText, room } from './phrasing.ts';

/** More are only counted. */
const LINES_MAX = 30;
const ROOMS_MAX = 5;

export async function accessList(desk: Desk): Promise<Words> {
  const { core, ask } = desk;
  const people = (await ask('list_people', {})).people.toSorted((a, b) => Number(isActive(b)) - Number(isActive(a)));
  const { invites } = await ask('list_invites', {});
  const { keys } = await ask('list_keys', {});
  const now = core.now();
  const lines: string[] = [];
  for (const person of people.slice(0, LINES_MAX)) lines.push(await personLine(desk, person));
  const open = invites.filter((each) => isOpenNow(each, now)).map((each) => `- ${inviteWords(each, now)}`);
  const inUse = keys.filter(({ revoked_at }) => revoked_at === null).map((key) => keyLine(key, desk));
  const parts = [cut(lines, people.length), section('Open invites', open), section('Your keys for agents', inUse)];
  return {
    text: parts.filter((part) => part !== '').join('\n\n'),
    metadata: { actions: [{ action: 'open_invites', label: 'Open Invites' }] },
  };
}

const section = (title: string, lines: readonly string[]): string => (lines.length === 0 ? '' : `${title}:\n\n${cut(lines, lines.length)}`);

function cut(lines: readonly string[], count: number): string {
  const more = count > LINES_MAX ? [`- and ${count - LINES_MAX} more`] : [];
  return [...lines.slice(0, LINES_MAX), ...more].join('\n');
}

async function personLine(desk: Desk, person: Person): Promise<string> {
  const { core } = desk;
  const who = `- ${bold(person.name)}, ${person.role}: `;
  if (!isActive(person)) return `${who}revoked`;
  const devices = await devicesOf(desk, person);
  const agents = [...core.directory.participants()].filter(
    (each) => each.kind === 'agent' && each.owner_id === person.id && each.removed_at === null,
  );
  const facts = [
    core.presence.isOnline(person.id) ? 'here now' : 'not here',
    ...(devices === null ? [] : [counted(devices, 'device')]),
    ...(agents.length === 0 ? [] : [counted(agents.length, 'agent')]),
    ...(person.role === 'owner' ? [] : [roomsOf(desk, person)]),
  ];
  return who + facts.join(', ');
}

/** Null: the asker may not see them. */
async function devicesOf({ ask }: Desk, { id }: Person): Promise<number | null> {
  try {
    return (await ask('list_sessions', { participant_id: id })).sessions.length;
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied') return null;
    throw error;
  }
}

function roomsOf(desk: Desk, person: Person): string {
  if (person.scope === 'home') return 'every public room';
  const rooms = openableRooms(desk).filter((each) => each.member_ids.includes(person.id));
  if (rooms.length > ROOMS_MAX) return counted(rooms.length, 'room');
  return rooms.length === 0 ? 'no room' : rooms.map(({ name }) => room(name)).join(' ');
}

function keyLine({ label, rights, room_ids, last_used_at }: Key, { timeZone }: Desk): string {
  const rooms = room_ids === null ? 'every room of yours' : counted(room_ids.length, 'room');
  const used = last_used_at === null ? 'never used' : `last used ${dayText(last_used_at, timeZone)}`;
  return `- ${bold(label)}: ${rights.join(', ')}, ${rooms}, ${used}`;
}
