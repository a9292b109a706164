// The ClawChat protocol, version 1: the protocol of agents. An agent registers with a key, opens rooms, and receives the events of its
// open rooms. Its frames are translated from the shared objects and events. Only this folder knows the protocol.
import { newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { once } from '../../../../src-shared/once.ts';
import { ChallengeRequest, RegisterRequest } from '../../../../src-shared/registration.ts';
import type { Core } from '../../domain/core.ts';
import type { Directory } from '../../domain/directory.ts';
import { parse } from '../../domain/parse.ts';
import { encode } from '../../realtime/frame.ts';
import type { Hub } from '../../realtime/hub.ts';
import { unknownFrame, type Outgoing, type Protocol, type Received } from '../../realtime/protocol.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { payloadFor, type AgentEvent } from './agent-event.ts';
import { agentEvents } from './events.ts';
import { named } from './objects.ts';
import { Registrar } from './registration.ts';
import { agentReply } from './replies.ts';
import { agentRequest } from './requests.ts';

export interface ClawChatDeps {
  core: Core;
  hub: Hub;
}

export function createClawChatProtocol({ core, hub }: ClawChatDeps): Protocol {
  const registrar = new Registrar(core, hub, (actor, deliveredCursor) => ({ kind: 'agent session', protocol, actor, deliveredCursor }));
  const protocol: Protocol = {
    name: 'clawchat',
    accept: {
      challenge: { isEntrance: false, handle: (frame) => challenge(registrar, frame) },
      register: { isEntrance: true, handle: (frame) => register(core, registrar, frame) },
    },
    request: agentRequest,
    reply: (name, reply, { participant_id }) => agentReply(core.directory, name, reply, participant_id),
    encode: (change) => agentEvents(core, change).map((event) => outgoing(core.directory, change, event)),
    ended: (connection) => registrar.hold(connection),
  };
  return protocol;
}

/** The body of a webhook's request for a message. */
export function webhookEvent(
  directory: Directory,
  message: Message,
  { owner_id }: { owner_id: string },
): { type: string; message: object } {
  return {
    type: 'clawchat.message.created',
    message: { ...named(directory, message, ''), is_my_owner: message.author_id === owner_id },
  };
}

function outgoing(directory: Directory, change: Change, event: AgentEvent): Outgoing {
  const { type, payload, for_agents_of, to, except_id } = event;
  const frame = once(() => encode({ id: newId(), type, payload }, change.event.cursor));
  if (!for_agents_of) return { change, to, except_id, frameFor: frame };
  const ofOwner = once(() => encode({ id: newId(), type, payload: for_agents_of.payload }, change.event.cursor));
  return {
    change,
    to,
    except_id,
    frameFor: (readerId) => (payloadFor(directory, event, readerId) === payload ? frame() : ofOwner()),
  };
}

function challenge(registrar: Registrar, { connection, id, type, payload }: Received): void {
  if (connection.actor) throw unknownFrame(type);
  connection.reply(id, 'challenge', registrar.challenge(connection, parse(ChallengeRequest, payload)));
}

async function register(core: Core, registrar: Registrar, { connection, id, type, payload }: Received): Promise<void> {
  if (connection.actor) throw unknownFrame(type);
  const { welcome, missed } = await registrar.register(connection, parse(RegisterRequest, payload));
  connection.reply(id, 'ok', welcome);
  connection.heartbeat(encode({ id: newId(), type: 'ping', payload: { heartbeat: true } }));
  for (const message of missed) {
    const change = { only_id: null, event: { type: 'message.posted' as const, cursor: null, message } };
    for (const event of agentEvents(core, change)) {
      const isForMe = !('participant_ids' in event.to) || event.to.participant_ids.includes(welcome.agent_id);
      if (!isForMe) continue;
      const payload = payloadFor(core.directory, event, welcome.agent_id);
      connection.deliverChange(encode({ id: newId(), type: event.type, payload }), message);
    }
  }
}
