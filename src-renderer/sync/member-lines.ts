import type { Participant, Room } from '../../src-shared/objects.ts';

export interface Renaming {
  participant_id: string;
  from: string;
  to: string;
  created_at: number;
}

/** The earlier names of a room's members, as far as they are stored. */
export function renamingsOf(memberIds: readonly string[], participants: Readonly<Record<string, Participant>>): Renaming[] {
  return memberIds.flatMap((id) => {
    const participant = participants[id];
    const names = participant?.earlier_names ?? [];
    return names.map(({ name, until }, index) => {
      const to = names[index + 1]?.name ?? participant?.name ?? name;
      return { participant_id: id, from: name, to, created_at: until };
    });
  });
}

export interface Returning {
  participant_id: string;
  name: string;
  /** The name of the link's maker. Null when the reader may not see that person. */
  by: string | null;
  created_at: number;
}

/**
 * The returns by link to show in a private or direct room: the link's maker can use it and come back as that member. Empty for
 * public rooms, and without returns from before the room was made.
 */
export function returningsOf(
  room: Pick<Room, 'direct' | 'visibility' | 'created_at' | 'member_ids'>,
  participants: Readonly<Record<string, Participant>>,
): Returning[] {
  if (!room.direct && room.visibility === 'public') return [];
  return room.member_ids.flatMap((id) => {
    const participant = participants[id];
    const returns = participant?.kind === 'person' ? (participant.returns ?? []) : [];
    return returns
      .filter(({ at }) => at >= room.created_at)
      .map(({ at, by_id }) => ({
        participant_id: id,
        name: participant?.name ?? '',
        by: participants[by_id]?.name ?? null,
        created_at: at,
      }));
  });
}
