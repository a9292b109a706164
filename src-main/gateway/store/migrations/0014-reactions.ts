import { sql, type Kysely } from 'kysely';
import { normalReaction } from '../../../../src-shared/reaction.ts';
import { withoutUnseen } from '../../../../src-shared/visible-text.ts';
import type { Schema } from '../schema.ts';

/** One emoji in two spellings becomes one reaction. Invisible reactions are deleted. */
export const reactions = {
  async up(db: Kysely<Schema>): Promise<void> {
    const rows = await db.selectFrom('reactions').select('emoji').distinct().execute();
    for (const { emoji } of rows) {
      const normal = withoutUnseen(normalReaction(emoji));
      if (normal === emoji) continue;
      if (normal !== '')
        await sql`INSERT OR IGNORE INTO reactions (message_cursor, emoji, participant_id, created_at)
          SELECT message_cursor, ${normal}, participant_id, created_at FROM reactions WHERE emoji = ${emoji}`.execute(db);
      await db.deleteFrom('reactions').where('emoji', '=', emoji).execute();
    }
  },
};
