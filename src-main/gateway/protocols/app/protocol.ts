// The protocol of the app's pages and of whatever else watches the home: replies are the home's own objects, and a client
// that watches is sent every event that its participant may see.
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { AppSession } from '../../realtime/connection.ts';
import type { Hub } from '../../realtime/hub.ts';
import { once, unknownFrame, type Outgoing, type Protocol, type Received } from '../../realtime/protocol.ts';
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
}

export function createAppProtocol({ core, hub, live }: AppProtocolDeps): AppProtocol {
  const session = (actor: Actor): AppSession => ({ kind: 'app session', protocol, actor, isWatching: false, deliveredCursor: 0 });
  const protocol: AppProtocol = {
    name: 'app',
    accept: {
      page_challenge: { isEntrance: true, handle: challengePage },
      page_proof: { isEntrance: true, handle: (frame) => enterAsPage(hub, session, frame) },
      watch: { isEntrance: false, handle: (frame) => watch({ core, live, session }, frame) },
    },
    reply: (_name, reply) => ({ type: 'ok', payload: reply }),
    encode: (change) => [toldOf(change), ...presenceAfter(core, change).map(toldOf)],
    session,
  };
  return protocol;
}

function toldOf(change: Change): Outgoing {
  return { change, to: { entitled: true }, frameFor: once(() => eventFrame(change.event)) };
}

/**
 * The members of a room alone are told who has it open. So a participant who comes in is told now what the others know already, and a
 * participant who leaves is told to forget it.
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

function challengePage({ connection, page, id, type, payload }: Received): void {
  if (!page || connection.actor) throw unknownFrame(type);
  connection.reply(id, 'ok', page.challenge(payload));
}

function enterAsPage(hub: Hub, session: AppProtocol['session'], { connection, page, id, type, payload }: Received): void {
  if (!page || connection.actor) throw unknownFrame(type);
  const actor = page.prove(payload);
  hub.demandConnection(actor);
  hub.vouchFor(connection);
  hub.admit(connection, session(actor));
  connection.reply(id, 'ok', {});
}
