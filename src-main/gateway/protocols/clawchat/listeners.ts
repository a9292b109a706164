// `--clawchat`: a further TCP port and socket that speak the same protocol, where programs written for ClawChat look for
// them, and this home's agent key where they look for theirs.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { AgentListeners } from '../../../../src-shared/agent-listeners.ts';
import { AppError, StartFailure } from '../../../../src-shared/errors.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { requirePermission, mayAdminister, mayKeepHome } from '../../domain/policy.ts';
import { KEY_FILE, placeKey, removeKey, type PlacedKey } from './key-file.ts';
import { identifyPortOwner, type PortOwner } from './port-owner.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';

const HOST = '127.0.0.1';
const SOCKET_FILE = 'clawchat.sock';

interface Listener {
  readonly address: string;
  close(): Promise<void>;
}

export interface ListenersOptions {
  core: Core;
  /** `~/.clawchat`. */
  folder: string;
  port: number;
  /** The file with the home's agent key. */
  keyFile: string;
  log(message: string, error: unknown): void;
}

interface Open {
  tcp: Listener;
  socket: Listener | null;
  key: PlacedKey;
  problems: string[];
}

type Listen = (address: { host: string; port: number } | { path: string }) => Promise<Listener>;

export class ClawChatListeners {
  readonly #options: ListenersOptions;
  #listen: Listen = () => Promise.reject(new AppError('internal_error', 'The home is starting. Try again in a second.'));
  #open: Open | null = null;
  #problem: string | null = null;
  /** Of the key that was placed, by which it is known again. */
  #placedHash: string | null = null;
  /** One switch after the other, however fast they are asked for. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ListenersOptions) {
    this.#options = options;
  }

  state(): AgentListeners {
    const { tcp, socket, key, problems = [] } = this.#open ?? {};
    return {
      is_on: this.#open !== null || this.#kept().is_on,
      tcp: tcp?.address ?? null,
      socket: socket?.address ?? null,
      key_file: key?.file ?? null,
      problems: this.#problem === null ? problems : [this.#problem],
    };
  }

  commands(): Pick<Commands, 'get_clawchat' | 'set_clawchat'> {
    const { directory } = this.#options.core;
    return {
      get_clawchat: ({ actor }) => {
        requirePermission(mayAdminister(directory, actor));
        return this.state();
      },
      set_clawchat: ({ actor }, { is_on }) => {
        // It writes into the folder of the account that the home runs on.
        requirePermission(mayKeepHome(directory, actor), 'Only the owner can do that.');
        return this.switchTo(is_on);
      },
    };
  }

  /** As it was when the home last ran. `isAsked`: for this run, and then a port that is taken ends the start. */
  async start(listen: Listen, isAsked: boolean): Promise<void> {
    this.#listen = listen;
    if (!isAsked && !this.#kept().is_on) return;
    try {
      await this.#openListeners();
    } catch (error) {
      if (isAsked) throw error;
      this.#problem = reasonOf(error);
      this.#options.log('The home does not answer programs for ClawChat', error);
    }
  }

  switchTo(isOn: boolean): Promise<AgentListeners> {
    const done = this.#turn.then(() => (isOn ? this.#switchOn() : this.#switchOff()));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** The home's agent key was changed. */
  placeKeyAgain(): void {
    if (this.#open) this.#open.key = this.#place(this.#open.problems);
  }

  async close(): Promise<void> {
    await this.#closeListeners();
    const { is_on, placed_hash } = this.#kept();
    if (!is_on) removeKey(this.#options.folder, placed_hash ?? this.#placedHash);
  }

  async #switchOn(): Promise<AgentListeners> {
    try {
      await this.#openListeners();
    } catch (error) {
      throw error instanceof StartFailure ? new AppError('port_taken', error.message, { cause: error }) : error;
    }
    await this.#keep(true);
    return this.state();
  }

  async #switchOff(): Promise<AgentListeners> {
    await this.#closeListeners();
    removeKey(this.#options.folder, this.#placedHash ?? this.#kept().placed_hash);
    this.#placedHash = null;
    await this.#keep(false);
    return this.state();
  }

  async #openListeners(): Promise<void> {
    if (this.#open) return;
    const { port } = this.#options;
    const tcp = await this.#listen({ host: HOST, port }).catch(async (error: unknown) => {
      const isTaken = error instanceof StartFailure && error.code === 'port_taken';
      if (!isTaken) throw error;
      throw new StartFailure('port_taken', portTaken(`${HOST}:${port}`, await identifyPortOwner(HOST, port)), { cause: error });
    });
    this.#problem = null;
    const problems: string[] = [];
    const socket = await this.#openSocket(problems);
    this.#open = { tcp, socket, key: this.#place(problems), problems };
  }

  async #openSocket(problems: string[]): Promise<Listener | null> {
    if (process.platform === 'win32') return null;
    const file = path.join(this.#options.folder, SOCKET_FILE);
    if (await isAnswered(file)) {
      problems.push(`Another program listens on ${file}, so this home does not.`);
      return null;
    }
    try {
      mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
      return await this.#listen({ path: file });
    } catch (error) {
      problems.push(`${file} cannot be listened on.`);
      this.#options.log('No socket for programs for ClawChat', error);
      return null;
    }
  }

  #place(problems: string[]): PlacedKey {
    const { folder, keyFile, log } = this.#options;
    const before = this.#placedHash ?? this.#kept().placed_hash;
    try {
      const placed = placeKey(folder, readFileSync(keyFile, 'utf8').trim(), before);
      this.#placedHash = placed.hash;
      if (placed.file === null)
        problems.push(
          `The key in ${path.join(folder, KEY_FILE)} is another's and was left as it is: move it away, or give programs the key of this home.`,
        );
      return placed;
    } catch (error) {
      problems.push(`The key could not be placed in ${folder}.`);
      log('The key could not be placed for programs for ClawChat', error);
      return { file: null, hash: before };
    }
  }

  async #closeListeners(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    this.#problem = null;
    await Promise.all([open?.tcp.close(), open?.socket?.close()]);
  }

  #kept(): { is_on: boolean; placed_hash: string | null } {
    return this.#options.core.directory.settings.get('agent_listeners');
  }

  #keep(is_on: boolean): Promise<void> {
    return this.#options.core.write('setAgentListeners', { is_on, placed_hash: this.#placedHash });
  }
}

/** Whether a program listens on this socket. The file alone does not show it. */
function isAnswered(file: string): Promise<boolean> {
  if (!existsSync(file)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(file);
    const end = (isOpen: boolean) => () => (socket.destroy(), resolve(isOpen));
    socket.once('connect', end(true)).once('error', end(false));
  });
}

/** The error text: the program that has the port, and the remedy. */
function portTaken(where: string, owner: PortOwner): string {
  const [program, remedy] = SENTENCES[owner];
  return `${where} is taken by ${program}. ${remedy}, and switch this on again.`;
}

const SENTENCES: Record<PortOwner, [program: string, remedy: string]> = {
  lanai: ['another Lanai, where programs for ClawChat find that home', 'Switch it off in the settings of that one, or quit it'],
  'other server': ['ClawChat itself', 'Stop that'],
  inspector: ["a program under Node's inspector, which uses the same port", 'End that program, or start it with --inspect=9230'],
  unknown: ["another program, and it is neither ClawChat nor Node's inspector", 'Stop that'],
};
