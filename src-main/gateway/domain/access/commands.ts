// Invites and sessions. A secret is returned once, when it is created.
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { Device } from '../../../../src-shared/device.ts';
import type { EntranceKind } from '../../../../src-shared/entrances.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { JOIN_PATH } from '../../../../src-shared/http.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { INVITE_LIFETIME_MS, SESSION_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import type { Invite, InvitePreview, Person } from '../../../../src-shared/objects.ts';
import { isWebhook } from '../../../../src-shared/participants.ts';
import type { PageSession } from '../../../../src-shared/page-proof.ts';
import type { NewSession } from './session-transactions.ts';
import { refuseVoid } from './transactions.ts';
import type { SessionRow } from '../../store/tables/access.ts';
import type { Commands, Context, Core } from '../core.ts';
import { requirePermission, requireReinvite, mayAdminister, mayGiveRole, mayKeepHome, ownerPersonId } from '../policy.ts';
import { erasePerson } from './erase.ts';
import { hashSecret, newSecret, type PROGRAM_PREFIX } from './secrets.ts';
import { ONLY_OWNER_MAKES_ADMINS, refuseUninvitable, updateAccess } from './update-access.ts';
import { fromJson } from '../../store/json.ts';

type AccessCommand =
  | 'create_invite'
  | 'list_invites'
  | 'update_invite'
  | 'renew_invite'
  | 'revoke_invite'
  | 'confirm_invite'
  | 'reinvite'
  | 'update_access'
  | 'revoke_access'
  | 'erase_person';

export interface AccessPorts {
  /** Where a browser can reach this home now, the best address first. */
  origins(): string[];
  /** Those of them at which a browser on another machine can. */
  sharedOrigins(): string[];
  /** Ends the connections that this person and their agents have open. */
  endConnections(which: { participant_id: string }): void;
}

export function accessCommands(core: Core, ports: AccessPorts): Pick<Commands, AccessCommand> {
  const { directory } = core;
  const administers = ({ actor }: Context): void =>
    requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  const withLinks = (invite: Invite, code: string): Reply<'create_invite'> => ({
    invite,
    code,
    links: ports.origins().map((origin) => `${origin}${JOIN_PATH}#${code}`),
  });

  return {
    async create_invite(context, { name, nickname, role, room_ids, max_uses, lifetime_ms }) {
      administers(context);
      requirePermission(mayGiveRole(directory, context.actor, role), ONLY_OWNER_MAKES_ADMINS);
      for (const id of room_ids ?? []) refuseUninvitable(core, context, id);
      const code = newSecret('inv_');
      const created_by = ownerPersonId(directory, context.actor);
      const invite = await core.write('createInvite', {
        id: newId(),
        code_hash: hashSecret(code),
        name,
        nickname: nickname ?? null,
        role,
        room_ids: room_ids ?? null,
        max_uses,
        lifetime_ms,
        created_by,
        origins: ports.sharedOrigins(),
      });
      return withLinks(invite, code);
    },

    list_invites(context) {
      administers(context);
      return { invites: directory.invites.all() };
    },

    update_invite(context, { invite_id, ...change }) {
      administers(context);
      const { role, room_ids } = change;
      const invite = inviteOf(core, invite_id);
      const rolesTouched = [invite.role, role ?? invite.role];
      requirePermission(
        rolesTouched.every((each) => each !== 'owner' && mayGiveRole(directory, context.actor, each)),
        ONLY_OWNER_MAKES_ADMINS,
      );
      for (const id of room_ids ?? []) refuseUninvitable(core, context, id);
      return core.write('updateInvite', { id: invite_id, ...change });
    },

    async renew_invite(context, { invite_id }) {
      administers(context);
      const known = inviteOf(core, invite_id);
      requirePermission(known.role !== 'owner' && mayGiveRole(directory, context.actor, known.role), ONLY_OWNER_MAKES_ADMINS);
      // The link opens these rooms to the reader of the reply.
      for (const id of known.room_ids ?? []) refuseUninvitable(core, context, id);
      const code = newSecret('inv_');
      const renewal = { id: invite_id, code_hash: hashSecret(code), origins: ports.sharedOrigins() };
      return withLinks(await core.write('renewInvite', renewal), code);
    },

    revoke_invite(context, { invite_id }) {
      administers(context);
      return core.write('revokeInvite', { id: invite_id });
    },

    confirm_invite({ actor }, { invite_id }) {
      requirePermission(mayKeepHome(directory, actor), 'Only the owner can confirm this link.');
      return core.write('confirmInvite', { id: invite_id });
    },

    async reinvite(context, { participant_id }) {
      administers(context);
      const person = directory.participant(participant_id);
      if (person?.kind !== 'person') throw new AppError('person_not_found', 'There is no guest with that name.');
      requireReinvite(directory, context.actor, person);
      const code = newSecret('inv_');
      const created_by = ownerPersonId(directory, context.actor);
      const invite = await core.write('reinvite', {
        id: newId(),
        code_hash: hashSecret(code),
        participant_id,
        lifetime_ms: INVITE_LIFETIME_MS,
        created_by,
        needs_owner: !mayKeepHome(directory, context.actor),
        origins: ports.sharedOrigins(),
      });
      ports.endConnections({ participant_id });
      return withLinks(invite, code);
    },

    update_access: (context, request) => updateAccess(core, context, request),

    erase_person: (context, { participant_id }) =>
      erasePerson(core, context, { participant_id, endConnections: () => ports.endConnections({ participant_id }) }),

    async revoke_access(context, { participant_id }) {
      administers(context);
      const person = directory.participant(participant_id);
      if (person?.kind !== 'person') throw new AppError('person_not_found');
      requirePermission(person.role !== 'owner', 'The owner always keeps access.');
      const revoked = await core.write('revokeAccess', { id: participant_id, by_id: ownerPersonId(directory, context.actor) });
      ports.endConnections({ participant_id });
      return revoked;
    },
  };
}

/** A valid session with its person. */
export interface OpenSession {
  id: string;
  token_hash: string;
  page_secret: string;
  person: Person;
  expires_at: number;
}

export function sessionById(core: Core, id: string): OpenSession | null {
  return openOnly(core, core.directory.sessions.find({ id }));
}

export function sessionOfToken(core: Core, token: string): OpenSession | null {
  return openOnly(core, core.directory.sessions.find({ token_hash: hashSecret(token) }));
}

function openOnly(core: Core, row: SessionRow | null): OpenSession | null {
  if (!row || row.expires_at <= core.now()) return null;
  const person = core.directory.participant(row.participant_id);
  if (person?.kind !== 'person' || person.revoked_at !== null) return null;
  const { id, token_hash, page_secret, expires_at } = row;
  return { id, token_hash, page_secret, person, expires_at };
}

/**
 * The two halves of a new session: `token` is for the cookie, and only its hash is stored; `page` is for the page's own storage.
 */
export interface NewcomersSession {
  me: Person;
  token: string;
  page: PageSession;
  /** The sessions that ended because the person had too many. */
  ended: string[];
}

/** Where a person signs in. */
export interface SignInPlace extends Device {
  entrance: EntranceKind;
  /** The key of the account that the entrance names, for a sign-in by an invite or by this account; else null. */
  account: string | null;
}

/** `by_session_id`: the session that made the code. */
export async function openSession(
  core: Core,
  person: Person,
  place: SignInPlace,
  { by_session_id = null }: { by_session_id?: string | null } = {},
): Promise<NewcomersSession> {
  const { row, token, page } = newSession(place);
  core.auditing.note({ by_id: person.id });
  const ended = await core.write('createSession', { ...row, participant_id: person.id, by_session_id });
  return { me: person, token, page, ended };
}

export function endSession(core: Core, id: string): Promise<void> {
  return core.write('endSession', { id });
}

export const CODE_IS_OVER = 'This code was used, or is too old. Make a new one.';

/** Uses up a code for a further device. The session that made it, while that lasts. */
export function makerOfCode(core: Core, code: string): OpenSession | null {
  const sessionId = core.deviceCodes.redeem(code);
  return sessionId === null ? null : sessionById(core, sessionId);
}

/** `room_id`: of a program. */
export function newSession(
  place: SignInPlace,
  { prefix = 'ses_', room_id = null }: { prefix?: 'ses_' | typeof PROGRAM_PREFIX; room_id?: string | null } = {},
): { row: NewSession; token: string; page: PageSession } {
  const token = newSecret(prefix);
  const page = { id: newId(), secret: newSecret('pag_') };
  const secrets = { token_hash: hashSecret(token), page_secret: page.secret };
  const row = { id: page.id, ...secrets, ...place, room_id, lifetime_ms: SESSION_LIFETIME_MS };
  return { row, token, page };
}

/** Describes an invite without using it up. */
export function previewInvite(core: Core, code: string): InvitePreview {
  const row = core.directory.invites.byCode(hashSecret(code));
  if (!row) throw new AppError('invite_invalid');
  refuseVoid(row, core.now());
  const roomIds = row.room_ids === null ? null : fromJson<string[]>(row.room_ids);
  const everybody = [...core.directory.participants()];
  const there = everybody.filter((each) => roomIds === null || roomIds.some((id) => core.directory.room(id)?.members.has(each.id)));
  return {
    home_name: core.directory.home.name,
    invited_by: core.directory.participant(row.created_by)?.name ?? 'The owner',
    name: row.nickname ?? row.name,
    room_names: roomIds?.flatMap((id) => core.directory.room(id)?.room.name ?? []) ?? null,
    people: there.filter((each) => each.kind === 'person' && each.revoked_at === null).length,
    agents: there.filter((each) => each.kind === 'agent' && each.removed_at === null && !isWebhook(each)).length,
    single_use: row.max_uses === 1,
  };
}

/** Accepts an invite. */
export async function redeemInvite(
  core: Core,
  { code, name }: { code: string; name: string },
  place: SignInPlace,
): Promise<NewcomersSession> {
  const { row, token, page } = newSession(place);
  return { me: await redeem(core, { code, name }, row), token, page, ended: [] };
}

export async function redeem(core: Core, { code, name }: { code: string; name: string }, session: NewSession): Promise<Person> {
  const code_hash = hashSecret(code);
  const invite = core.directory.invites.byCode(code_hash);
  const person_id = newId();
  if (invite) core.auditing.note({ by_id: invite.participant_id ?? person_id, about: { kind: 'invite', id: invite.id } });
  const me = await core.write('redeemInvite', { code_hash, name, person_id, session });
  if (me.kind !== 'person') throw new AppError('internal_error');
  return me;
}

function inviteOf(core: Core, inviteId: string): Invite {
  const invite = core.directory.invites.all().find(({ id }) => id === inviteId);
  if (!invite) throw new AppError('invite_not_found');
  return invite;
}
