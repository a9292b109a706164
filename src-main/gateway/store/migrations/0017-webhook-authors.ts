import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** A name that several have means the first of these: a guest may have taken the name of the owner. */
const RANKS = ['owner', 'admin', 'member', 'built-in', 'guest', 'agent'];

/** Webhooks choose authors by their ids, because participants choose their own names. */
export const webhookAuthors = {
  async up(db: Kysely<Schema>): Promise<void> {
    await db.schema.alterTable('subscriptions').addColumn('only_from_id', 'text').execute();
    await db.schema.alterTable('subscriptions').addColumn('not_from_id', 'text').execute();
    const people = await db.selectFrom('participants').select(['id', 'name', 'kind', 'role', 'type']).orderBy('created_at').execute();
    const rankOf = ({ kind, role, type }: (typeof people)[number]): number =>
      RANKS.indexOf(kind === 'person' ? (role ?? 'guest') : type === 'built-in' ? type : kind);
    const idOf = (name: string | null): string | null => {
      const [first] = people.filter((each) => each.name === name).sort((a, b) => rankOf(a) - rankOf(b));
      return first?.id ?? null;
    };
    for (const { id, only_from, not_from } of await db.selectFrom('subscriptions').select(['id', 'only_from', 'not_from']).execute()) {
      await db
        .updateTable('subscriptions')
        .set({ only_from_id: idOf(only_from), not_from_id: idOf(not_from) })
        .where('id', '=', id)
        .execute();
    }
  },
};
