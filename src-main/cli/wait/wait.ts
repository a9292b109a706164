// Waits for a message. No message is lost or shown twice: not between two waits with a cursor file, and not when the server
// restarts.
import { afterSeconds } from '../timers.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import * as z from 'zod/mini';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { EXIT } from '../failure.ts';
import type { AgentOptions } from '../home-options.ts';
import { roomTip } from '../history.ts';
import { messageText, oneLine, type Output } from '../output.ts';
import { knownBy, type Known } from '../participants.ts';
import type { ChatMessage } from '../messages.ts';
import type { ListedRoom } from '../../../src-shared/agent-protocol/replies.ts';
import { findRoom, joinRoom } from '../rooms.ts';
import { roomSecret, sealingOf } from '../sealing.ts';
import { stayConnected } from '../session.ts';
import { createInbox, tailRoom } from '../room-tail.ts';
import { cursorFile, type CursorFile } from './cursor-file.ts';
import { createFilter, type FilterOptions } from './filter.ts';
import { createNotices } from './notices.ts';
import { findAgain, timeOf, type Place } from './place.ts';
import { createReader, type Reader } from './reader.ts';

const DAY_S = 24 * 60 * 60;
/** How long an endless wait looks for a server that is not running when the wait begins. */
const PATIENCE_MS = 15_000;

export interface WaitOptions extends AgentOptions, FilterOptions {
  loop?: boolean;
  follow?: boolean;
  drain?: boolean;
  cursorFile?: string;
  sinceSeq?: number | 'tip';
  timeout: number;
  idleTimeout: number;
  heartbeatSecs: number;
  showThinking?: boolean;
  roomKey?: string;
}

/** Resolves with the exit code. */
export async function wait(roomName: string, options: WaitOptions, output: Output): Promise<number> {
  // Before the connection: a deadline that passes meanwhile must not hide that the place cannot be kept.
  const cursor = options.cursorFile === undefined ? null : cursorFile(options.cursorFile);
  const over = new AbortController();
  const deadlines = createDeadlines(options, over);
  const isLasting = options.loop === true || options.follow === true;
  const inbox = createInbox();
  const notices = createNotices(output, options.heartbeatSecs);
  const connections = stayConnected(options, {
    isShared: false,
    onPush: (type, payload) => (notices.onPush(type, payload), inbox.put(type, payload)),
    patienceMs: isLasting ? PATIENCE_MS : 0,
    output,
    signal: over.signal,
  });
  const opener = createOpener(connections.next, roomName, over.signal);
  let reader: Reader | null = null;
  try {
    // Before the room is open and others see that this agent waits: from then on nothing can be missed.
    const { client, room, begun } = await opener.first(async (on, found) => ({
      start: await startOf(on, found, options, cursor, output),
      known: options.onlyFrom ? await knownBy(on, found.room_id, options.onlyFrom) : [],
    }));
    notices.begin(room);
    const log = createPlaceLog(room, cursor, output, begun.start);
    const { known } = begun;
    const current = readerFor(client, room, { ...options, known }, log.onShown, output, deadlines.onLife);
    reader = current;
    const onMessage = (message: ChatMessage): boolean => (log.onMessage(message), current.onMessage(message));
    const tail = { roomId: room.room_id, since: log.since, next: opener.next, begin: log.begin };
    await tailRoom({ ...tail, onMessage, onCaughtUp: () => current.onCaughtUp() }, inbox);
    return reader.exitCode;
  } catch (error) {
    if (!over.signal.aborted) throw error;
    const isEnough = reader !== null && reader.shown > 0 && options.follow !== true;
    if (reader && isEnough) return reader.exitCode;
    return deadlines.exitCode(output);
  } finally {
    deadlines.clear();
    notices.end();
    opener.close();
  }
}

function readerFor(
  client: AgentClient,
  room: ListedRoom,
  { known, ...options }: WaitOptions & { known: readonly Known[] },
  onShown: (message: ChatMessage) => void,
  output: Output,
  onLife: () => void,
): Reader {
  const sealing = sealingOf(room, roomSecret(options.roomKey, process.env));
  const show = (message: ChatMessage): void => {
    const opened = sealing.open(message);
    output.show(opened, messageText(opened));
  };
  return createReader({
    until: options.follow ? 'forever' : options.drain ? 'all' : 'first',
    verdict: createFilter(client.me.agent_id, options, known),
    show,
    showThought: (message) => {
      if (options.showThinking) output.notice(messageText(sealing.open(message)));
    },
    onShown,
    onLife,
  });
}

/** Where it begins: the cursor file's place once it has one, else what was asked for, else now. */
async function startOf(
  client: AgentClient,
  room: ListedRoom,
  { sinceSeq }: WaitOptions,
  cursor: CursorFile | null,
  output: Output,
): Promise<Place> {
  const noted = cursor?.read() ?? null;
  const wanted = noted ?? {
    seq: typeof sinceSeq === 'number' ? sinceSeq : await roomTip(client, room.room_id),
    epoch: null,
    at: 0,
  };
  const { place, tip, isPutBack } = await findAgain(client, room.room_id, wanted);
  if (isPutBack) output.notice(putBack(room, place));
  else if (wanted.seq > tip) output.notice(`#${oneLine(room.name)} only goes up to ${tip}, not ${wanted.seq}: waiting from there.`);
  // At once, so that what is said between this wait and the next is not lost when this one ends without a message.
  cursor?.write(place);
  return place;
}

function putBack(room: ListedRoom, { seq }: Place): string {
  return `The home was put back to an earlier time: going on in #${oneLine(room.name)} after message ${seq}.`;
}

/** Keeps the reader's place, in the file too, and finds it again after a restore. */
function createPlaceLog(room: ListedRoom, cursor: CursorFile | null, output: Output, start: Place) {
  let known = start;
  let isFirst = true;
  return {
    since: start.seq,
    onMessage: (message: ChatMessage): void => void (known = { ...known, seq: message.seq, at: timeOf(message) }),
    onShown: (message: ChatMessage): void => cursor?.write({ ...known, seq: message.seq, at: timeOf(message) }),
    async begin(client: AgentClient, at: number): Promise<number> {
      const wasFirst = isFirst;
      isFirst = false;
      if (wasFirst) return at;
      const { place, isPutBack } = await findAgain(client, room.room_id, known);
      if (!isPutBack) return at;
      output.notice(putBack(room, place));
      known = place;
      cursor?.write(place);
      return place.seq;
    },
  };
}

/** Connections with the room open on them and "waiting" said. */
function createOpener(nextClient: () => Promise<AgentClient>, roomName: string, signal: AbortSignal) {
  let current: AgentClient | null = null;
  let isGiven = true;
  let room: ListedRoom | null = null;
  const close = (): void => current?.close();
  signal.addEventListener('abort', close);

  /** `begin`: done before others see that this agent waits, and again on another connection when this one is lost. */
  async function open<T>(
    begin: (client: AgentClient, room: ListedRoom) => Promise<T>,
  ): Promise<{ client: AgentClient; room: ListedRoom; begun: T }> {
    for (;;) {
      const client = await nextClient();
      current = client;
      try {
        room ??= await findRoom(client, roomName);
        const begun = await begin(client, room);
        await joinRoom(client, room.room_id);
        await sayWaiting(client);
        return { client, room, begun };
      } catch (error) {
        client.close();
        if (!(error instanceof ConnectionLost)) throw error;
      }
    }
  }

  return {
    close,
    async first<T>(begin: (client: AgentClient, room: ListedRoom) => Promise<T>) {
      const opened = await open(begin);
      isGiven = false;
      return opened;
    },
    async next() {
      if (current && !isGiven) {
        isGiven = true;
        return current;
      }
      return (await open(async () => undefined)).client;
    },
  };
}

/** For users who watch. A read-only key may still wait. */
async function sayWaiting(client: AgentClient): Promise<void> {
  try {
    await client.request('set_presence', { status: 'waiting' }, z.object({ status: z.string() }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function createDeadlines({ loop, follow, timeout, idleTimeout }: WaitOptions, over: AbortController) {
  const isLasting = loop === true || follow === true;
  let why: 'timeout' | 'idle' = 'timeout';
  const end = (reason: typeof why): void => {
    why = reason;
    over.abort(new Error(reason));
  };
  const cancelLimit = isLasting ? null : afterSeconds(timeout || DAY_S, () => end('timeout'));
  const idle = idleTimeout > 0 ? (): (() => void) => afterSeconds(idleTimeout, () => end('idle')) : null;
  let cancelIdle = idle?.();
  return {
    onLife() {
      cancelIdle?.();
      cancelIdle = idle?.();
    },
    exitCode(output: Output): number {
      if (why === 'idle') return EXIT.idle;
      output.notice(`No message in ${timeout || DAY_S} s.`);
      return EXIT.failed;
    },
    clear() {
      cancelLimit?.();
      cancelIdle?.();
    },
  };
}
