// The messages that are being written, of connected agents and of those that the server runs. They are in memory only, as presence is.
// A stream that ends here becomes a message with the id of its stream, so a client keeps one row for both.
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { STOP_REQUESTED_EVERY_MS, STREAM_GRACE_MS, STREAM_IDLE_MS } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Stream, StreamEnd, Unfinished } from '../../../../src-shared/streams.ts';
import { currentActor } from '../access/current-reader.ts';
import type { Actor } from '../actor.ts';
import type { After } from '../clock.ts';
import type { Caller } from '../context.ts';
import type { Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';
import { newMessage } from '../messages/commands.ts';
import { has, requirePermission } from '../policy.ts';
import type { Seat } from '../presence/registry.ts';
import { placeOf, requireBytesFree, requireFree, type StreamPlace } from './place.ts';
import { OpenStream } from './stream.ts';

interface Ports {
  after: After;
  log(message: string, error: unknown): void;
}

/** How a stream becomes a message. */
export interface Ending {
  /** The whole text. Left out: the text of the stream. */
  content?: string | null | undefined;
  metadata?: unknown;
  mentions?: string[];
  choices?: string[] | null | undefined;
  file_ids?: readonly string[];
  unfinished?: Unfinished | null | undefined;
}

/** The events that can end the access of an author, or its room. */
const ENDS_ACCESS: ReadonlySet<HomeEvent['type']> = new Set([
  'member.left',
  'room.changed',
  'room.removed',
  'participant.changed',
  'participants.forgotten',
  'access.changed',
]);

export class Streams {
  readonly #core: Core;
  readonly #ports: Ports;
  readonly #open = new Map<string, OpenStream>();
  /** By room and agent, requests to stop of the last moment: the participant who asked again meanwhile. */
  readonly #asked = new Map<string, string | null>();

  constructor(core: Core, ports: Ports) {
    this.#core = core;
    this.#ports = ports;
  }

  /** Follows what happens in the home. Returns the end, which posts what is unfinished. */
  follow(): () => Promise<void> {
    const stop = this.#core.onChange(({ event, only_id }) => this.#follow(event, only_id));
    return async () => {
      stop();
      this.#asked.clear();
      await Promise.all([...this.#open.values()].map((each) => this.#cut(each, 'interrupted')));
    };
  }

  /** As their readers see them now. */
  all(): Stream[] {
    return [...this.#open.values()].map(({ shown }) => shown);
  }

  in(roomId: string): Stream[] {
    return this.all().filter(({ room_id }) => room_id === roomId);
  }

  /** Begins one, and counts it as a message. Returns its id. Throws what `send_message` would answer, and `too_many_streams`. */
  async start(caller: Caller, asked: StreamPlace): Promise<string> {
    this.#writable(caller, asked.room_id);
    const place = await placeOf(this.#core, asked);
    // Once more: it waited.
    const { room } = this.#writable(caller, asked.room_id);
    if (room.encrypted) throw new AppError('plaintext_in_encrypted_room', 'A sealed room takes no streams: the server could read them.');
    const { participant_id } = caller.actor;
    requireFree([...this.#open.values()], caller.actor, room.id);
    this.#core.posting.count(caller.actor);
    const stream = { id: newId(), room_id: room.id, author_id: participant_id, ...place, text: '', started_at: this.#core.now() };
    const open = new OpenStream({ publish: (event) => this.#publish(event), after: this.#ports.after }, caller, stream);
    this.#open.set(stream.id, open);
    this.#waitForDelta(open);
    this.#publish({ type: 'stream.started', cursor: null, stream });
    return stream.id;
  }

  /** Makes sure that the stream is the caller's, and that the caller may still write there. Throws `stream_not_found`. */
  require(caller: Caller, id: string): void {
    const open = this.#find(id);
    const { author_id, room_id } = open.shown;
    const { participant_id, grant } = caller.actor;
    const isTheirs = author_id === participant_id && (grant.room_ids?.has(room_id) ?? true);
    if (!isTheirs) throw new AppError('stream_not_found');
    this.#writable(caller, room_id);
    open.caller = caller;
    open.seat = caller.seat;
    open.cancels.grace();
  }

  /** Throws `stream_not_found`, `message_too_large` and `too_many_streams`. */
  append(id: string, text: string): void {
    const open = this.#find(id);
    requireBytesFree([...this.#open.values()], open, text);
    open.append(text);
    this.#waitForDelta(open);
  }

  /** Null: there was neither a text nor a file, and nothing was posted. Throws what `send_message` would answer, and then the stream stays. */
  async end(id: string, ending: Ending = {}): Promise<Message | null> {
    const open = this.#find(id);
    const content = ending.content ?? open.text;
    if (content.trim() === '' && !ending.file_ids?.length) {
      this.#close(open, 'discarded');
      return null;
    }
    open.flush();
    open.ending = this.#post(open, content, ending);
    try {
      const message = await open.ending;
      this.#close(open, 'posted');
      return message;
    } catch (error) {
      this.#waitForDelta(open);
      throw error;
    } finally {
      open.ending = null;
    }
  }

  discard(id: string): void {
    this.#close(this.#find(id), 'discarded');
  }

  /** Posts the text that the agent has written in the room. False: it neither wrote nor worked. Throws when no text could be posted. */
  async stop(roomId: string, agentId: string, byId: string): Promise<boolean> {
    const theirs = this.#in(roomId).filter(({ shown }) => shown.author_id === agentId);
    const { presence, approvals } = this.#core;
    const isBusy = presence.isAtWork(agentId, roomId) || approvals.isWaiting(roomId, agentId);
    if (theirs.length === 0 && !isBusy) return false;
    // First: an agent that the server runs may end its streams with more than the text.
    this.#requestStop(roomId, agentId, byId);
    const cuts = await Promise.all(theirs.map((each) => this.#cut(each, 'stopped')));
    const failed = cuts.find((cut) => cut.error !== null);
    if (failed && cuts.every(({ error }) => error !== null)) throw failed.error;
    return true;
  }

  /** Posts the texts of the room as they are. False: there are none. */
  async interruptIn(roomId: string): Promise<boolean> {
    const theirs = this.#in(roomId);
    await Promise.all(theirs.map((each) => this.#cut(each, 'interrupted')));
    return theirs.length > 0;
  }

  /** A connection of the participant began or has ended. */
  onSeat(participantId: string, seat: Seat, isThere: boolean): void {
    for (const open of this.#open.values()) {
      if (open.shown.author_id !== participantId || !open.seat) continue;
      if (isThere) this.#takeOver(open, seat);
      else if (open.seat === seat) {
        open.cancels.grace();
        open.cancels.grace = this.#ports.after(STREAM_GRACE_MS, () => void this.#cut(open, 'interrupted'));
      }
    }
  }

  /** A new connection holds the stream whose connection has ended. */
  #takeOver(open: OpenStream, seat: Seat): void {
    if (open.seat && this.#core.presence.isConnected(open.shown.author_id, open.seat)) return;
    open.seat = seat;
    open.cancels.grace();
  }

  #requestStop(room_id: string, participant_id: string, by_id: string): void {
    const key = `${room_id} ${participant_id}`;
    if (this.#asked.has(key)) return void this.#asked.set(key, by_id);
    this.#asked.set(key, null);
    this.#ports.after(STOP_REQUESTED_EVERY_MS, () => {
      const again = this.#asked.get(key) ?? null;
      this.#asked.delete(key);
      if (again !== null) this.#requestStop(room_id, participant_id, again);
    });
    this.#publish({ type: 'agent.stop_requested', cursor: null, room_id, participant_id, by_id });
  }

  #in(roomId: string): OpenStream[] {
    return [...this.#open.values()].filter(({ shown }) => shown.room_id === roomId);
  }

  /** Discards those whose author may not write there any more. */
  recheck(): void {
    for (const open of [...this.#open.values()]) if (!this.#mayWrite(open)) this.#close(open, 'discarded');
  }

  #follow(event: HomeEvent, onlyId: string | null): void {
    if (event.type === 'message.posted') {
      const open = this.#open.get(event.message.id);
      if (open) this.#close(open, 'posted');
    } else if (event.type === 'room.removed' && onlyId === null) {
      for (const open of this.#in(event.room_id)) this.#close(open, 'discarded');
    } else if (ENDS_ACCESS.has(event.type)) {
      this.recheck();
    }
  }

  #waitForDelta(open: OpenStream): void {
    open.cancels.idle();
    if (this.#open.get(open.shown.id) !== open) return;
    open.cancels.idle = this.#ports.after(STREAM_IDLE_MS, () => void this.#cut(open, 'interrupted'));
  }

  /** The end of a stream that its author does not end. An end of the author that is on the way comes first. */
  async #cut(open: OpenStream, unfinished: Unfinished): Promise<{ error: unknown }> {
    const { id } = open.shown;
    while (open.ending) await open.ending.then(nothing, nothing);
    if (this.#open.get(id) !== open) return { error: null };
    try {
      await this.end(id, { unfinished });
      return { error: null };
    } catch (error) {
      if (!(error instanceof AppError)) this.#ports.log('The text of a stream could not be posted', error);
      return { error };
    } finally {
      this.#close(open, 'discarded');
    }
  }

  /** Without its place when the message that it answers was removed meanwhile. */
  async #post(open: OpenStream, content: string, ending: Ending): Promise<Message> {
    const { reply_to, thread_id } = open.shown;
    try {
      return await this.#postAt({ reply_to, thread_id }, open, content, ending);
    } catch (error) {
      const isGone = reply_to !== null && error instanceof AppError && error.code === 'message_not_found';
      if (!isGone) throw error;
      return this.#postAt({ reply_to: null }, open, content, ending);
    }
  }

  #postAt(
    { reply_to, thread_id }: Pick<Stream, 'reply_to' | 'thread_id'>,
    open: OpenStream,
    content: string,
    { metadata, mentions = [], choices, file_ids = [], unfinished = null }: Ending,
  ): Promise<Message> {
    const { id, room_id } = open.shown;
    const actor = currentActor(this.#core.directory, this.#core.now(), open.caller.actor);
    const written = { room_id, content, reply_to, thread_id, also_in_room: false, metadata, mentions, choices, file_ids: [...file_ids] };
    // It began while agents could write: its text must not be lost.
    const begun = { id, unfinished, in_run: 'begun' as const };
    const message = { ...newMessage(this.#core, { ...open.caller, actor }, written, null), ...begun };
    return this.#core.posting.asCounted(actor, message, () => this.#core.write('postMessage', message));
  }

  /** Once: a stream that has ended stays as it is. */
  #close(open: OpenStream, outcome: StreamEnd): void {
    const { id: stream_id, room_id, author_id } = open.shown;
    if (this.#open.get(stream_id) !== open) return;
    this.#open.delete(stream_id);
    open.close();
    this.#publish({ type: 'stream.ended', cursor: null, room_id, author_id, stream_id, outcome });
  }

  #find(id: string): OpenStream {
    const open = this.#open.get(id);
    if (!open || open.ending) throw new AppError('stream_not_found');
    return open;
  }

  #mayWrite({ caller, shown }: OpenStream): boolean {
    try {
      // While a member is removed, its connection is still present.
      return this.#writable(caller, shown.room_id).members.has(shown.author_id);
    } catch {
      return false;
    }
  }

  /** With what the caller's credential allows now. */
  #writable({ actor: before, seat }: Caller, roomId: string): RoomEntry {
    const actor: Actor = currentActor(this.#core.directory, this.#core.now(), before);
    requirePermission(has(actor, 'post'), 'This key does not allow that.');
    return this.#core.openRoom({ actor, seat }, roomId);
  }

  #publish(event: HomeEvent): void {
    this.#core.publish({ only_id: null, event });
  }
}

function nothing(): void {}
