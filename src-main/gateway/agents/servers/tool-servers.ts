// The servers of tools that agents of models use. Each turn has its own connections and processes, which end with it.
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TOOLS_LISTED_MAX, type OfferedTool, type StoredToolServer, type ToolServerRuns } from '../../../../src-shared/tool-servers.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Core } from '../../domain/core.ts';
import { findProgram, foldersOfUser } from '../../domain/programs/find-program.ts';
import type { KeyOwner, ProviderKeys } from '../../models/provider-keys.ts';
import { environmentFor } from '../program/environment.ts';
import { startProcess, type ProgramProcess } from '../program/process.ts';
import { reasonAgainstCall } from '../hosted/callers.ts';
import type { Turn } from '../hosted/turn.ts';
import type { OpenSource } from '../model/tool-source.ts';
import { ServerConnection, type ConnectionPorts, type ServerPlace } from './connection.ts';
import { sentenceOf, ServerFailed } from './failure.ts';
import { knownTools, type KnownTool } from './offered.ts';
import { ServerTools, type OpenServer } from './server-tools.ts';

export interface ToolServerPorts extends ConnectionPorts {
  keys: ProviderKeys;
  /** The folder with a folder for each program. */
  folders: string;
  searchPath: string | undefined;
  env: NodeJS.ProcessEnv;
  log(message: string, error: unknown): void;
}

export class ToolServers {
  readonly #core: Core;
  readonly #ports: ToolServerPorts;

  constructor(core: Core, ports: ToolServerPorts) {
    this.#core = core;
    this.#ports = ports;
  }

  all(): StoredToolServer[] {
    return this.#core.directory.settings.get('tool_servers');
  }

  find(id: string): StoredToolServer | null {
    return this.all().find((each) => each.id === id) ?? null;
  }

  /** Connects, lists, and ends. Throws ServerFailed and AppError. */
  async list(server: StoredToolServer, signal: AbortSignal): Promise<{ tools: OfferedTool[]; left_out: number }> {
    const opened = await this.#open(server, signal);
    try {
      const { tools, leftOut } = opened;
      const listed = tools
        .slice(0, TOOLS_LISTED_MAX)
        .map(({ name, description, readOnly }) => ({ name, description, read_only: readOnly }));
      return { tools: listed, left_out: leftOut + tools.length - listed.length };
    } finally {
      await opened.connection.close();
    }
  }

  /** A server that does not work is named in the room, and the turn continues without it. */
  readonly source: OpenSource = async (turn) => {
    const used = this.all().filter((server) => Object.hasOwn(server.agents, turn.agent.id) && mayReach(turn, server));
    if (used.length === 0) return null;
    const opened = (await Promise.all(used.map((server) => this.#openFor(turn, server)))).filter((each) => each !== null);
    const tools = new ServerTools(turn, opened, (serverId, tool) => this.#mayUseNow(turn, serverId, tool));
    if (!turn.signal.aborted) return tools;
    await tools.close();
    throw turn.signal.reason;
  };

  #mayUseNow(turn: Turn, serverId: string, tool: string): boolean {
    const server = this.find(serverId);
    return server !== null && mayReach(turn, server) && this.#mayUse(turn.agent.id, serverId, tool);
  }

  #mayUse(agentId: string, serverId: string, tool: string): boolean {
    const agents = this.find(serverId)?.agents ?? {};
    const chosen = Object.hasOwn(agents, agentId) ? agents[agentId] : [];
    return chosen === null || chosen?.includes(tool) === true;
  }

  async #openFor(turn: Turn, server: StoredToolServer): Promise<OpenServer | null> {
    try {
      const { connection, tools } = await this.#open(server, turn.signal);
      return { server, connection, tools: tools.filter(({ name }) => this.#mayUse(turn.agent.id, server.id, name)) };
    } catch (error) {
      if (turn.signal.aborted) return null;
      if (!(error instanceof ServerFailed || error instanceof AppError)) this.#ports.log('A tool server could not be opened', error);
      const output =
        error instanceof ServerFailed ? sentenceOf(error) : error instanceof AppError ? error.message : 'Something went wrong.';
      await turn.note(`Could not use the tools of ${server.name}`, { kind: 'other', outcome: 'failed', output });
      return null;
    }
  }

  async #open(
    server: StoredToolServer,
    signal: AbortSignal,
  ): Promise<{ connection: ServerConnection; tools: KnownTool[]; leftOut: number }> {
    const place = await this.#placeOf(server);
    const process = place.kind === 'command' ? place.process : null;
    try {
      const connection = await ServerConnection.open(place, this.#ports, signal);
      try {
        return { connection, ...knownTools(await connection.tools(signal)) };
      } catch (error) {
        await connection.close();
        throw error;
      }
    } catch (error) {
      await process?.stop();
      const words = process?.lastWords() ?? '';
      if (words !== '' && !signal.aborted) this.#ports.log('The program of a tool server did not start', new Error(words));
      throw error;
    }
  }

  async #placeOf(server: StoredToolServer): Promise<ServerPlace> {
    const { keys } = this.#ports;
    const owner = keyOwnerOf(server);
    if (keys.stateOf(owner) === 'locked')
      throw new AppError('tool_server_failed', 'Its key cannot be read. Enter it again in Settings → Models.');
    const key = keys.keyOf(owner);
    const { runs } = server;
    if (runs.kind === 'command') return { kind: 'command', key, process: await this.#start(server.id, runs, key) };
    const header = key === null ? {} : runs.header === null ? { authorization: `Bearer ${key}` } : { [runs.header]: key };
    return { kind: 'http', url: runs.url, headers: header, key };
  }

  async #start(id: string, runs: ToolServerRuns & { kind: 'command' }, key: string | null): Promise<ProgramProcess> {
    const { folders, searchPath, env } = this.#ports;
    const ofUser = foldersOfUser(os.homedir());
    const file = await findProgram(runs.command, { path: searchPath, platform: process.platform, ofUser });
    if (file === null) throw new ServerFailed({ why: 'missing' });
    const folder = path.join(folders, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const own = key === null || runs.key_variable === null ? {} : { [runs.key_variable]: key };
    const variables = { ...environmentFor(env, runs.variables, [path.dirname(file), ...ofUser]), ...own };
    return startProcess({ file, args: runs.args, folder, env: variables });
  }
}

/** A server that is a program has the rights of its owner's account, as an agent that is one: it works only for the same callers. */
function mayReach({ core, settings, call }: Turn, { runs }: StoredToolServer): boolean {
  return runs.kind === 'http' || reasonAgainstCall(core.directory, settings.runs, call) === null;
}

/** The key of a program is bound to its command, as that of a server is to its host. */
export function keyOwnerOf({ id, runs }: Pick<StoredToolServer, 'id' | 'runs'>): KeyOwner {
  if (runs.kind === 'http') return { id, base_url: runs.url };
  const bound = createHash('sha256')
    .update(JSON.stringify([runs.command, runs.key_variable]))
    .digest('hex')
    .slice(0, 40);
  return { id, base_url: `https://${bound}.command.invalid` };
}
