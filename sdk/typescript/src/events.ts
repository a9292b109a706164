// The events of a client, and their listeners.
import type { HomeEvent, Message, Presence, Room, Task, Vote } from './protocol.ts';

export type ConnectionState =
  | { state: 'connecting' }
  /** `last_end`: the server cut the connection before, with the code `slow_reader`. */
  | { state: 'live'; last_end?: { code: string; message: string } | undefined }
  /** Not connected; tries again in `retry_ms`. */
  | { state: 'waiting'; retry_ms: number }
  /** The key or the session is not valid any more. It does not try again. */
  | { state: 'signed-out' }
  /** This version and that of the server do not fit together. It does not try again. */
  | { state: 'outdated'; message: string }
  | { state: 'closed' };

export interface Reacted {
  room_id: string;
  message_id: string;
  emoji: string;
  participant_id: string;
  /** False: it was taken back. */
  on: boolean;
}

export interface StreamChange {
  /** Of the stream, and of the message that it becomes. */
  id: string;
  room_id: string;
  author_id: string;
  state: 'started' | 'delta' | 'ended';
  /** `started`: the text so far. `delta`: what was added. */
  text: string;
}

export interface ClientEvents {
  /** A message was posted in a room of the participant, by others or by itself. Each once, in the order of `seq`, across lost connections. */
  message: Message;
  /** A message of another participant that calls this one, directly or with a group. After its `message`. */
  mention: Message;
  /** For messages that this client has seen. */
  edit: Message;
  /** For messages that this client has seen. */
  delete: Message;
  /** For messages that this client has seen. */
  reaction: Reacted;
  /** A vote was created, changed or closed. */
  vote: Vote;
  /** A task was created or changed. */
  task: Task;
  stream: StreamChange;
  presence: Presence;
  typing: { room_id: string; participant_id: string; typing: boolean };
  /** A room was created or changed, or the participant became a member. */
  room: Room;
  connection: ConnectionState;
  /** Everything else that happens, as docs/protocol.md describes it. The events above are among them. */
  event: HomeEvent;
}

export type EventName = keyof ClientEvents;
export type Listener<E extends EventName> = (value: ClientEvents[E]) => void;

export class Listeners {
  readonly #byName = new Map<EventName, Set<(value: never) => void>>();

  on<E extends EventName>(name: E, listener: Listener<E>): () => void {
    const all = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, all);
    all.add(listener);
    return () => void all.delete(listener);
  }

  emit<E extends EventName>(name: E, value: ClientEvents[E]): void {
    for (const listener of [...(this.#byName.get(name) ?? [])]) {
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `on` keeps a listener under the name of its value
        (listener as Listener<E>)(value);
      } catch (error) {
        // A fault of a listener is not one of the connection: it is reported as any uncaught error.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** What a change in the server is to listeners. Messages are not among them: they come from the feed. */
export function tell(listeners: Listeners, event: HomeEvent): void {
  switch (event.type) {
    case 'vote.created':
    case 'vote.changed':
    case 'vote.closed':
      return listeners.emit('vote', event.vote);
    case 'task.assigned':
    case 'task.changed':
      return listeners.emit('task', event.task);
    case 'presence.changed':
      return listeners.emit('presence', event.presence);
    case 'typing.changed':
      return listeners.emit('typing', { room_id: event.room_id, participant_id: event.participant_id, typing: event.typing });
    case 'room.created':
    case 'room.changed':
    case 'member.joined':
      return listeners.emit('room', event.room);
    case 'stream.started': {
      const { id, room_id, author_id, text } = event.stream;
      return listeners.emit('stream', { id, room_id, author_id, state: 'started', text });
    }
    case 'stream.delta': {
      const { stream_id, room_id, author_id, text } = event;
      return listeners.emit('stream', { id: stream_id, room_id, author_id, state: 'delta', text });
    }
    case 'stream.ended': {
      const { stream_id, room_id, author_id } = event;
      return listeners.emit('stream', { id: stream_id, room_id, author_id, state: 'ended', text: '' });
    }
    default:
  }
}

/** Before it is kept: the feed passes it on later, where nothing reads a frame any more. */
export function requireMessage({ id, room_id, seq, mentions }: Partial<Message>): void {
  const isMessage = typeof id === 'string' && typeof room_id === 'string' && Number.isInteger(seq) && Array.isArray(mentions);
  if (!isMessage) throw new TypeError('That is no message.');
}

export function isOver(state: ConnectionState['state']): boolean {
  return state === 'closed' || state === 'signed-out' || state === 'outdated';
}
