// A protocol as the hub and a conversation know it. They hold a list of protocols and name none of them.
import type { CommandName, Reply } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Actor } from '../domain/actor.ts';
import type { PageHandshake } from '../domain/access/page-sessions.ts';
import type { Change } from '../store/interfaces/change.ts';
import type { Connection } from './connection.ts';
import type { Frame } from './frame.ts';

export interface Protocol {
  readonly name: string;
  /** Its frames that are no commands, by type. With some of them a connection begins a session of this protocol. */
  readonly accept: Readonly<Record<string, Accept>>;
  /** The payload of a command as the command takes it, where the protocol means something else by it. */
  request?(name: CommandName, payload: unknown): unknown;
  /** The reply to a command, as `reader` is sent it. */
  reply<C extends CommandName>(name: C, reply: Reply<C>, reader: Actor): { type: string; payload: unknown };
  /** The frames of a change in this protocol: none, one or several. */
  encode(change: Change): readonly Outgoing[];
  /** A connection with a session of this protocol has ended. Its participant is still present. */
  ended?(connection: Connection): void;
}

export interface Accept {
  /** It identifies the client, so some refusals end the connection. */
  readonly isEntrance: boolean;
  /** Sends its own reply, and throws AppError to refuse. */
  handle(frame: Received): void | Promise<void>;
}

export interface Received {
  connection: Connection;
  /** By which the page at the other end can prove its session; null where there is none. */
  page: PageHandshake | null;
  id: string | null;
  type: string;
  payload: unknown;
}

/** A frame that a change becomes. The hub sends it to the sessions of its protocol that may receive the change. */
export interface Outgoing {
  readonly change: Change;
  readonly to: Addressees;
  /** Not to this participant. */
  readonly except_id?: string | undefined;
  /** Called for each receiver: the bytes are made for the first one. */
  frameFor(readerId: string): Frame;
}

/** Connections that may be receivers: policy decides for each of them. */
export type Addressees =
  /** The connections of all who may see the change. */
  | { entitled: true }
  /** Those that have the room open. */
  | { room_id: string }
  /** Those of participants who need not have the room open, but must see it. */
  | { participant_ids: readonly string[]; if_sees_room: string }
  /** Those of a participant, also of one who sees the room no more. */
  | { member_id: string }
  /** Those that have a room open which this participant has open too. */
  | { near_id: string }
  | { all: true };

export function unknownFrame(type: string): AppError {
  return new AppError('invalid_payload', `Unknown command: ${type}`);
}
