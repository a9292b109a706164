// Present, former and invited guests: the rows of the invites dialog, from the home's state.
import type { Invite, Participant, Person, Presence, RoomView } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

export type GuestRow =
  | { kind: 'here'; person: Person; rooms: readonly string[] | null }
  | { kind: 'away'; person: Person; rooms: readonly string[] | null; lastSeen: number | null }
  /** A new link waits for a former guest. */
  | { kind: 'awaited'; person: Person; rooms: readonly string[] | null; invite: Invite }
  | { kind: 'revoked'; person: Person }
  /** A link with remaining uses. */
  | { kind: 'invited'; invite: Invite; rooms: readonly string[] | null };

interface RowsFrom {
  participants: Readonly<Record<string, Participant>>;
  invites: Readonly<Record<string, Invite>>;
  presence: Readonly<Record<string, Presence>>;
  rooms: Readonly<Record<string, RoomView>>;
  now: number;
}

const ORDER: Record<GuestRow['kind'], number> = { here: 0, away: 1, awaited: 2, invited: 3, revoked: 4 };

export function guestRows({ participants, invites, presence, rooms, now }: RowsFrom): GuestRow[] {
  const open = Object.values(invites).filter((invite) => isOpen(invite, now));
  const names = (ids: readonly string[]): string[] => ids.flatMap((id) => rooms[id]?.room.name ?? []);
  const people = Object.values(participants).filter((each): each is Person => each.kind === 'person' && each.role !== 'owner');
  const rows: GuestRow[] = [
    ...people.map((person): GuestRow => {
      const mayEnter = person.scope === 'home' ? null : roomsOf(person.id, rooms);
      const waiting = open.find((invite) => invite.participant_id === person.id);
      if (waiting) return { kind: 'awaited', person, invite: waiting, rooms: mayEnter };
      if (person.revoked_at !== null) return { kind: 'revoked', person };
      const seen = presence[person.id];
      return seen?.online
        ? { kind: 'here', person, rooms: mayEnter }
        : { kind: 'away', person, rooms: mayEnter, lastSeen: seen?.last_active_at ?? null };
    }),
    ...open
      .filter((invite) => invite.participant_id === null)
      .map((invite): GuestRow => ({ kind: 'invited', invite, rooms: invite.room_ids && names(invite.room_ids) })),
  ];
  return rows.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || rowName(a).localeCompare(rowName(b), locale));
}

export function isOpen(invite: Invite, now: number): boolean {
  return invite.revoked_at === null && invite.expires_at > now && invite.uses < invite.max_uses;
}

export function rowName(row: GuestRow): string {
  return row.kind === 'invited' ? inviteName(row.invite) : row.person.name;
}

export function inviteName(invite: Pick<Invite, 'name'> & Partial<Pick<Invite, 'nickname'>>): string {
  return invite.name || invite.nickname || strings.invites.anyone;
}

function roomsOf(personId: string, rooms: Readonly<Record<string, RoomView>>): string[] {
  return Object.values(rooms)
    .filter(({ room }) => !room.direct && room.archived_at === null && room.member_ids.includes(personId))
    .map(({ room }) => room.name)
    .sort((a, b) => a.localeCompare(b, locale));
}
