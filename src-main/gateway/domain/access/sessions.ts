// The sessions of a person: listed, and ended one by one or all others at once. The owner and the admins see and end those of others.
import { AppError } from '../../../../src-shared/errors.ts';
import { JOIN_PATH } from '../../../../src-shared/http.ts';
import type { SESSION_COMMANDS } from '../../../../src-shared/commands/sessions.ts';
import type { SessionInfo } from '../../../../src-shared/sessions.ts';
import type { SessionRow } from '../../store/tables/access.ts';
import { sessionById } from './commands.ts';
import { accountOf } from './named-accounts.ts';
import type { Commands, Context, Core } from '../core.ts';
import { FOR_SOME_ROOMS } from '../keys/commands.ts';
import { mayAdminister, mayManageDevices, requirePermission, ownerPersonId } from '../policy.ts';

interface SessionPorts {
  /** Where a browser can reach this server now, the best address first. */
  origins(): string[];
  /** Ends the connections of a session. */
  endConnections(which: { session_id: string }): void;
}

export function sessionCommands(core: Core, { origins, endConnections }: SessionPorts): Pick<Commands, keyof typeof SESSION_COMMANDS> {
  return {
    list_sessions({ actor }, { participant_id }) {
      const ownId = owner(core, actor);
      if (participant_id && participant_id !== ownId) requireDevicesOf(core, actor, participant_id);
      const open = core.directory.sessions.of(participant_id ?? ownId).filter(({ expires_at }) => expires_at > core.now());
      return { sessions: open.map((row) => infoOf(row, actor)) };
    },

    add_device({ actor }) {
      const { grant } = actor;
      // A key that could make sessions would outlive its own end.
      if (grant.session_id === null) throw new AppError('access_denied', 'Only a person who is signed in with a browser can do that.');
      const { code, expires_at } = core.deviceCodes.issue(grant.session_id);
      // The addresses of the server are for the owner and admins. Others came by an address that works for them.
      const links = mayAdminister(core.directory, actor) ? origins().map((origin) => `${origin}${JOIN_PATH}#${code}`) : [];
      return { code, expires_at, links };
    },

    async end_session({ actor }, { session_id }) {
      const ownId = owner(core, actor);
      const session = sessionById(core, session_id);
      if (!session || !mayManageDevices(core.directory, actor, session.person)) throw new AppError('session_not_found');
      const { id: participant_id } = session.person;
      const by_id = participant_id === ownId ? null : ownId;
      const ended = await core.write('signOut', { id: session_id, participant_id, by_id, kept_id: actor.grant.session_id });
      for (const each of ended) endConnections({ session_id: each });
      return {};
    },

    async end_other_sessions({ actor }) {
      // First: a sign-in by this code that was before it is one of the others.
      if (actor.grant.session_id !== null) core.deviceCodes.drop(actor.grant.session_id);
      const ended = await core.write('endOtherSessions', { participant_id: owner(core, actor), except_id: actor.grant.session_id });
      for (const session_id of ended) endConnections({ session_id });
      return { ended: ended.length };
    },
  };
}

function owner(core: Core, actor: Context['actor']): string {
  requirePermission(actor.grant.room_ids === null, FOR_SOME_ROOMS);
  return ownerPersonId(core.directory, actor);
}

/** Others do not learn whether there is such a person. */
function requireDevicesOf({ directory }: Core, actor: Context['actor'], personId: string): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can do that.');
  const person = directory.participant(personId);
  if (person?.kind !== 'person') throw new AppError('person_not_found');
  requirePermission(mayManageDevices(directory, actor, person), 'Only the owner can do that.');
}

/** No secret, and no hash of one. */
function infoOf(row: SessionRow, { grant }: Context['actor']): SessionInfo {
  const { id, browser, platform, entrance, account, created_at, last_used_at, expires_at } = row;
  return {
    id,
    browser,
    platform,
    entrance,
    account: accountOf(account),
    created_at,
    last_used_at,
    expires_at,
    is_current: id === grant.session_id,
  };
}
