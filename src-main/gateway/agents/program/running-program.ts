// One process of a program that runs as an agent, with its conversations.
import type { Connection, ProgramEvents, SessionPlace } from './connection.ts';
import { secretIn, type Visitor, type WorkingTurn } from './door/working.ts';
import type { ProgramProcess } from './process.ts';
import { toolServers } from './tools-way.ts';

/** The events of one conversation. */
export type ConversationEvents = Pick<ProgramEvents, 'onPermission'> & { onUpdate(update: Parameters<ProgramEvents['onUpdate']>[1]): void };

export interface RunningParts extends Pick<Visitor, 'secret' | 'model'> {
  connection: Connection;
  folder: string;
  process: ProgramProcess;
  events: Map<string, ConversationEvents>;
  door: () => Promise<string>;
}

export class RunningProgram implements Visitor {
  readonly connection: Connection;
  readonly secret: string;
  readonly model: Visitor['model'];
  readonly working = new Map<string, WorkingTurn>();
  /** It did not stop when it was asked to, in one of its rooms. */
  isKilled = false;
  readonly #folder: string;
  readonly #process: ProgramProcess;
  readonly #door: RunningParts['door'];
  /** By conversation. An event of another one is ignored. */
  readonly events: Map<string, ConversationEvents>;
  /** The conversations of this process, by room. */
  readonly conversations = new Map<string, string>();

  constructor({ connection, folder, process, events, secret, model, door }: RunningParts) {
    this.connection = connection;
    this.secret = secret;
    this.model = model;
    this.#folder = folder;
    this.#process = process;
    this.events = events;
    this.#door = door;
  }

  /** Of the conversation in a room: its folder, and the tools of Lanai. */
  async placeIn(roomId: string): Promise<SessionPlace> {
    if (!this.connection.takesTools) return { folder: this.#folder, tools: [] };
    const url = `${await this.#door()}/rooms/${roomId}/mcp`;
    return { folder: this.#folder, tools: toolServers(this.connection.tools, { url, secret: secretIn(this, roomId) }) };
  }

  get ended(): Promise<number | null> {
    return this.#process.ended;
  }

  lastWords(): string {
    return this.#process.lastWords();
  }

  async stop(): Promise<void> {
    this.connection.close();
    await this.#process.stop();
  }
}
