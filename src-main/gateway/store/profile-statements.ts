// What participants say of themselves, and the agents that were put out of the home.
import type { ParticipantRow } from './participant-row.ts';
import { columns, query, statement } from './statement.ts';

export type ProfileColumn = 'color' | 'picture' | 'status' | 'time_zone' | 'description' | 'removed_at' | 'forgotten_at';

type Profile = Pick<ParticipantRow, 'id' | Exclude<ProfileColumn, 'removed_at' | 'forgotten_at'>>;

export const profileReads = {
  pictured: statement<{ sha256: string }>()((p) => query.selectFrom('participants').select('id').where('picture', '=', p.sha256).limit(1)),
};

export const profileWrites = {
  setProfile: statement<Profile>()((p) =>
    query
      .updateTable('participants')
      .set(columns(p, 'color', 'picture', 'status', 'time_zone', 'description'))
      .where('id', '=', p.id),
  ),
  setRemoved: statement<{ id: string; removed_at: number | null }>()((p) =>
    query.updateTable('participants').set({ removed_at: p.removed_at }).where('id', '=', p.id),
  ),
};
