// A row of the conformance table: a frame, and the required reply.
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { recordOf, type Agent, type OpenHome } from '../transports.ts';
import type { TestClock } from '../clock.ts';

/** The same few in every row: Ada and Rune have the room open, Quill is connected and in no room. */
export interface Cast {
  home: OpenHome;
  clock: TestClock;
  ada: Agent;
  rune: Agent;
  quill: Agent;
  /** Public, made by Ada. */
  room_id: string;
}

export interface Case {
  /** A sentence on what it shows. */
  that: string;
  /** The sender. Default: Ada. */
  by?: 'ada' | 'rune' | 'quill';
  /** The payload, after what has to be there before. */
  send(cast: Cast): object | string | Promise<object>;
  /** A refusal's code, or the reply's type and payload. */
  answer: ErrorCode | ((cast: Cast) => [type: string, payload: unknown]);
}

type AtLeastOne = [Case, ...Case[]];

/** Each frame in a valid, an invalid and a hostile form. */
export interface FrameCases {
  right: AtLeastOne;
  wrong: AtLeastOne;
  hostile: AtLeastOne;
}

/** Asks for something that a row needs, and gives its payload. */
export async function ask(agent: Agent, type: string, payload: unknown): Promise<Record<string, unknown>> {
  const reply = await agent.request(type, payload);
  if (reply.type === 'error') throw new Error(`${type}: ${JSON.stringify(reply.payload)}`);
  return recordOf(reply);
}

/** A separate room for a row that changes more than it says; Ada and Rune have it open. */
export async function roomOf({ ada, rune }: Cast, how: object = {}): Promise<string> {
  const { room_id } = await ask(ada, 'create_room', { name: newId(), public: true, ...how });
  for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
  return String(room_id);
}
