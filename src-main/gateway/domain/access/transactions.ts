import { AppError } from '../../../../src-shared/errors.ts';
import { RETURNS_MAX } from '../../../../src-shared/limits.ts';
import type { Invite, Participant, Person } from '../../../../src-shared/objects.ts';
import type { InviteRow } from '../../store/tables/access.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { refuseTakenName, rename } from '../people/names.ts';
import { addPerson, changed as personChanged, revokeCredentials } from '../people/transactions.ts';
import { createSession, type NewSession } from './session-transactions.ts';
import { fromJson } from '../../store/json.ts';

export interface NewInvite {
  id: string;
  code_hash: string;
  name: string;
  nickname: string | null;
  role: InviteRow['role'];
  room_ids: string[] | null;
  created_by: string;
  lifetime_ms: number;
  max_uses: number;
  /** The addresses in its link. */
  origins: readonly string[];
}

export function* createInvite(tx: Tx, invite: NewInvite): Steps<Invite> {
  for (const id of invite.room_ids ?? []) if (!(yield* tx.reads.room(id))) throw new AppError('room_not_found');
  return yield* insertInvite(tx, invite, { participant_id: null, needs_owner: false });
}

interface Return {
  participant_id: string;
  needs_owner: boolean;
}

/** A new invite for a former guest. Ends all of their sessions and keys at once. */
export function* reinvite(
  tx: Tx,
  { participant_id, needs_owner, ...invite }: Omit<NewInvite, 'name' | 'nickname' | 'role' | 'room_ids' | 'max_uses'> & Return,
): Steps<Invite> {
  const participant = yield* tx.reads.participant(participant_id);
  if (participant?.kind !== 'person' || participant.role === 'owner')
    throw new AppError('person_not_found', 'There is no guest with that name.');
  yield* withdrawReturns(tx, participant_id);
  yield* revokeCredentials(tx, participant_id, { why: 'new_link', by_id: invite.created_by });
  const { name, role } = participant;
  return yield* insertInvite(tx, { ...invite, name, nickname: null, role, room_ids: null, max_uses: 1 }, { participant_id, needs_owner });
}

/** Ends all sessions and keys of a person, and the links by which they could come back. */
export function* revokeAccess(tx: Tx, { id, by_id }: { id: string; by_id: string }): Steps<Person> {
  const participant = yield* tx.reads.participant(id);
  if (participant?.kind !== 'person') throw new AppError('person_not_found');
  yield* withdrawReturns(tx, id);
  yield* revokeCredentials(tx, id, { why: 'revoked', by_id });
  if (participant.revoked_at !== null) return participant;
  yield* tx.writes.setRevoked({ id, revoked_at: tx.now });
  const revoked = yield* personChanged(tx, id);
  if (revoked.kind !== 'person') throw new AppError('person_not_found');
  return revoked;
}

function* withdrawReturns(tx: Tx, participant_id: string): Steps<void> {
  for (const each of yield* tx.reads.invites()) {
    const isOpen = each.participant_id === participant_id && each.revoked_at === null && each.uses < each.max_uses;
    if (isOpen) yield* withdraw(tx, each.id);
  }
}

export interface InviteChange {
  id: string;
  role?: InviteRow['role'] | undefined;
  room_ids?: string[] | null | undefined;
  max_uses?: number | undefined;
  /** From now. */
  lifetime_ms?: number | undefined;
}

export function* updateInvite(tx: Tx, { id, ...change }: InviteChange): Steps<Invite> {
  const invite = yield* tx.reads.invite(id);
  if (!invite || invite.role === 'owner') throw new AppError('invite_not_found');
  if (invite.revoked_at !== null) throw new AppError('invalid_payload', 'This invite was withdrawn. Create a new one.');
  const { role = invite.role, max_uses = invite.max_uses, lifetime_ms } = change;
  const room_ids = change.room_ids === undefined ? invite.room_ids : change.room_ids;
  if (invite.participant_id !== null && (change.role !== undefined || change.room_ids !== undefined || max_uses !== 1))
    throw new AppError('invalid_payload', 'This invite lets a person come back. Only its end can be changed.');
  if (max_uses < invite.uses) throw new AppError('invalid_payload', `max_uses: it was used ${invite.uses} times already.`);
  for (const room_id of change.room_ids ?? []) if (!(yield* tx.reads.room(room_id))) throw new AppError('room_not_found');
  const expires_at = lifetime_ms === undefined ? invite.expires_at : tx.now + lifetime_ms;
  yield* tx.writes.updateInvite({ id, role, room_ids: room_ids && JSON.stringify(room_ids), max_uses, expires_at });
  return yield* changed(tx, id);
}

/** A new link for an open invite. The link before it works too; earlier ones do not any more. */
export function* renewInvite(tx: Tx, { id, code_hash, origins }: Pick<NewInvite, 'id' | 'code_hash' | 'origins'>): Steps<Invite> {
  const row = yield* tx.reads.inviteRow(id);
  if (!row) throw new AppError('invite_not_found');
  refuseVoid(row, tx.now);
  if (row.participant_id !== null)
    throw new AppError('invalid_payload', 'This invite lets a person come back. Invite that person back again.');
  yield* tx.writes.renewInvite({ id, code_hash, earlier_code_hash: row.code_hash, origins: JSON.stringify(origins) });
  return yield* changed(tx, id);
}

export function* revokeInvite(tx: Tx, { id }: { id: string }): Steps<Invite> {
  const invite = yield* tx.reads.invite(id);
  if (!invite) throw new AppError('invite_not_found');
  return invite.revoked_at === null ? yield* withdraw(tx, id) : invite;
}

/** The room is deleted: open invites do not lead into it any more, and those that led only there are withdrawn. */
export function* closeInvitesTo(tx: Tx, room_id: string): Steps<void> {
  for (const invite of yield* tx.reads.invites()) {
    if (!invite.room_ids?.includes(room_id)) continue;
    const room_ids = invite.room_ids.filter((id) => id !== room_id);
    yield* tx.writes.setInviteRooms({ id: invite.id, room_ids: JSON.stringify(room_ids) });
    if (room_ids.length === 0 && isOpen(invite, tx.now)) yield* withdraw(tx, invite.id);
    else yield* changed(tx, invite.id);
  }
}

export function* confirmInvite(tx: Tx, { id }: { id: string }): Steps<Invite> {
  const invite = yield* tx.reads.invite(id);
  if (!invite) throw new AppError('invite_not_found');
  if (!invite.needs_owner) return invite;
  yield* tx.writes.confirmInvite({ id });
  return yield* changed(tx, id);
}

/** Lets the bearer of an invite in: a new person, or the one it was made for, with a session. */
export function* redeemInvite(
  tx: Tx,
  redeem: { code_hash: string; name: string; person_id: string; session: NewSession },
): Steps<Participant> {
  const invite = yield* tx.reads.inviteRowByCode(redeem.code_hash);
  if (!invite) throw new AppError('invite_invalid');
  refuseVoid(invite, tx.now);
  const { participant_id: returning_id, created_by } = invite;
  const person =
    returning_id === null
      ? yield* letIn(tx, invite, redeem)
      : yield* letBackIn(tx, { id: returning_id, name: redeem.name, by_id: created_by });
  yield* createSession(tx, { ...redeem.session, participant_id: person.id });
  yield* tx.writes.useInvite({ id: invite.id, uses: invite.uses + 1, participant_id: invite.max_uses === 1 ? person.id : null });
  yield* tx.record({ type: 'invite.changed', subject_id: invite.id });
  return person;
}

export function isOpen(invite: Pick<InviteRow, 'revoked_at' | 'expires_at' | 'uses' | 'max_uses'>, now: number): boolean {
  return invite.revoked_at === null && invite.expires_at > now && invite.uses < invite.max_uses;
}

/** Says why it cannot be used: its code is the secret, so only those who have the link learn it. */
export function refuseVoid({ revoked_at, expires_at, uses, max_uses, needs_owner }: InviteRow, now: number): void {
  if (revoked_at !== null) throw new AppError('invite_withdrawn');
  if (uses >= max_uses) throw new AppError('invite_used');
  if (expires_at <= now) throw new AppError('invite_expired');
  if (needs_owner === 1) throw new AppError('invite_unconfirmed');
}

function* letIn(tx: Tx, invite: InviteRow, { person_id, name }: { person_id: string; name: string }): Steps<Participant> {
  const roomIds = invite.room_ids === null ? null : fromJson<string[]>(invite.room_ids);
  const room_ids = roomIds ?? (yield* tx.reads.roomIdsTakingEveryone());
  return yield* addPerson(tx, { id: person_id, name, role: invite.role, scope: roomIds === null ? 'home' : 'rooms', room_ids });
}

/**
 * The creator of the link could use it to sign in as the person. So the creator is stored, and shown in rooms that are not open to
 * all.
 */
function* letBackIn(tx: Tx, { id, name, by_id }: { id: string; name: string; by_id: string }): Steps<Participant> {
  const known = yield* tx.reads.participant(id);
  if (known?.kind !== 'person') throw new AppError('invite_invalid');
  yield* refuseTakenName(tx, name, id);
  const returns = [...(known.returns ?? []), { at: tx.now, by_id }].slice(-RETURNS_MAX);
  yield* tx.writes.letBackIn({ id, returns: JSON.stringify(returns) });
  yield* rename(tx, known, name);
  yield* tx.record({ type: 'participant.changed', subject_id: id });
  const person = yield* tx.reads.participant(id);
  if (!person) throw new AppError('invite_invalid');
  return person;
}

function* insertInvite(
  tx: Tx,
  invite: NewInvite,
  { participant_id, needs_owner }: Return | { participant_id: null; needs_owner: false },
): Steps<Invite> {
  const { id, code_hash, name, nickname, role, room_ids, created_by, lifetime_ms, max_uses, origins } = invite;
  yield* tx.writes.insertInvite({
    id,
    code_hash,
    name,
    role,
    room_ids: room_ids === null ? null : JSON.stringify(room_ids),
    created_by,
    created_at: tx.now,
    expires_at: tx.now + lifetime_ms,
    max_uses,
    uses: 0,
    revoked_at: null,
    participant_id,
    needs_owner: Number(needs_owner),
    earlier_code_hash: null,
    origins: JSON.stringify(origins),
    nickname,
  });
  return yield* changed(tx, id);
}

function* withdraw(tx: Tx, id: string): Steps<Invite> {
  yield* tx.writes.revokeInvite({ id, revoked_at: tx.now });
  return yield* changed(tx, id);
}

function* changed(tx: Tx, id: string): Steps<Invite> {
  yield* tx.record({ type: 'invite.changed', subject_id: id });
  const invite = yield* tx.reads.invite(id);
  if (!invite) throw new AppError('invite_not_found');
  return invite;
}
