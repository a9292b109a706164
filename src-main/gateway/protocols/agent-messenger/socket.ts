// One socket of a user or an agent. Its frames are translated to the home's commands, and the home's replies to its frames, so that a
// message takes the same way as every other one. The frames of changes come translated (protocol.ts).
import * as z from 'zod/mini';
import type { CommandName, RequestInput } from '../../../../src-shared/commands/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { FILES_PER_MESSAGE_MAX } from '../../../../src-shared/limits.ts';
import type { Frame } from '../../realtime/frame.ts';
import type { Peer, PeerListener } from '../../realtime/peer.ts';
import { Unconfirmed } from '../../realtime/unconfirmed.ts';
import { dialectFrame, inBothPlaces, isDialect, readFrame, textIn, textsIn, type Fields } from './frames.ts';
import { refusalOf } from './problem.ts';
import type { SocketPorts, SocketSide } from './socket-ports.ts';
import { statusFields } from './status.ts';

/** Some clients listen only after `open`, and would miss a welcome that comes with the upgrade. */
const WELCOME_AFTER_MS = 25;
/** So long after a message the client is asked whether it is there. Its answer confirms all messages before. */
const CONFIRM_AFTER_MS = 250;
const CLIENT_ID_CHARS_MAX = 64;

export const HEARTBEAT = { interval_s: 30, timeout_s: 90 } as const;

const Answer = z.object({ type: z.string(), reply_to: z.optional(z.string()), payload: z.optional(z.unknown()) });
const Sent = z.object({ id: z.string(), room_id: z.string(), created_at: z.number() });
const Opened = z.object({ id: z.string() });
const Failed = z.object({ code: z.string(), message: z.string() });

type OnReply = (payload: unknown) => void;

/** The listener of its transport. */
export function openSocket(below: Peer, side: SocketSide, ports: SocketPorts): DialectSocket {
  const socket = new DialectSocket(below, side, ports);
  socket.start();
  return socket;
}

export class DialectSocket implements Peer, PeerListener {
  readonly at = '';
  readonly #below: Peer;
  readonly #side: SocketSide;
  readonly #ports: SocketPorts;
  readonly #home: PeerListener;
  /** What waits for the welcome; null once it was sent. */
  #held: Frame[] | null = [];
  #heldBytes = 0;
  readonly #onReply = new Map<string, { type: string; done: OnReply }>();
  readonly #unconfirmed = new Unconfirmed();
  #isConfirming = false;
  readonly #cancels = new Set<() => void>();

  constructor(below: Peer, side: SocketSide, ports: SocketPorts) {
    this.#below = below;
    this.#side = side;
    this.#ports = ports;
    this.#home = ports.open(this);
  }

  start(): void {
    for (const frame of this.#side.missed) this.#note(frame);
    this.#later(WELCOME_AFTER_MS, () => {
      const held = this.#held ?? [];
      this.#held = null;
      this.#heldBytes = 0;
      this.#say('connected', this.#side.welcome);
      for (const frame of [...this.#side.missed, ...held]) this.#give(frame);
    });
  }

  /** By room the seq before the first message that the client may not have. */
  unconfirmedPositions(): Map<string, number> {
    return this.#unconfirmed.positions();
  }

  // The transport below, for the home.

  get address(): string | undefined {
    return this.#below.address;
  }

  get bufferedBytes(): number {
    return this.#below.bufferedBytes + this.#heldBytes;
  }

  send(frame: Frame): void {
    this.#note(frame);
    if (!this.#held) return this.#give(frame);
    this.#held.push(frame);
    this.#heldBytes += frame.line.length;
  }

  end(reason: string): void {
    this.#below.end(reason);
  }

  cut(reason: string): void {
    this.#below.cut(reason);
  }

  admitted(): void {
    this.#below.admitted?.();
  }

  pause(): void {
    this.#below.pause();
  }

  resume(): void {
    this.#below.resume();
  }

  // The client, from the transport below.

  onText(sent: string): void {
    if (sent.trim() === '') return;
    this.#ports.counted('in');
    const frame = readFrame(sent);
    if (!frame) return this.#refuse('invalid message format');
    // Every frame says that the client is there. It confirms no message: the client may have sent it before they arrived.
    this.#home.onText(PING);
    this.#take(frame.type, frame.fields);
  }

  onFinished(): void {
    this.#home.onFinished();
  }

  onPong(): void {
    this.#home.onText(PONG);
    const confirmed = this.#unconfirmed.answered();
    // Messages that an agent has count as read.
    if (this.#side.isAgent) for (const [room_id, seq] of confirmed) this.#ask('read', 'mark_read', { room_id, seq }, nothing);
    if (this.#unconfirmed.needsHeartbeat) this.#confirmSoon();
  }

  onUnreadable(reason: string): void {
    this.#refuse('invalid message format');
    this.#below.end(reason);
  }

  onInputEnd(): void {
    this.#home.onInputEnd();
  }

  onClosed(): void {
    for (const cancel of this.#cancels) cancel();
    this.#home.onClosed();
  }

  #take(type: string, fields: Fields): void {
    switch (type) {
      case 'message':
      case 'chat':
        return this.#message(fields);
      case 'typing':
        return this.#typing(fields);
      case 'status':
        return this.#status(fields);
      case 'heartbeat':
        return this.#say('heartbeat_ack', { server_time: new Date(this.#ports.now()).toISOString(), ...HEARTBEAT, monitoring: true });
      default:
        return this.#refuse(`unknown message type: ${type.slice(0, 64)}`);
    }
  }

  #message(fields: Fields): void {
    const content = textIn(fields, 'content') ?? '';
    const files = textsIn(fields, 'attachment_ids');
    const agentId = textIn(fields, 'agent_id') ?? '';
    const roomId = textIn(fields, 'conversation_id') ?? '';
    if (content.trim() === '' && files.length === 0) return this.#refuse('content is required');
    if (roomId !== '') return this.#withFiles(roomId, content, files, fields);
    if (agentId === '' || this.#side.isAgent) return this.#refuse('conversation_id is required');
    // The web client begins a conversation with its first message.
    this.#ask('message', 'open_direct', { participant_id: agentId }, (payload) => {
      this.#withFiles(Opened.parse(payload).id, content, files, fields);
    });
  }

  #withFiles(room_id: string, content: string, files: string[], fields: Fields): void {
    if (!this.#ports.isConversation(room_id)) return this.#refuse('conversation not found');
    if (files.length === 0) return this.#post(room_id, content, [], fields);
    this.#ports.filesIn(room_id, files.slice(0, FILES_PER_MESSAGE_MAX + 1)).then(
      (file_ids) => this.#post(room_id, content, file_ids, fields),
      (error: unknown) => this.#refuse(refusalOf(error).message, { request: 'message' }),
    );
  }

  #post(room_id: string, content: string, file_ids: string[], fields: Fields): void {
    const client_id = textIn(fields, 'client_id')?.slice(0, CLIENT_ID_CHARS_MAX);
    const asked = {
      ...{ room_id, content, file_ids },
      ...(fields.metadata !== undefined && { metadata: fields.metadata }),
      ...(client_id !== undefined && client_id !== '' && { client_id }),
    };
    this.#ask('message', 'send_message', asked, (payload) => {
      const { id, created_at } = Sent.parse(payload);
      this.#say('message_sent', {
        ...{ conversation_id: room_id, message_id: id, status: 'delivered', timestamp: new Date(created_at).toISOString() },
        ...(client_id !== undefined && { client_id }),
      });
    });
  }

  #typing(fields: Fields): void {
    const room_id = textIn(fields, 'conversation_id') ?? '';
    if (room_id === '') return this.#refuse('conversation_id is required');
    if (!this.#ports.isConversation(room_id)) return this.#refuse('conversation not found');
    this.#ask('typing', 'set_typing', { room_id, typing: fields.typing !== false }, nothing);
  }

  #status(fields: Fields): void {
    const word = textIn(fields, 'status') ?? '';
    const room_id = textIn(fields, 'conversation_id') ?? '';
    if (word === '') return this.#refuse('status is required');
    if (room_id !== '' && !this.#ports.isConversation(room_id)) return this.#refuse('conversation not found');
    // Users have no status of their own in the protocol.
    if (!this.#side.isAgent && room_id === '') return;
    const state = statusFields(word, textIn(fields, 'message'));
    this.#ask('status', 'set_presence', { ...state, ...(room_id !== '' && { room_id }) }, nothing);
  }

  #ask<C extends CommandName>(type: string, name: C, payload: RequestInput<C>, done: OnReply): void {
    const id = newId();
    this.#onReply.set(id, { type, done });
    this.#home.onText(JSON.stringify({ id, type: name, payload }));
  }

  /** A frame of the home's own: a reply, or one about the connection. */
  #translate(frame: Frame): void {
    if (frame.type === 'ping') return this.#ping();
    const answer = Answer.safeParse(JSON.parse(frame.line.toString('utf8'))).data;
    if (!answer) return;
    const asked = answer.reply_to === undefined ? undefined : this.#onReply.get(answer.reply_to);
    if (answer.reply_to !== undefined) this.#onReply.delete(answer.reply_to);
    if (answer.type === 'ok') asked?.done(answer.payload);
    else if (answer.type === 'error' || answer.type === 'closing') {
      const { code, message } = Failed.parse(answer.payload);
      if (asked?.type === 'read') return;
      this.#refuse(TEXTS[code] ?? message, { code, ...(asked && { request: asked.type }) });
    }
  }

  #give(frame: Frame): void {
    if (!isDialect(frame)) return this.#translate(frame);
    this.#ports.counted('out');
    this.#below.send(frame);
    if (frame.message) this.#confirmSoon();
  }

  #note(frame: Frame): void {
    if (isDialect(frame) && frame.message) this.#unconfirmed.note(frame.message.room_id, frame.message.seq, frame.line.length);
  }

  #confirmSoon(): void {
    if (this.#isConfirming) return;
    this.#isConfirming = true;
    this.#later(CONFIRM_AFTER_MS, () => {
      this.#isConfirming = false;
      // A client that does not read answers later, or to the next heartbeat.
      if (this.#below.bufferedBytes > 0) this.#confirmSoon();
      else if (this.#unconfirmed.needsHeartbeat) this.#ping();
    });
  }

  #ping(): void {
    this.#unconfirmed.heartbeat(false);
    this.#below.ping?.();
  }

  #say(type: string, fields: object): void {
    this.send(dialectFrame(inBothPlaces(type, fields)));
  }

  #refuse(error: string, more: object = {}): void {
    this.#ports.counted('error');
    this.#say('error', { error, ...more });
  }

  #later(ms: number, run: () => void): void {
    const cancel = this.#ports.after(ms, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
  }
}

const PING = JSON.stringify({ type: 'ping' });
const PONG = JSON.stringify({ type: 'pong' });

const nothing: OnReply = () => undefined;

/** The texts of their server, where the home has another one. */
const TEXTS: Readonly<Record<string, string>> = {
  room_not_found: 'conversation not found',
  person_not_found: 'agent not found',
  not_in_room: 'not authorized for this conversation',
  rate_limit_messages: 'rate limit exceeded: too many messages',
  rate_limit_commands: 'rate limit exceeded: too many messages',
};
