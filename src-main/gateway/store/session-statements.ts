// Sessions: the statements that read and write their table.
import type { SessionRow } from './session-row.ts';
import { columns, query, statement } from './statement.ts';

const byId = statement<{ id: string }>();
const ofPerson = statement<{ participant_id: string }>();

export const sessionReads = {
  session: byId((p) => query.selectFrom('sessions').selectAll().where('id', '=', p.id)),
  sessionOfToken: statement<{ token_hash: string }>()((p) =>
    query.selectFrom('sessions').selectAll().where('token_hash', '=', p.token_hash),
  ),
  sessionsOf: ofPerson((p) =>
    query.selectFrom('sessions').selectAll().where('participant_id', '=', p.participant_id).orderBy('created_at'),
  ),
};

export const sessionWrites = {
  insertSession: statement<SessionRow>()((p) =>
    query
      .insertInto('sessions')
      .values(
        columns(p, 'id', 'token_hash', 'page_secret', 'participant_id', 'browser', 'platform', 'created_at', 'last_used_at', 'expires_at'),
      ),
  ),
  touchSession: statement<{ id: string; last_used_at: number }>()((p) =>
    query.updateTable('sessions').set({ last_used_at: p.last_used_at }).where('id', '=', p.id),
  ),
  deleteSession: byId((p) => query.deleteFrom('sessions').where('id', '=', p.id)),
  deleteSessionsOf: ofPerson((p) => query.deleteFrom('sessions').where('participant_id', '=', p.participant_id)),
  deleteExpiredSessions: statement<{ now: number }>()((p) => query.deleteFrom('sessions').where('expires_at', '<=', p.now)),
};
