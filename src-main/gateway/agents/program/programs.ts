// The programs that run as agents. One process serves all rooms of its agent, and each room has its own conversation with it. With a model
// of the server, each room has its own process: a request to the model belongs to the turn in that room. A program starts with its first
// turn, and ends some time after its last.
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FoundProgram, ProgramFacts, ProgramRuns } from '../../../../src-shared/hosted-agents.ts';
import { PROGRAM_IDLE_MS } from '../../../../src-shared/limits.ts';
import type { ProviderKind } from '../../../../src-shared/providers.ts';
import type { After } from '../../domain/clock.ts';
import { unlessAborted } from '../../domain/unless-aborted.ts';
import { foldersOfUser } from '../../domain/programs/find-program.ts';
import { connect, modesOf, type RequestPermissionResponse } from './connection.ts';
import { newSecret, type Visitor } from './door/working.ts';
import { environmentFor, modelVariables } from './environment.ts';
import { ProgramFailed, SignInNeeded } from './errors.ts';
import { KNOWN_PROGRAMS } from './known.ts';
import { isFolder, placeOf } from './place.ts';
import { startProcess, type ProcessOptions } from './process.ts';
import { RunningProgram, type ConversationEvents } from './running-program.ts';
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
  /** Runs the `lanai` command. `near`: a folder in which its runtime is looked for first. Null: it cannot be run on this computer. */
  lanai(near: string): Promise<readonly [string, ...string[]] | null>;
  /** Where programs reach the server: `http://127.0.0.1:port`. */
  door(): Promise<string>;
  /** Throws `provider_not_found`. */
  kindOf(providerId: string): ProviderKind;
  after: After;
  log(message: string, error: unknown): void;
}

interface Kept {
  agentId: string;
  /** Null: it has not started yet. */
  program: RunningProgram | null;
  /** As the agent was set when the program began. */
  runs: string;
  started: Promise<RunningProgram>;
  /** Turns that need it. */
  users: number;
  cancelIdle: () => void;
}

/** A turn that needs its agent's program. */
export interface ProgramTurn {
  agentId: string;
  roomId: string;
  runs: ProgramRuns;
  signal: AbortSignal;
}

function keyOf({ agentId, roomId, runs }: ProgramTurn): string {
  return runs.model === null ? agentId : `${agentId} ${roomId}`;
}

export class Programs {
  readonly #ports: ProgramPorts;
  /** By `keyOf`: the process for the next turn. */
  readonly #kept = new Map<string, Kept>();
  /** Those that end after the turns that need them. */
  readonly #retired = new Set<Kept>();
  /** Those that may come to the door. */
  readonly #visitors = new Set<RunningProgram>();
  /** Programs that are ending. */
  readonly #ending = new Set<Promise<void>>();

  constructor(ports: ProgramPorts) {
    this.#ports = ports;
  }

  /** With a folder for each agent. */
  get folders(): string {
    return this.#ports.folders;
  }

  /** Does the work with the agent's program, which is started when it does not run. Throws ProgramFailed and SignInNeeded. */
  async during<T>(at: ProgramTurn, work: (program: RunningProgram) => Promise<T>): Promise<T> {
    const kept = this.#keptFor(at);
    kept.cancelIdle();
    kept.users += 1;
    try {
      return await work(await unlessAborted(kept.started, at.signal));
    } finally {
      kept.users -= 1;
      if (kept.users === 0 && this.#retired.has(kept)) this.#drop(kept);
      else if (kept.users === 0 && this.#kept.get(keyOf(at)) === kept)
        kept.cancelIdle = this.#ports.after(PROGRAM_IDLE_MS, () => this.#drop(kept));
    }
  }

  /** Ends the program of an agent with all that it started. Resolves once it has ended. */
  async end(agentId: string): Promise<void> {
    for (const kept of this.#all()) if (kept.agentId === agentId) this.#drop(kept);
    await Promise.all(this.#ending);
  }

  /** One that did not stop when it was asked to. */
  kill(program: RunningProgram): void {
    program.isKilled = true;
    for (const kept of this.#all()) if (kept.program === program) this.#drop(kept);
  }

  async close(): Promise<void> {
    for (const kept of this.#all()) this.#drop(kept);
    await Promise.all(this.#ending);
  }

  #all(): Kept[] {
    return [...this.#kept.values(), ...this.#retired];
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
    // A program may list its tools before it says anything.
    this.#visitors.add(program);
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
      this.#visitors.delete(program);
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

  #keptFor(at: ProgramTurn): Kept {
    const { callers: _callers, ...process } = at.runs;
    const [key, runs] = [keyOf(at), JSON.stringify(process)];
    const present = this.#kept.get(key);
    if (present?.runs === runs) return present;
    for (const each of this.#kept.values()) if (each.agentId === at.agentId && each.runs !== runs) this.#retire(each);
    const { agentId } = at;
    const started = this.#start(agentId, at.runs);
    const kept: Kept = { agentId, runs, started, program: null, users: 0, cancelIdle: () => undefined };
    this.#kept.set(key, kept);
    started.then(
      (program) => {
        kept.program = program;
        this.#visitors.add(program);
        void program.ended.then(() => {
          this.#visitors.delete(program);
          this.#forget(kept);
        });
      },
      () => this.#forget(kept),
    );
    return kept;
  }

  /** Its settings were changed: it ends after the turns that need it. */
  #retire(kept: Kept): void {
    if (kept.users === 0) return this.#drop(kept);
    this.#forget(kept);
    this.#retired.add(kept);
  }

  #forget(kept: Kept): void {
    kept.cancelIdle();
    this.#retired.delete(kept);
    for (const [key, each] of this.#kept) if (each === kept) this.#kept.delete(key);
  }

  #drop(kept: Kept): void {
    this.#forget(kept);
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
    const { version, door, kindOf, lanai } = this.#ports;
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
          { version, lanai: () => lanai(path.dirname(launch.file)) },
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
