// One turn: OpenClaw's agent answers a message that called it.
import { FILES_PER_MESSAGE_MAX } from '../../../src-shared/limits.ts';
import { CHANNEL, type Account } from './account.ts';
import type { Answer } from './answer.ts';
import { download, upload, type FileDoor } from './files.ts';
import type { ChannelRuntime, ChatKind, HistoryEntry, HostConfig, Ingress, ReplyPayload, Route, Sdk } from './host.ts';
import type { Home } from './home.ts';
import type { Heard } from './messages.ts';
import { CONTEXT, type Call, type Room } from './room.ts';

export interface TurnPorts {
  cfg: HostConfig;
  account: Account;
  runtime: ChannelRuntime;
  sdk: Sdk;
  home: Home;
  door: FileDoor;
  log(text: string): void;
}

/** A call whose author may call the agent. */
export interface Admitted {
  peer: { kind: ChatKind; id: string };
  route: Route;
  ingress: Ingress;
}

/** Null: the author may not call the agent. */
export async function admit(ports: TurnPorts, room: Room, { message }: Call): Promise<Admitted | null> {
  const { cfg, account, runtime } = ports;
  const kind: ChatKind = room.facts.isDirect ? 'direct' : 'group';
  const peer = { kind, id: kind === 'direct' ? message.agent_id : room.facts.id };
  const route = runtime.routing.resolveAgentRoute({ cfg, channel: CHANNEL, accountId: account.accountId, peer });
  const ingress = await decide(ports, message, { peer, route });
  return ingress.ingress.admission === 'dispatch' ? { peer, route, ingress } : null;
}

type Outcome = 'answered' | 'silent' | 'failed' | 'stopped';

export async function takeTurn(
  ports: TurnPorts,
  room: Room,
  call: Call,
  { peer, route, ingress }: Admitted,
  { answer, signal }: { answer: Answer; signal: AbortSignal },
): Promise<Outcome> {
  const { cfg, account, runtime } = ports;
  const { message } = call;
  const { kind } = peer;
  const { accountId } = account;
  const { found, missing } = await download(ports.door, runtime.media, message, signal);
  const body = [message.content, ...missing.map((each) => `(A file could not be read. ${each})`)].join('\n').trim();
  const from = kind === 'direct' ? `${CHANNEL}:user:${message.agent_id}` : `${CHANNEL}:room:${room.facts.id}`;
  const to = `room:${room.facts.id}`;
  const named = route.dmScope === undefined ? {} : { dmScope: route.dmScope };
  const ctxPayload = runtime.inbound.buildContext({
    ...{ channel: CHANNEL, accountId, messageId: message.message_id, messageIdFull: message.message_id },
    timestamp: Date.parse(message.timestamp),
    from,
    sender: { id: message.agent_id, name: message.agent_name, isBot: message.author_kind === 'agent', displayLabel: message.agent_name },
    conversation: { kind, id: peer.id, label: kind === 'direct' ? message.agent_name : `#${room.facts.name}` },
    route: { agentId: route.agentId, accountId, ...named, routeSessionKey: route.sessionKey, dispatchSessionKey: route.sessionKey },
    reply: { to, originatingTo: to, replyToId: message.message_id },
    message: { body, rawBody: message.content, bodyForAgent: body, commandBody: message.content, inboundHistory: historyOf(call) },
    sessionTranscript: { historyLimit: CONTEXT, historyKind: 'recent' },
    media: found,
    channelIngress: ingress,
  });
  let failure: unknown = null;
  try {
    await runtime.inbound.dispatch({
      ...{ cfg, channel: CHANNEL, accountId, ctxPayload },
      route: { agentId: route.agentId, ...named, sessionKey: route.sessionKey },
      delivery: {
        deliver: (payload, info) => deliver(ports, answer, { room, agentId: route.agentId, signal, kind: info.kind }, payload),
        onError: (error) => void (failure ??= error),
      },
      replyOptions: {
        sourceReplyDeliveryMode: 'automatic',
        disableBlockStreaming: true,
        abortSignal: signal,
        onPartialReply: ({ text }) => {
          if (text !== undefined && !signal.aborted) answer.show(text);
        },
      },
      replyPipeline: {},
    });
  } catch (error) {
    failure ??= error;
  }
  return end(ports, answer, failure, signal);
}

async function end({ log }: TurnPorts, answer: Answer, failure: unknown, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) {
    await answer.breakOff('interrupted');
    return 'stopped';
  }
  if (failure !== null) log(`A turn failed: ${failure instanceof Error ? failure.message : JSON.stringify(failure)}`);
  if (failure !== null && !answer.hasPosted) {
    await answer.breakOff('failed');
    await answer.post('OpenClaw could not answer this. `openclaw channels logs --channel lanai` says why.');
    return 'failed';
  }
  await answer.close();
  return answer.hasPosted ? 'answered' : 'silent';
}

/** The owner always may, but not a program that writes with the owner's access. */
export function allowedFor({ allowFrom }: Pick<Account, 'allowFrom'>, { is_my_owner, by_program, agent_id }: Heard): string[] {
  return is_my_owner === true && by_program !== true ? [...allowFrom, agent_id] : allowFrom;
}

/** The decision is OpenClaw's, by the list of the account. */
function decide({ cfg, account, runtime }: TurnPorts, message: Heard, { peer, route }: Omit<Admitted, 'ingress'>): Promise<Ingress> {
  const { agentId, sessionKey } = route;
  const allowFrom = allowedFor(account, message);
  const hasControlCommand = runtime.text.hasControlCommand(message.content, cfg);
  return runtime.inbound.ingress.resolveStable({
    ...{ channelId: CHANNEL, accountId: account.accountId, cfg },
    identity: { key: 'sender', entryIdPrefix: `${CHANNEL}-entry` },
    subject: { stableId: message.agent_id },
    conversation: peer,
    contextBinding: { agentId, sessionKey, messageId: message.message_id, inboundEventKind: 'user_request' },
    ...{ dmPolicy: 'allowlist', groupPolicy: 'allowlist', allowFrom, groupAllowFrom: allowFrom },
    ...(hasControlCommand && { command: { allowTextCommands: true, hasControlCommand } }),
  });
}

interface Delivery {
  room: Room;
  agentId: string;
  signal: AbortSignal;
  kind: string;
}

async function deliver(ports: TurnPorts, answer: Answer, { room, agentId, signal, kind }: Delivery, payload: ReplyPayload) {
  const nothing = { visibleReplySent: false, messageIds: [] };
  // Tools are shown by OpenClaw itself, and thoughts are not for the room.
  if (signal.aborted || kind === 'tool' || payload.isReasoning === true) return nothing;
  const media = [...(payload.mediaUrls ?? []), ...(payload.mediaUrl === undefined ? [] : [payload.mediaUrl])];
  const { fileIds, problems } = await uploadAll(ports, { room, agentId, signal }, [...new Set(media)].slice(0, FILES_PER_MESSAGE_MAX));
  const text = [payload.text ?? '', ...problems].filter((line) => line !== '').join('\n\n');
  const id = await answer.post(text, fileIds);
  return id === null ? nothing : { visibleReplySent: true, messageIds: [id] };
}

async function uploadAll(
  { cfg, account, sdk, door }: TurnPorts,
  { room, agentId, signal }: Omit<Delivery, 'kind'>,
  urls: readonly string[],
) {
  const fileIds: string[] = [];
  const problems: string[] = [];
  if (urls.length === 0) return { fileIds, problems };
  const mediaLocalRoots = await sdk.mediaRootsOf(cfg, agentId);
  for (const url of urls) {
    try {
      const { buffer, fileName, contentType } = await sdk.loadMedia(url, { maxBytes: account.mediaMaxBytes, mediaLocalRoots });
      fileIds.push(await upload(door, room.facts.id, { name: fileName ?? 'file', type: contentType, bytes: buffer }, signal));
    } catch (error) {
      problems.push(`(A file could not be sent. ${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return { fileIds, problems };
}

function historyOf({ before }: Call): HistoryEntry[] {
  return before.map(({ agent_name, content, timestamp, message_id }) => ({
    sender: agent_name,
    body: content,
    timestamp: Date.parse(timestamp),
    messageId: message_id,
  }));
}
