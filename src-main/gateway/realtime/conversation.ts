// The frames of one connection, over any transport: they are read, checked, executed and answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { isCommandName, type CommandName } from '../../../src-shared/commands/index.ts';
import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import { parseFrame, type ClientFrame } from '../../../src-shared/frames.ts';
import { OUTBOUND_QUEUE_BYTES_MAX, OUTBOUND_QUEUE_BYTES_MAX_TOGETHER, REGISTER_DEADLINE_MS } from '../../../src-shared/limits.ts';
import type { Actor } from '../domain/actor.ts';
import { originOf, type Origin } from '../domain/audit/draft.ts';
import type { FailureCounter } from '../domain/audit/failures.ts';
import type { After } from '../domain/clock.ts';
import type { Commands, Core } from '../domain/core.ts';
import { InvalidKey } from '../domain/keys/commands.ts';
import type { PageHandshake } from '../domain/access/page-sessions.ts';
import { Connection, type Session } from './connection.ts';
import { FrameQueue } from './frame-queue.ts';
import type { Hub } from './hub.ts';
import { inTurn } from './in-turn.ts';
import type { Peer, PeerListener } from './peer.ts';
import { unknownFrame, type Accept } from './protocol.ts';

/** A frame that is longer weighs more than one turn. */
const CHARS_PER_TURN = 8_192;
/** With more unsent output than this, the connection's next request waits until the client has read. */
const UNREAD_BYTES_MAX = OUTBOUND_QUEUE_BYTES_MAX / 4;
/** With fewer bytes unread, its questions are answered whatever waits on other connections. */
const UNREAD_BYTES_MIN = 64 * 1024;
const UNREAD_POLL_MS = 5;

/** The refusals of a frame that identifies a client after which its connection ends. */
const ENDS_ENTERING: ReadonlySet<ErrorCode> = new Set([
  'unauthorized',
  'unsupported_protocol',
  'rate_limit_agents',
  'rate_limit_connections',
  'cookie_mismatch',
]);

export interface ConversationDeps {
  core: Core;
  commands: Commands;
  hub: Hub;
  after: After;
  failures: FailureCounter;
  log(message: string, error: unknown): void;
}

/** How a connection begins. */
export interface Beginning {
  /** Of a client that is identified already; null for a client that has to identify itself. */
  session?: Session | null;
  /** By which the page at the other end can prove its session. */
  page?: PageHandshake | null;
}

/** One connection's frames, from its first to its last. */
export class Conversation implements PeerListener {
  readonly #deps: ConversationDeps;
  readonly #side: Side;
  readonly #queue: FrameQueue;
  #isInputOver = false;
  #cancelDeadline: () => void = () => undefined;

  constructor(deps: ConversationDeps, peer: Peer, { session = null, page = null }: Beginning = {}) {
    const connection = new Connection(peer);
    this.#deps = deps;
    this.#side = { connection, page };
    this.#queue = new FrameQueue(peer);
    deps.hub.add(connection, session);
    this.#setDeadline();
  }

  onText(sent: string): void {
    const { connection } = this.#side;
    const text = withoutMark(sent);
    // An empty text is no frame, and does not keep an unregistered connection open.
    if (text.trim() === '') return;
    // A connection that is being ended may still send for a moment. Its frames are dropped.
    if (!connection.isOpen) return;
    connection.heard();
    this.#setDeadline();
    const parsed = parseFrame(text);
    if (!parsed.ok) {
      connection.refuse(parsed.id, new AppError('invalid_payload', parsed.reason));
      return;
    }
    const { frame } = parsed;
    const weight = 1 + Math.floor(text.length / CHARS_PER_TURN);
    this.#queue.take({ isShared: frame.type === 'send_message', weight, work: () => answer(this.#deps, this.#side, frame) });
  }

  onUnreadable(reason: string): void {
    const { connection } = this.#side;
    connection.refuse(null, new AppError('invalid_payload', reason));
    connection.endAfterRefusal(reason);
  }

  onFinished(): void {
    this.#side.connection.inputEnded();
  }

  onInputEnd(): void {
    this.#isInputOver = true;
    this.#queue.whenIdle(() => this.#side.connection.peer.end('Nothing more was to come.'));
  }

  onClosed(): void {
    // Frames before the end of the input are still carried out, though no client reads the answers.
    if (this.#isInputOver && !this.#side.connection.isShutOut) this.#queue.whenIdle(() => this.#leave());
    else this.#leave();
  }

  #leave(): void {
    const { core, hub } = this.#deps;
    const { connection } = this.#side;
    this.#cancelDeadline();
    const { session } = connection;
    session?.protocol.ended?.(connection);
    hub.remove(connection);
    if (session) core.presence.disconnected(session.actor.participant_id, connection);
  }

  /** Until a client is identified, each of its lines must come soon after the one before. */
  #setDeadline(): void {
    const { connection } = this.#side;
    this.#cancelDeadline();
    if (connection.actor) return;
    this.#cancelDeadline = this.#deps.after(REGISTER_DEADLINE_MS, () => {
      if (!connection.actor) connection.cut('Nothing was heard in time.');
    });
  }
}

const BYTE_ORDER_MARK = '\ufeff';

/** PowerShell and .NET begin what they send with a mark that is no part of the text. */
function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

interface Side {
  connection: Connection;
  page: PageHandshake | null;
}

async function answer(deps: ConversationDeps, { connection, page }: Side, frame: ClientFrame): Promise<void> {
  // Messages never wait: several are processed at once, and a waiting one would be overtaken by the next.
  const mayWait = frame.type !== 'send_message';
  while (mayWait && connection.isOpen && hasEnoughUnread(deps, connection)) await sleep(UNREAD_POLL_MS);
  // An expired secret or session sends no more requests. The next periodic check ends its events.
  const expiresAt = connection.actor?.grant.expires_at ?? Infinity;
  if (connection.isOpen && expiresAt <= deps.core.now()) connection.endAccess();
  if (connection.isShutOut) return;
  // A closing connection makes no more requests. Of a closed one, only messages still count.
  if (!connection.isOpen && frame.type !== 'send_message') return;
  const accept = acceptFor(deps.hub, frame.type);
  try {
    await dispatch(deps, { connection, page }, accept, frame);
  } catch (error) {
    if (!(error instanceof AppError)) deps.log(`${frame.type} failed`, error);
    const known = error instanceof AppError ? error : new AppError('internal_error');
    connection.refuse(frame.id, known);
    if (error instanceof InvalidKey) deps.failures.count('failed_key', originAt({ connection, page }), 'invalid_key');
    if (accept?.isEntrance && ENDS_ENTERING.has(known.code)) connection.endAfterRefusal(known.message);
  }
}

/** The client has to read first: on this connection, or on the others of the same account. */
function hasEnoughUnread({ hub }: ConversationDeps, connection: Connection): boolean {
  const { bufferedBytes } = connection.peer;
  if (bufferedBytes > UNREAD_BYTES_MAX) return true;
  return bufferedBytes > UNREAD_BYTES_MIN && hub.unsentTogether(connection) > OUTBOUND_QUEUE_BYTES_MAX_TOGETHER / 2;
}

/** The handler of a frame that is no command. Null when no protocol knows the frame. */
function acceptFor({ protocols }: Hub, type: string): Accept | null {
  for (const { accept } of protocols) if (Object.hasOwn(accept, type)) return accept[type] ?? null;
  return null;
}

/** Not async, as `inTurn`: each async function on the way of a message costs a promise and its frame. */
function dispatch(deps: ConversationDeps, side: Side, accept: Accept | null, { id, type, payload }: ClientFrame): void | Promise<void> {
  const { connection } = side;
  if (type === 'ping') return void connection.reply(id, 'pong', {});
  if (type === 'pong') return heard(deps, connection, payload);
  if (accept) return accept.handle({ ...side, id, type, payload });
  if (!isCommandName(type)) throw unknownFrame(type);
  return inTurn(deps.core, connection, type, (actor) => command(deps, { ...side, actor, id, name: type, payload }));
}

function heard({ core }: ConversationDeps, connection: Connection, payload: unknown): void {
  const { session } = connection;
  connection.confirmed();
  if (session?.kind === 'app session' && session.isWatching) core.deliveries.heard(session.actor.participant_id, payload);
}

function originAt({ connection, page }: Side): Origin {
  return originOf(page?.entrance ?? 'agents', connection.peer.address);
}

interface AskedCommand extends Side {
  actor: Actor;
  id: string | null;
  name: CommandName;
  payload: unknown;
}

async function command({ core, commands }: ConversationDeps, { connection, page, actor, id, name, payload }: AskedCommand): Promise<void> {
  const asked = connection.session?.protocol.request?.(name, payload) ?? payload;
  const origin = originAt({ connection, page });
  const reply = await core.execute(commands, { actor, seat: connection, origin }, name, asked);
  const { session } = connection;
  if (!session) return;
  const answer = session.protocol.reply(name, reply, actor);
  core.limits.answered(actor, connection.reply(id, answer.type, answer.payload));
}
