// What is said on one connection, whatever carries it: frames come in, are checked, done and answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMANDS, isCommandName, type CommandName } from '../../../src-shared/commands/index.ts';
import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import { parseFrame, type ClientFrame } from '../../../src-shared/frames.ts';
import { ChallengeRequest, RegisterRequest, WatchRequest } from '../../../src-shared/registration.ts';
import {
  OUTBOUND_QUEUE_BYTES_MAX,
  OUTBOUND_QUEUE_BYTES_MAX_TOGETHER,
  REGISTER_DEADLINE_MS,
  WATCH_VERSION,
  WATCH_VERSION_MIN,
} from '../../../src-shared/limits.ts';
import type { After } from '../domain/clock.ts';
import type { Commands, Core } from '../domain/core.ts';
import { parse } from '../domain/parse.ts';
import { Connection, type Peer } from '../realtime/connection.ts';
import { payloadFor, type Hub } from '../realtime/hub.ts';
import { readForWatch, watched, type LiveState, type Watched } from '../realtime/watch.ts';
import type { Actor } from '../domain/actor.ts';
import type { PageHandshake } from '../domain/page-sessions.ts';
import { clawChatEvents, clawChatReply, unknownCommand } from './clawchat.ts';
import type { Registrar } from './registration.ts';
import { Turns } from './turns.ts';

/** A frame that is longer weighs more than one turn. */
const CHARS_PER_TURN = 8_192;
/** With more than this waiting to be sent to it, a connection's next question waits until the other side has read. */
const UNREAD_BYTES_MAX = OUTBOUND_QUEUE_BYTES_MAX / 4;
/** With fewer bytes unread, its questions are answered whatever waits on other connections. */
const UNREAD_BYTES_MIN = 64 * 1024;
const UNREAD_POLL_MS = 5;

/** Frames that identify a connection, and the refusals of these frames that end it. */
const ENTRANCES: ReadonlySet<string> = new Set(['register', 'page_challenge', 'page_proof']);
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
  registrar: Registrar;
  live: LiveState;
  after: After;
  log(message: string, error: unknown): void;
}

/** What a transport calls. */
/** One connection's frames, from its first to its last. */
export class Conversation {
  readonly #deps: ConversationDeps;
  readonly #side: Side;
  readonly #turns: Turns;
  #isInputOver = false;
  #cancelDeadline: () => void = () => undefined;

  /** `actor`: of an identified client; null for clients that register, or prove their session with `page`. */
  constructor(deps: ConversationDeps, peer: Peer, actor: Actor | null, page: PageHandshake | null = null) {
    const connection = new Connection(peer);
    this.#deps = deps;
    this.#side = { connection, page };
    this.#turns = new Turns(peer);
    if (actor) connection.flavour = 'app';
    deps.hub.add(connection, actor);
    this.#setDeadline();
  }

  /** One frame, without its newline. */
  onText(sent: string): void {
    const { connection } = this.#side;
    const text = withoutMark(sent);
    // An empty text is no frame, and does not keep an unregistered connection open.
    if (text.trim() === '') return;
    // A connection that is being ended may still send for a moment. Its frames are dropped.
    if (!connection.isOpen) return;
    connection.silentMs = 0;
    this.#setDeadline();
    const parsed = parseFrame(text);
    if (!parsed.ok) {
      connection.refuse(parsed.id, 'invalid_payload', parsed.reason);
      return;
    }
    const { frame } = parsed;
    const weight = 1 + Math.floor(text.length / CHARS_PER_TURN);
    this.#turns.take({ isShared: frame.type === 'send_message', weight, work: () => answer(this.#deps, this.#side, frame) });
  }

  /** The transport refuses the input: the sender is sent the reason, then the connection ends. */
  onUnreadable(reason: string): void {
    const { connection } = this.#side;
    connection.refuse(null, 'invalid_payload', reason);
    connection.endAfterRefusal(reason);
  }

  /** The other side sends nothing more, but its frames are still carried out and answered. */
  onInputEnd(): void {
    this.#isInputOver = true;
    this.#turns.whenIdle(() => this.#side.connection.peer.end('Nothing more was to come.'));
  }

  onClosed(): void {
    // Frames before the end of the input are still carried out, though no client reads the answers.
    if (this.#isInputOver && !this.#side.connection.isShutOut) this.#turns.whenIdle(() => this.#leave());
    else this.#leave();
  }

  #leave(): void {
    const { core, hub, registrar } = this.#deps;
    const { connection } = this.#side;
    this.#cancelDeadline();
    registrar.hold(connection);
    hub.remove(connection);
    if (connection.actor) core.presence.disconnected(connection.actor.participant_id, connection);
  }

  /** Until a client is identified, each of its lines must come soon after the one before. */
  #setDeadline(): void {
    const { connection } = this.#side;
    this.#cancelDeadline();
    if (connection.actor) return;
    this.#cancelDeadline = this.#deps.after(REGISTER_DEADLINE_MS, () => {
      if (!connection.actor) connection.peer.cut('Nothing was heard in time.');
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
  // Never a message: those are on their way together, and one that waited here would be overtaken by the next.
  const mayWait = frame.type !== 'send_message';
  while (mayWait && connection.isOpen && hasEnoughUnread(deps, connection)) await sleep(UNREAD_POLL_MS);
  // A secret or a session whose time is over says nothing more; what it would still hear ends with the next check of all.
  const expiresAt = connection.actor?.grant.expires_at ?? Infinity;
  if (connection.isOpen && expiresAt <= deps.core.now()) connection.endAccess();
  if (connection.isShutOut) return;
  // One that was told to go is not heard any more, nor one that is gone and only asked.
  if (!connection.isOpen && frame.type !== 'send_message') return;
  try {
    await dispatch(deps, { connection, page }, frame);
  } catch (error) {
    if (!(error instanceof AppError)) deps.log(`${frame.type} failed`, error);
    const known = error instanceof AppError ? error : new AppError('internal_error');
    connection.refuse(frame.id, known.code, known.message);
    const endsIt = ENTRANCES.has(frame.type) && ENDS_ENTERING.has(known.code);
    if (endsIt) connection.endAfterRefusal(known.message);
  }
}

/** The other side has to read first: on this connection, or on the others of the same account. */
function hasEnoughUnread({ hub }: ConversationDeps, connection: Connection): boolean {
  const { bufferedBytes } = connection.peer;
  if (bufferedBytes > UNREAD_BYTES_MAX) return true;
  return bufferedBytes > UNREAD_BYTES_MIN && hub.unsentTogether(connection) > OUTBOUND_QUEUE_BYTES_MAX_TOGETHER / 2;
}

async function dispatch(deps: ConversationDeps, { connection, page }: Side, { id, type, payload }: ClientFrame): Promise<void> {
  if (type === 'ping') connection.reply(id, 'pong', {});
  else if (type === 'pong') return;
  else if (type === 'challenge') challenge(deps, connection, id, payload);
  else if (type === 'register') await register(deps, connection, id, payload);
  else if (page && !connection.actor && type === 'page_challenge') connection.reply(id, 'ok', page.challenge(payload));
  else if (page && !connection.actor && type === 'page_proof') enterAsPage(deps, connection, page.prove(payload), id);
  else if (type !== 'watch' && !isCommandName(type)) throw unknownCommand(type);
  else if (!connection.actor) throw new AppError('not_registered');
  else await asked(deps, connection, connection.actor, { id, type, payload });
}

type Asked = Pick<ClientFrame, 'id' | 'payload'> & { type: CommandName | 'watch' };

function asked(deps: ConversationDeps, connection: Connection, asker: Actor, { id, type, payload }: Asked): Promise<void> {
  return deps.core.inTurn(asker, type, async (hasWaited) => {
    // Its access may have been ended or changed meanwhile.
    const { actor } = connection;
    if (!actor || connection.isShutOut || (hasWaited && !connection.isOpen)) return;
    if (type === 'watch') await watch(deps, connection, actor, id, payload);
    else await command(deps, connection, actor, id, type, payload);
  });
}

function challenge({ registrar }: ConversationDeps, connection: Connection, id: string | null, payload: unknown): void {
  if (connection.actor) throw unknownCommand('challenge');
  connection.reply(id, 'challenge', registrar.challenge(connection, parse(ChallengeRequest, payload)));
}

async function register({ registrar, core }: ConversationDeps, connection: Connection, id: string | null, payload: unknown): Promise<void> {
  if (connection.actor) throw unknownCommand('register');
  const { welcome, missed } = await registrar.register(connection, parse(RegisterRequest, payload));
  connection.reply(id, 'ok', welcome);
  connection.push('ping', { heartbeat: true });
  for (const message of missed) {
    const change = { only_id: null, event: { type: 'message.posted' as const, cursor: null, message } };
    for (const outgoing of clawChatEvents(core, change)) {
      const isForMe = !('participant_id' in outgoing.to) || outgoing.to.participant_id === welcome.agent_id;
      if (isForMe) connection.push(outgoing.type, payloadFor(core.directory, outgoing, welcome.agent_id));
    }
  }
}

function enterAsPage({ hub }: ConversationDeps, connection: Connection, actor: Actor, id: string | null): void {
  hub.demandConnection(actor);
  connection.flavour = 'app';
  hub.vouchFor(connection);
  hub.admit(connection, actor);
  connection.reply(id, 'ok', {});
}

async function watch(
  { core, live }: ConversationDeps,
  connection: Connection,
  asker: Actor,
  id: string | null,
  payload: unknown,
): Promise<void> {
  const { version, cursor, epoch } = parse(WatchRequest, payload);
  core.admit(asker, 'read');
  demandVersion(version);
  core.limits.demandAnswer(asker);
  const { flavour, isWatching } = connection;
  connection.flavour = 'app';
  // What happens meanwhile comes after the reply.
  connection.isWatching = false;
  try {
    const heard = cursor === undefined || cursor === null ? null : { cursor, epoch };
    for (let since = heard; ; since = null) {
      const read = await readForWatch(core, asker.participant_id, since);
      // Its access may have been changed meanwhile.
      const { actor } = connection;
      if (!actor || connection.isShutOut) return;
      const begun = watched(core, actor, read, live);
      if (begun) return begin(core, { connection, actor, id }, begun);
    }
  } catch (error) {
    Object.assign(connection, { flavour, isWatching });
    throw error;
  }
}

function begin(core: Core, { connection, actor, id }: { connection: Connection; actor: Actor; id: string | null }, begun: Watched): void {
  connection.isWatching = true;
  connection.heardUpTo = begun.cursor;
  core.limits.answered(actor, connection.reply(id, 'ok', begun.reply));
  for (const line of begun.lines) connection.deliver(line);
  core.limits.answered(
    actor,
    begun.lines.reduce((bytes, { length }) => bytes + length, 0),
  );
}

/** Throws `update_required`. */
function demandVersion(version: number): void {
  const versions = `it speaks version ${version} of watch, and the home version ${WATCH_VERSION}`;
  if (version < WATCH_VERSION_MIN)
    throw new AppError('update_required', `This client is too old for the home: ${versions}. Update the client, or reload the page.`);
  if (version > WATCH_VERSION)
    throw new AppError('update_required', `This client is too new for the home: ${versions}. Update the home, or reload the page.`);
}

async function command(
  deps: ConversationDeps,
  connection: Connection,
  actor: Actor,
  id: string | null,
  name: CommandName,
  payload: unknown,
): Promise<void> {
  const { core, commands } = deps;
  const reply = await core.execute(commands, { actor, seat: connection }, name, withLeniency(name, payload));
  const { type, payload: answered } =
    connection.flavour === 'clawchat' ? clawChatReply(core.directory, name, reply, actor.participant_id) : { type: 'ok', payload: reply };
  core.limits.answered(actor, connection.reply(id, type, answered));
}

/** The protocol lets a bad filter pass as no filter on these two. */
function withLeniency(name: CommandName, payload: unknown): unknown {
  const isLenient = name === 'list_rooms' || name === 'list_agents';
  return isLenient && !COMMANDS[name].request.safeParse(payload).success ? {} : payload;
}
