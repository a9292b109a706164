// Starts what wakes an agent: a program of this computer, or a signed request to an address.
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ProgramStart, WebhookStart } from '../../../../src-shared/agent-starts.ts';
import { environmentFor } from '../program/environment.ts';
import { isFolder, placeOf } from '../program/place.ts';
import { plainLine } from '../program/plain-line.ts';
import { startProcess, type ProgramProcess } from '../program/process.ts';
import type { After } from '../../domain/clock.ts';
import type { KnownStart } from '../../domain/directory/agent-starts.ts';
import { foldersOfUser } from '../../domain/programs/find-program.ts';

const LINE_CHARS_MAX = 200;
const OUTPUT_CHARS_MAX = 4_000;
/** How often it is asked whether the processes that a launcher left have ended. */
const CHECK_CHILDREN_MS = 1_000;

export interface StarterPorts {
  /** The folder with a folder for each agent that has none of its owner's choice. */
  folders: string;
  searchPath: string | undefined;
  env: NodeJS.ProcessEnv;
  after: After;
  /** Sends the request to the address of an agent. `reason`: a sentence. */
  call(starting: Starting, start: WebhookStart): Promise<{ ok: true } | { ok: false; reason: string }>;
}

/** `reason`: a sentence for the people of the room. `lastLine`: the last line of the program. */
export interface StartFailure {
  reason: string;
  lastLine: string | null;
}

export interface Starting {
  agentId: string;
  known: KnownStart;
  signal: AbortSignal;
}

/** Called when it is clear that the agent does not come, and when its program fails later. */
export type OnFailure = (failure: StartFailure) => void;

export class Starter {
  readonly #ports: StarterPorts;
  /** By agent. A program may run on after it has started its agent. */
  readonly #programs = new Map<string, ProgramProcess>();
  /** By agent: the end of its earlier program. */
  readonly #ending = new Map<string, Promise<void>>();

  constructor(ports: StarterPorts) {
    this.#ports = ports;
  }

  async start({ agentId, known, signal }: Starting, onFailure: OnFailure): Promise<void> {
    const { start } = known;
    if (start.kind === 'webhook') {
      const sent = await this.#ports.call({ agentId, known, signal }, start);
      return sent.ok || signal.aborted ? undefined : onFailure(withoutLine(`The request to its web address failed. ${sent.reason}`));
    }
    // Two would answer twice.
    await this.end(agentId);
    return signal.aborted ? undefined : this.#run(agentId, start, signal, onFailure);
  }

  /**
   * Resolves when the program that started the agent has ended, and the processes that it left in its group, or at the signal. One that
   * left the group is its manager's, and is not seen. Null: there is no such program.
   */
  endOf(agentId: string, signal: AbortSignal): Promise<void> | null {
    const program = this.#programs.get(agentId);
    return program ? this.#endOfAll(program, signal) : null;
  }

  async #endOfAll(program: ProgramProcess, signal: AbortSignal): Promise<void> {
    await program.ended;
    // Where processes cannot be listed, none is waited for.
    while (!signal.aborted && (await program.hasLeftChildren().catch(() => false))) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const cancel = this.#ports.after(CHECK_CHILDREN_MS, resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      cancel();
    }
  }

  /** Ends the program of an agent, with all that it started and that is still in its group. */
  async end(agentId: string): Promise<void> {
    const program = this.#programs.get(agentId);
    this.#programs.delete(agentId);
    if (program) {
      const ending: Promise<void> = program.stop().finally(() => {
        if (this.#ending.get(agentId) === ending) this.#ending.delete(agentId);
      });
      this.#ending.set(agentId, ending);
    }
    await this.#ending.get(agentId);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#programs.keys(), ...this.#ending.keys()].map((id) => this.end(id)));
  }

  async #run(agentId: string, { command, args, folder: chosen, variables }: ProgramStart, signal: AbortSignal, onFailure: OnFailure) {
    const { searchPath, env, folders } = this.#ports;
    const name = nameOf(command);
    const file = await placeOf(command, searchPath);
    if (file === null) return onFailure(withoutLine(`The program “${name}” was not found on the server's computer.`));
    // The id is the agent's own choice, and must not lead out of the folder.
    const folder = chosen ?? path.join(folders, createHash('sha256').update(agentId).digest('hex').slice(0, 32));
    if (chosen === null) await mkdir(folder, { recursive: true, mode: 0o700 });
    else if (!(await isFolder(folder))) return onFailure(withoutLine('The folder of its program is not there any more.'));
    if (signal.aborted) return undefined;
    const ownFolders = [path.dirname(file), ...foldersOfUser(os.homedir())];
    const program = startProcess({ file, args, folder, env: environmentFor(env, variables, ownFolders), keepsChildren: true });
    this.#programs.set(agentId, program);
    let output = '';
    program.output.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CHARS_MAX);
    });
    void program.ended.then((code) => {
      // One that ended in order may have handed over to another one.
      if (code === 0 || this.#programs.get(agentId) !== program) return;
      void this.end(agentId);
      const lastLine = lastLineOf(program.lastWords()) ?? lastLineOf(output);
      const reason = code === null ? `The program “${name}” could not be started.` : `The program “${name}” ended with code ${code}.`;
      onFailure({ reason, lastLine });
    });
    return undefined;
  }
}

/** For people: the program without its folder. */
function nameOf(command: ProgramStart['command']): string {
  return plainLine(command.replace(/^.*[/\\]/, ''), LINE_CHARS_MAX);
}

function withoutLine(reason: string): StartFailure {
  return { reason, lastLine: null };
}

function lastLineOf(text: string): string | null {
  const line =
    text
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1) ?? '';
  return plainLine(line, LINE_CHARS_MAX) || null;
}
