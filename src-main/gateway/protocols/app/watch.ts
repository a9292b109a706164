// `watch`: a snapshot, or the events after the client's last cursor. From then on the client receives every event.
import { AppError } from '../../../../src-shared/errors.ts';
import { WATCH_VERSION, WATCH_VERSION_MIN } from '../../../../src-shared/limits.ts';
import { WatchRequest } from '../../../../src-shared/registration.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { parse } from '../../domain/parse.ts';
import type { AppSession } from '../../realtime/connection.ts';
import { inTurn } from '../../realtime/in-turn.ts';
import type { Received } from '../../realtime/protocol.ts';
import { readForWatch, watched, type LiveState, type Watched } from './snapshot.ts';

export interface WatchDeps {
  core: Core;
  live: LiveState;
  session(actor: Actor): AppSession;
}

export function watch(deps: WatchDeps, frame: Received): Promise<void> {
  return inTurn(deps.core, frame.connection, 'watch', (asker) => answer(deps, frame, asker));
}

async function answer({ core, live, session }: WatchDeps, frame: Received, asker: Actor): Promise<void> {
  const { connection } = frame;
  const { version, cursor, epoch } = parse(WatchRequest, frame.payload);
  core.admit(asker, 'read');
  requireVersion(version);
  core.limits.requireAnswer(asker);
  // The reply covers the changes of the meantime. Without a reply, the earlier session receives them.
  connection.holdChanges();
  try {
    const heard = cursor === undefined || cursor === null ? null : { cursor, epoch };
    for (let since = heard; ; since = null) {
      const read = await readForWatch(core, asker.participant_id, since);
      // Its access may have been changed meanwhile.
      const { actor } = connection;
      if (!actor || !connection.isOpen) return;
      const begun = watched(core, actor, read, live);
      if (begun) return begin(core, session(actor), frame, begun);
    }
  } finally {
    connection.releaseChanges();
  }
}

function begin(core: Core, session: AppSession, { connection, id }: Received, { reply, frames, cursor }: Watched): void {
  connection.begin({ ...session, isWatching: true, deliveredCursor: cursor });
  const { lastEnd } = connection;
  connection.lastEnd = null;
  const full = lastEnd ? { ...reply, last_end: lastEnd } : reply;
  core.limits.answered(session.actor, connection.reply(id, 'ok', full, reply.mode === 'snapshot' ? reply.snapshot.cursor : null));
  for (const frame of frames) connection.deliver(frame);
  // The answer says that they arrived.
  if (core.deliveries.isAwaited(session.actor.participant_id)) connection.push('ping', {});
  core.limits.answered(
    session.actor,
    frames.reduce((bytes, { line }) => bytes + line.length, 0),
  );
}

/** Throws `update_required`. */
function requireVersion(version: number): void {
  const versions = `it speaks version ${version} of watch, and the home version ${WATCH_VERSION}`;
  if (version < WATCH_VERSION_MIN)
    throw new AppError('update_required', `This client is too old for the home: ${versions}. Update the client, or reload the page.`);
  if (version > WATCH_VERSION)
    throw new AppError('update_required', `This client is too new for the home: ${versions}. Update the home, or reload the page.`);
}
