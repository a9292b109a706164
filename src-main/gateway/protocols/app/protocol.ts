// The protocol of the app and of other clients that watch. Replies are the shared objects (src-shared/objects.ts). A watching client
// receives every event that its participant may see.
import { once } from '../../../../src-shared/once.ts';
import type { PageWelcome } from '../../../../src-shared/page-proof.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { AppSession } from '../../realtime/connection.ts';
import type { Hub } from '../../realtime/hub.ts';
import { unknownFrame, type Outgoing, type Protocol, type Received } from '../../realtime/protocol.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { eventFrame } from './event-frame.ts';
import type { LiveState } from './snapshot.ts';
import { watch } from './watch.ts';

export interface AppProtocol extends Protocol {
  /** A session that does not watch yet. */
  session(actor: Actor): AppSession;
}

export interface AppProtocolDeps {
  core: Core;
  hub: Hub;
  live: LiveState;
  /** The id of the app that this server serves; null when it serves none. */
  build: string | null;
}

export function createAppProtocol({ core, hub, live, build }: AppProtocolDeps): AppProtocol {
  const session = (actor: Actor): AppSession => ({ kind: 'app session', protocol, actor, isWatching: false, deliveredCursor: 0 });
  const protocol: AppProtocol = {
    name: 'app',
    accept: {
      page_challenge: { isEntrance: true, handle: challengePage },
      page_proof: { isEntrance: true, handle: (frame) => enterAsPage({ hub, build }, session, frame) },
      watch: { isEntrance: false, handle: (frame) => watch({ core, live, session }, frame) },
    },
    reply: (_name, reply) => ({ type: 'ok', payload: reply }),
    // With the cursor of this event, the client would resume after it and keep its old snapshot.
    encode: (change) =>
      change.event.type === 'access.changed'
        ? []
        : [toldOf(change), ...[presenceAfter, worksAfter, streamsAfter].flatMap((after) => after(core, change).map(toldOf))],
    session,
  };
  return protocol;
}

function toldOf(change: Change): Outgoing {
  return { change, to: { entitled: true }, frameFor: once(() => eventFrame(change.event)) };
}

/**
 * Only members of a room receive its presence. A new member is sent the presence of all who have the room open. A former member is sent
 * their absence.
 */
function presenceAfter({ presence }: Core, { event }: Change): Change[] {
  if (event.type !== 'member.joined' && event.type !== 'member.left') return [];
  const isMember = event.type === 'member.joined';
  const [room_id, only_id] = event.type === 'member.joined' ? [event.room.id, event.participant.id] : [event.room_id, event.participant_id];
  return presence
    .presentIn(room_id)
    .flatMap((participant_id): Change[] => [
      ...(isMember ? [{ only_id, event: { type: 'presence.changed', cursor: null, presence: presence.of(participant_id) } } as const] : []),
      { only_id, event: { type: 'room.presence', cursor: null, room_id, participant_id, present: isMember } },
    ]);
}

/** A new member is sent the activities in the room, and a former member is sent their end. */
function worksAfter({ presence }: Core, { event }: Change): Change[] {
  if (event.type === 'member.joined')
    return presence.worksIn(event.room.id).map((work) => ({
      only_id: event.participant.id,
      event: { type: 'work.changed', cursor: null, work },
    }));
  if (event.type !== 'member.left') return [];
  const none = { status: 'idle', detail: null, progress: null } as const;
  return presence.worksIn(event.room_id).map((work) => ({
    only_id: event.participant_id,
    event: { type: 'work.changed', cursor: null, work: { ...work, ...none } },
  }));
}

/** A new member is sent the messages that are being written, and a former member is sent their end. */
function streamsAfter({ streams }: Core, { event }: Change): Change[] {
  if (event.type === 'member.joined')
    return streams.in(event.room.id).map((stream) => ({
      only_id: event.participant.id,
      event: { type: 'stream.started', cursor: null, stream },
    }));
  if (event.type !== 'member.left') return [];
  return streams.in(event.room_id).map(({ id: stream_id, room_id, author_id }) => ({
    only_id: event.participant_id,
    event: { type: 'stream.ended', cursor: null, room_id, author_id, stream_id, outcome: 'discarded' },
  }));
}

function challengePage({ connection, page, id, type, payload }: Received): void {
  if (!page || connection.actor) throw unknownFrame(type);
  connection.reply(id, 'ok', page.challenge(payload));
}

function enterAsPage(
  { hub, build }: Pick<AppProtocolDeps, 'hub' | 'build'>,
  session: AppProtocol['session'],
  { connection, page, id, type, payload }: Received,
): void {
  if (!page || connection.actor) throw unknownFrame(type);
  const actor = page.prove(payload);
  hub.requireConnection(actor);
  hub.vouchFor(connection);
  hub.admit(connection, session(actor));
  const welcome: PageWelcome = { build };
  connection.reply(id, 'ok', welcome);
}
