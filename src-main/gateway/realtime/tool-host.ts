// The interface through which tools act for an agent: commands, and for connected agents a wait for messages.
import type { CommandName, Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileContent, ReadOptions } from '../domain/files/read-content.ts';

/** Where an agent has read up to: a cursor of the server and its epoch. */
export interface Place {
  cursor: number;
  epoch: number;
}

export interface ToolHost {
  /** The id of the agent itself. */
  readonly me: string;
  /** Carries out a command with the rights that the agent has at this moment. Throws AppError. */
  ask<C extends CommandName>(name: C, payload: RequestInput<C>): Promise<Reply<C>>;
  /** The content of a file that the agent may read at this moment. Throws AppError. */
  readFile(fileId: string, options?: ReadOptions): Promise<FileContent>;
}

export interface WaitingHost extends ToolHost {
  now(): number;
  place(): Place;
  /** Whether this message exists and the agent wrote it. */
  wrote(roomId: string, messageId: string): Promise<boolean>;
  /** Until an approval has ended, or the time is over. */
  approvalEnd(id: string, options: WaitOptions): Promise<void>;
  /** The first messages after this place that pass, or none when the time is over. Throws AppError when the access ends. */
  messagesAfter(since: Place, passes: Passes, options: WaitOptions): Promise<Waiting>;
}

export type Passes = (message: Message) => boolean | Promise<boolean>;

export interface Waiting {
  messages: Message[];
  /**
   * `missed`: too much happened since the place, and the messages of that time are to be read room by room. `interrupted`: the server
   * ends, or the access was changed; waiting again may work.
   */
  state: 'heard' | 'missed' | 'interrupted';
  /** Where to wait from the next time. */
  place: Place;
}

export interface WaitOptions {
  timeoutMs: number;
  /** The client has given up. */
  signal: AbortSignal;
  /** Called immediately, and then periodically while no message arrives. */
  onStillWaiting(): void;
}

/** The agent that asks. */
export interface ToolCaller {
  actor: Actor;
  name: string;
  host: WaitingHost;
}
