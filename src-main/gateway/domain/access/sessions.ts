// A person's own sessions: listed, and ended one by one or all others at once. The sessions of other people are in no list.
import { AppError } from '../../../../src-shared/errors.ts';
import type { SESSION_COMMANDS } from '../../../../src-shared/commands/sessions.ts';
import type { SessionInfo } from '../../../../src-shared/sessions.ts';
import type { SessionRow } from '../../store/tables/access.ts';
import { sessionById } from './commands.ts';
import type { Commands, Context, Core } from '../core.ts';
import { FOR_SOME_ROOMS } from '../keys/commands.ts';
import { requirePermission, ownerPersonId } from '../policy.ts';

interface SessionPorts {
  /** Ends the connections of a session. */
  endConnections(which: { session_id: string }): void;
}

export function sessionCommands(core: Core, { endConnections }: SessionPorts): Pick<Commands, keyof typeof SESSION_COMMANDS> {
  return {
    list_sessions({ actor }) {
      const open = core.directory.sessions.of(owner(core, actor)).filter(({ expires_at }) => expires_at > core.now());
      return { sessions: open.map((row) => infoOf(row, actor)) };
    },

    async end_session({ actor }, { session_id }) {
      const session = sessionById(core, session_id);
      if (session?.person.id !== owner(core, actor)) throw new AppError('session_not_found');
      await core.write('signOut', { id: session_id, participant_id: session.person.id });
      endConnections({ session_id });
      return {};
    },

    async end_other_sessions({ actor }) {
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

/** No secret, and no hash of one. */
function infoOf({ id, browser, platform, created_at, last_used_at, expires_at }: SessionRow, { grant }: Context['actor']): SessionInfo {
  return { id, browser, platform, created_at, last_used_at, expires_at, is_current: id === grant.session_id };
}
