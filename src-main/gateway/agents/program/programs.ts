// The programs that run as agents. One process serves all rooms of its agent, and each room has its own conversation with it. A program
// starts with its first turn, and ends some time after its last.
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FoundProgram, ProgramFacts, ProgramRuns } from '../../../../src-shared/hosted-agents.ts';
import { PROGRAM_IDLE_MS } from '../../../../src-shared/limits.ts';
import type { ProviderKind } from '../../../../src-shared/providers.ts';
import type { After } from '../../domain/clock.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import { foldersOfUser } from '../../domain/programs/find-program.ts';
import { connect, modesOf, type Connection, type ProgramEvents, type RequestPermissionResponse, type SessionPlace } from './connection.ts';
import { newSecret, type Visitor, type WorkingTurn } from './door/working.ts';
import { environmentFor, modelVariables } from './environment.ts';
import { ProgramFailed, SignInNeeded } from './errors.ts';
import { KNOWN_PROGRAMS } from './known.ts';
import { isFolder, placeOf } from './place.ts';
import { startProcess, type ProcessOptions, type ProgramProcess } from './process.ts';
import { commandFor, waysOf, type SignInCommand } from './sign-in.ts';

/** Some load for several seconds. */
const START_MS = 60_000;
const ASKED_NOTHING: RequestPermissionResponse = { outcome: { outcome: 'cancelled' } };

export interface ProgramPorts {
  /** The folder with a folder for each agent that has none of its owner's choice. */
  folders: string;
  version: string;
  searchPath: string | undefined;
  env: NodeJS.ProcessEnv;
  /** Where programs reach the server: `http://127.0.0.1:port`. */
  door(): Promise<string>;
  /** Throws `provider_not_found`. */
  kindOf(providerId: string): ProviderKind;
  after: After;
  log(message: string, error: unknown): void;
}

/** The events of one conversation. */
export type ConversationEvents = Pick<ProgramEvents, 'onPermission'> & { onUpdate(update: Parameters<ProgramEvents['onUpdate']>[1]): void };

interface RunningParts extends Pick<Visitor, 'secret' | 'model'> {
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
    return { folder: this.#folder, tools: [{ name: 'lanai', url, secret: this.secret }] };
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

interface Kept {
  /** As the agent was set when the program began. */
  runs: string;
  started: Promise<RunningProgram>;
  /** Turns that need it. */
  users: number;
  isRetired: boolean;
  cancelIdle: () => void;
}

export class Programs {
  readonly #ports: ProgramPorts;
  /** By agent. */
  readonly #kept = new Map<string, Kept>();
  /** Those that may come to the door. */
  readonly #visitors = new Set<RunningProgram>();
  /** Programs that are ending. */
  readonly #ending = new Set<Promise<void>>();

  constructor(ports: ProgramPorts) {
    this.#ports = ports;
  }

  /** Does the work with the agent's program, which is started when it does not run. Throws ProgramFailed and SignInNeeded. */
  async during<T>(agentId: string, runs: ProgramRuns, signal: AbortSignal, work: (program: RunningProgram) => Promise<T>): Promise<T> {
    const kept = this.#keptFor(agentId, runs);
    kept.cancelIdle();
    kept.users += 1;
    try {
      return await work(await unlessAborted(kept.started, signal));
    } finally {
      kept.users -= 1;
      const isKept = this.#kept.get(agentId) === kept;
      if (kept.users === 0 && kept.isRetired) this.#drop(agentId, kept);
      else if (kept.users === 0 && isKept) kept.cancelIdle = this.#ports.after(PROGRAM_IDLE_MS, () => this.#drop(agentId, kept));
    }
  }

  /** Ends the program of an agent with all that it started. Resolves once it has ended. */
  async end(agentId: string): Promise<void> {
    const kept = this.#kept.get(agentId);
    if (kept) this.#drop(agentId, kept);
    await Promise.all(this.#ending);
  }

  async close(): Promise<void> {
    for (const [agentId, kept] of this.#kept) this.#drop(agentId, kept);
    await Promise.all(this.#ending);
  }

  visitors(): Iterable<Visitor> {
    return this.#visitors;
  }

  /** Those of this computer that Lanai knows. */
  async find(): Promise<FoundProgram[]> {
    const found = await Promise.all(KNOWN_PROGRAMS.map(async (each) => ((await this.#place(each.command)) === null ? [] : [each])));
    return found.flat();
  }

  /** Starts the program, asks it who it is, and ends it. Throws ProgramFailed. */
  async try(runs: ProgramRuns): Promise<ProgramFacts> {
    const program = await this.#start('trial', runs);
    try {
      const { facts, startedAs } = program.connection;
      const known = { ...facts, sign_in: waysOf(runs, startedAs).map(({ id, name }) => ({ id, name })) };
      try {
        const session = await this.within(program.connection.newSession(await program.placeIn('trial')));
        return { ...known, modes: modesOf(session) };
      } catch (error) {
        if (error instanceof SignInNeeded) return { ...known, needs_sign_in: true };
        throw error;
      }
    } finally {
      await program.stop();
    }
  }

  /** The command that signs in in that way. Throws ProgramFailed. */
  async signInCommand(runs: ProgramRuns, way: string): Promise<SignInCommand> {
    const program = await this.#start('trial', runs);
    await program.stop();
    const found = waysOf(runs, program.connection.startedAs).find(({ id }) => id === way);
    if (!found) throw new ProgramFailed({ why: 'no way' });
    return commandFor(found, await this.#launch('trial', runs), (command) => this.#place(command));
  }

  #keptFor(agentId: string, programRuns: ProgramRuns): Kept {
    const { callers: _callers, ...process } = programRuns;
    const runs = JSON.stringify(process);
    const present = this.#kept.get(agentId);
    if (present?.runs === runs) return present;
    if (present) this.#retire(agentId, present);
    const kept: Kept = { runs, started: this.#start(agentId, programRuns), users: 0, isRetired: false, cancelIdle: () => undefined };
    this.#kept.set(agentId, kept);
    const forget = (): void => {
      kept.cancelIdle();
      if (this.#kept.get(agentId) === kept) this.#kept.delete(agentId);
    };
    kept.started.then((program) => {
      this.#visitors.add(program);
      void program.ended.then(() => {
        this.#visitors.delete(program);
        forget();
      });
    }, forget);
    return kept;
  }

  /** Its settings were changed: it ends after the turns that need it. */
  #retire(agentId: string, kept: Kept): void {
    if (kept.users === 0) return this.#drop(agentId, kept);
    kept.isRetired = true;
    this.#kept.delete(agentId);
  }

  #drop(agentId: string, kept: Kept): void {
    kept.cancelIdle();
    if (this.#kept.get(agentId) === kept) this.#kept.delete(agentId);
    const end = kept.started
      .then((program) => {
        this.#visitors.delete(program);
        return program.stop();
      })
      // It did not start.
      .catch(() => undefined)
      .finally(() => this.#ending.delete(end));
    this.#ending.add(end);
  }

  async #launch(agentId: string, { command, args, folder: chosen, variables }: ProgramRuns): Promise<ProcessOptions> {
    const { folders, env } = this.#ports;
    const file = await this.#place(command);
    if (file === null) throw new ProgramFailed({ why: 'missing' });
    const folder = chosen ?? path.join(folders, agentId);
    if (chosen === null) await mkdir(folder, { recursive: true, mode: 0o700 });
    else if (!(await isFolder(folder))) throw new ProgramFailed({ why: 'no folder' });
    const ownFolders = [path.dirname(file), ...foldersOfUser(os.homedir())];
    return { file, args, folder, env: environmentFor(env, variables, ownFolders) };
  }

  async #start(agentId: string, runs: ProgramRuns): Promise<RunningProgram> {
    const { version, door, kindOf } = this.#ports;
    const { folder, env, ...launch } = await this.#launch(agentId, runs);
    const { model } = runs;
    const events = new Map<string, ConversationEvents>();
    const secret = newSecret();
    const kind = model && kindOf(model.provider_id);
    const ofModel = model && kind && modelVariables(kind, { origin: await door(), secret, model: model.model });
    const process = startProcess({ ...launch, folder, env: { ...env, ...ofModel } });
    try {
      const connection = await this.within(
        connect(
          process,
          {
            onUpdate: (id, update) => events.get(id)?.onUpdate(update),
            onPermission: async (request, signal) => (await events.get(request.sessionId)?.onPermission(request, signal)) ?? ASKED_NOTHING,
          },
          version,
        ),
      );
      if (kind) await this.within(connection.useKey(kind));
      return new RunningProgram({ connection, folder, process, events, secret, model, door });
    } catch (error) {
      const words = process.lastWords() || 'It wrote nothing.';
      await process.stop();
      this.#ports.log('A program for an agent did not start', new Error(words, { cause: error }));
      throw error;
    }
  }

  #place(command: string): Promise<string | null> {
    return placeOf(command, this.#ports.searchPath);
  }

  /** Throws ProgramFailed when there is no answer in time. */
  async within<T>(work: Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = this.#ports.after(START_MS, () => reject(new ProgramFailed({ why: 'silent' })));
    try {
      return await Promise.race([work, late]);
    } finally {
      cancel();
    }
  }
}
