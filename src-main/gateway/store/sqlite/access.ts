// Sessions and invites.
import type { Invite } from '../../../../src-shared/objects.ts';
import { fromJson } from '../json.ts';
import { every, mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { endedSessions, invites, sessions, type EndedSessionRow, type InviteRow, type SessionRow } from '../tables/access.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();
const ofPerson = statement<{ participant_id: string }>();
const none = statement<Record<never, never>>();

export const accessReads = {
  sessionsOf: ofPerson((p) =>
    query.selectFrom('sessions').selectAll().where('participant_id', '=', p.participant_id).orderBy('created_at'),
  ),
  session: byId((p) => query.selectFrom('sessions').selectAll().where('id', '=', p.id)),
  expiredSessions: statement<{ now: number }>()((p) => query.selectFrom('sessions').selectAll().where('expires_at', '<=', p.now)),
  endedSession: byId((p) => query.selectFrom('ended_sessions').selectAll().where('id', '=', p.id)),
  invites: none(() => query.selectFrom('invites').selectAll().orderBy('created_at')),
  invite: byId((p) => query.selectFrom('invites').selectAll().where('id', '=', p.id)),
  inviteByCode: statement<{ code_hash: string }>()((p) => query.selectFrom('invites').selectAll().where('code_hash', '=', p.code_hash)),
  inviteByEarlierCode: statement<{ code_hash: string }>()((p) =>
    query.selectFrom('invites').selectAll().where('earlier_code_hash', '=', p.code_hash),
  ),
};

export const accessWrites = {
  insertSession: statement<SessionRow>()((p) => query.insertInto('sessions').values(sessions.row(p))),
  touchSession: statement<Pick<SessionRow, 'id' | 'last_used_at' | 'entrance'>>()((p) =>
    query.updateTable('sessions').set(every(p, 'id')('last_used_at', 'entrance')).where('id', '=', p.id),
  ),
  forgetAccount: ofPerson((p) =>
    query.updateTable('sessions').set({ account: null }).where('participant_id', '=', p.participant_id).where('account', 'is not', null),
  ),
  deleteSession: byId((p) => query.deleteFrom('sessions').where('id', '=', p.id)),
  insertEndedSession: statement<EndedSessionRow>()((p) => query.insertInto('ended_sessions').values(endedSessions.row(p))),
  deleteOldEndedSessions: statement<{ before: number }>()((p) => query.deleteFrom('ended_sessions').where('ended_at', '<', p.before)),
  insertInvite: statement<InviteRow>()((p) => query.insertInto('invites').values(invites.row(p))),
  useInvite: statement<{ id: string; uses: number; participant_id: string | null }>()((p) =>
    query.updateTable('invites').set({ uses: p.uses, participant_id: p.participant_id }).where('id', '=', p.id),
  ),
  setInviteRooms: statement<{ id: string; room_ids: string }>()((p) =>
    query.updateTable('invites').set({ room_ids: p.room_ids }).where('id', '=', p.id),
  ),
  updateInvite: statement<Pick<InviteRow, 'id' | 'role' | 'room_ids' | 'max_uses' | 'expires_at'>>()((p) =>
    query
      .updateTable('invites')
      .set(every(p, 'id')('role', 'room_ids', 'max_uses', 'expires_at'))
      .where('id', '=', p.id),
  ),
  renewInvite: statement<Pick<InviteRow, 'id' | 'code_hash' | 'earlier_code_hash' | 'origins'>>()((p) =>
    query
      .updateTable('invites')
      .set(every(p, 'id')('code_hash', 'earlier_code_hash', 'origins'))
      .where('id', '=', p.id),
  ),
  confirmInvite: statement<{ id: string }>()((p) => query.updateTable('invites').set({ needs_owner: 0 }).where('id', '=', p.id)),
  revokeInvite: statement<{ id: string; revoked_at: number }>()((p) =>
    query.updateTable('invites').set({ revoked_at: p.revoked_at }).where('id', '=', p.id),
  ),
};

export function accessReadsOn(find: PreparedAll<typeof accessReads>) {
  return {
    sessionsOf: (participantId: string): SessionRow[] => find.sessionsOf.all({ participant_id: participantId }),
    session: (id: string): SessionRow | null => find.session.get({ id }) ?? null,
    expiredSessions: (now: number): SessionRow[] => find.expiredSessions.all({ now }),
    endedSession: (id: string): EndedSessionRow | null => find.endedSession.get({ id }) ?? null,
    invites: (): Invite[] => find.invites.all({}).map(toInvite),
    invite: (id: string): Invite | null => mapFound(find.invite.get({ id }), toInvite),
    inviteRow: (id: string): InviteRow | null => find.invite.get({ id }) ?? null,
    inviteRowByCode: (codeHash: string): InviteRow | null =>
      find.inviteByCode.get({ code_hash: codeHash }) ?? find.inviteByEarlierCode.get({ code_hash: codeHash }) ?? null,
  };
}

export function toInvite(row: Covered<InviteRow, Invite, 'code_hash' | 'earlier_code_hash'>): Invite {
  const { code_hash: _secret, earlier_code_hash: _earlier, room_ids, origins, needs_owner, ...rest } = row;
  return { ...rest, room_ids: strings(room_ids), origins: strings(origins), needs_owner: needs_owner === 1 };
}

function strings(json: string | null): string[] | null {
  return json === null ? null : fromJson<string[]>(json);
}
