import type { Participant } from '../../src-shared/objects.ts';

export interface Renaming {
  participant_id: string;
  from: string;
  to: string;
  created_at: number;
}

/** When those who belong to a room were called otherwise, as far as it is kept. */
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
