// Shows the events of the agent's rooms as they happen, across restarts of the server.
import { connectApp, type AppClient } from '../../../src-shared/client/app-client.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { roleOf } from '../../../src-shared/participants.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { findHome, identityOf, type AgentOptions } from '../home-options.ts';
import type { Output } from '../output.ts';
import { pickRoom } from '../rooms.ts';
import { roomSecret, sealingOf, type Opened, type Sealing } from '../sealing.ts';
import { commandTimer } from '../timers.ts';
import { agentEntrance } from './agent-entrance.ts';
import { eventText, participantText, roomOf } from './event-text.ts';

/** Goes on until the process is ended; rejects when there is no use in trying on. */
export function monitor(roomNames: readonly string[], options: AgentOptions & { roomKey?: string }, output: Output): Promise<never> {
  return new Promise((_resolve, reject) => {
    let state: Snapshot | null = null;
    const isEncrypted = (roomId: string): boolean => state?.rooms[roomId]?.room.encrypted ?? false;
    const read = createReading(roomSecret(options.roomKey, process.env), isEncrypted);
    let wanted: ReadonlySet<string> | null = null;

    const begin = (snapshot: Snapshot): void => {
      state = snapshot;
      try {
        wanted ??= wantedRooms(snapshot, roomNames);
      } catch (error) {
        giveUp(error);
      }
    };
    const join = async (): Promise<void> => {
      for (const room_id of wanted ?? []) if (state?.rooms[room_id]?.membership === null) await client.request('join_room', { room_id });
    };
    const happened = (event: HomeEvent, now: Snapshot): void => {
      const before = state ?? now;
      state = now;
      if (!isWanted(event, wanted)) return;
      const text = participantText(before, event) ?? eventText(event.type === 'room.removed' ? before : now, event, read);
      if (text !== null) output.show(opened(now, event, read), text);
    };
    // Later: the client may be in the middle of something, or not be there yet.
    const giveUp = (error: unknown): void => {
      reject(error);
      setImmediate(() => client.close());
    };

    const client: AppClient = connectApp({
      ...agentEntrance({
        target: () => findHome(options, process.env),
        identity: identityOf(options, process.env),
        onHopeless: giveUp,
      }),
      isPlaceOurs: false,
      isEndFinal: false,
      timer: commandTimer,
      onState(connection) {
        const { state: now } = connection;
        if (now === 'outdated') giveUp(new AppError('update_required', connection.message));
        if (now === 'live') join().catch(giveUp);
        if (now === 'waiting' && state) output.notice('The home does not answer; trying on.');
      },
      onSnapshot: begin,
      onEvent: happened,
      onUnknownEvent: (type) => output.notice(`The home sent an event that this version does not know: ${type}`),
    });
  });
}

/** Null: all of them. Throws Failure for a name that no room has. */
function wantedRooms({ rooms }: Snapshot, names: readonly string[]): ReadonlySet<string> | null {
  if (names.length === 0) return null;
  const listed = Object.values(rooms).map(({ room }) => ({ room_id: room.id, name: room.name }));
  return new Set(names.map((name) => pickRoom(listed, name).room_id));
}

function isWanted(event: HomeEvent, wanted: ReadonlySet<string> | null): boolean {
  // A message is shown when it is complete.
  if (event.type.startsWith('stream.')) return false;
  const roomId = roomOf(event);
  return wanted === null || roomId === null || wanted.has(roomId);
}

/** A message that was taken back has no content, sealed or not. */
function createReading(secret: string | undefined, isEncrypted: (roomId: string) => boolean): (message: Message) => Opened {
  const sealings = new Map<string, Sealing>();
  return (message) => {
    const { room_id, content, deleted_at } = message;
    if (deleted_at !== null) return { content };
    const sealing = sealings.get(room_id) ?? sealingOf({ room_id, name: room_id, encrypted: isEncrypted(room_id) }, secret);
    sealings.set(room_id, sealing);
    return sealing.read(message);
  };
}

/** With sealed texts opened, and with the author in the form of `wait` and `history`. */
function opened(state: Snapshot, event: HomeEvent, read: (message: Message) => Opened): object {
  if (event.type !== 'message.posted' && event.type !== 'message.changed') return event;
  const { message } = event;
  return { ...event, message: { ...message, ...authorOf(state, message.author_id), ...read(message) } };
}

function authorOf({ participants, me_id }: Snapshot, authorId: string): object {
  const [author, me] = [participants[authorId], participants[me_id]];
  if (!author) return {};
  const is_my_owner = me?.kind === 'agent' && me.owner_id === author.id;
  return { author_name: author.name, author_kind: author.kind, author_role: roleOf(author), is_my_owner };
}
