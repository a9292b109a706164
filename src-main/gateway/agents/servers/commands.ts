// The servers of tools: for the owner and admins. A request can bring a key, and no reply has one.
import type { TOOL_SERVER_COMMANDS } from '../../../../src-shared/commands/tool-servers.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { foldedName } from '../../../../src-shared/text/names.ts';
import { TOOL_SERVERS_MAX, type StoredToolServer, type ToolServer, type ToolServerRuns } from '../../../../src-shared/tool-servers.ts';
import type { Actor } from '../../domain/actor.ts';
import { managedAgent } from '../../domain/agents/commands.ts';
import type { Commands, Context, Core } from '../../domain/core.ts';
import { InFlightCounter } from '../../domain/in-flight.ts';
import { mayAdminister, mayKeepHome, mayRunPrograms, OWNERS_COMPUTER_ONLY, requirePermission } from '../../domain/policy.ts';
import type { admittedAddress } from '../../models/base-url.ts';
import type { ProviderKeys } from '../../models/provider-keys.ts';
import { sentenceOf, ServerFailed } from './failure.ts';
import { keyOwnerOf, type ToolServers } from './tool-servers.ts';

/** Servers that one person tries at the same time. */
const AT_ONCE_MAX = 4;

export interface ToolServerCommandPorts {
  keys: ProviderKeys;
  admitted: (address: string) => ReturnType<typeof admittedAddress>;
}

export class ToolServerCommands {
  readonly #core: Core;
  readonly #servers: ToolServers;
  readonly #ports: ToolServerCommandPorts;
  readonly #underWay = new InFlightCounter();
  readonly #closing = new AbortController();
  /** One change after another: each replaces the whole list. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(core: Core, servers: ToolServers, ports: ToolServerCommandPorts) {
    this.#core = core;
    this.#servers = servers;
    this.#ports = ports;
  }

  /** Ends requests that are under way. */
  close(): void {
    this.#closing.abort();
  }

  commands(): Pick<Commands, keyof typeof TOOL_SERVER_COMMANDS> {
    const { keys } = this.#ports;
    return {
      list_tool_servers: (context) => {
        this.#requireAdmin(context.actor);
        return { servers: this.#servers.all().map((each) => this.#shown(each)), keys_kept: keys.kept };
      },

      add_tool_server: async (context, { name, runs, key }) => {
        const server = { id: newId(), name, runs: await this.#admitted(context, runs), agents: {}, created_at: this.#core.now() };
        this.#noteAudit(server);
        // Before the server: one without its key would look like one that needs none.
        if (key) keys.keep(keyOwnerOf(server), key);
        await this.#change((all) => {
          if (all.length >= TOOL_SERVERS_MAX)
            throw new AppError('access_denied', `There are ${TOOL_SERVERS_MAX} tool servers already. Remove one first.`);
          refuseTakenName(all, server);
          return [...all, server];
        }).catch((error: unknown) => {
          keys.forgetIfPossible(server.id);
          throw error;
        });
        return this.#shown(server);
      },

      update_tool_server: async (context, { server_id, name, runs, key }) => {
        this.#requireAdmin(context.actor);
        this.#requireCommand(context.actor, this.#require(server_id).runs);
        const next = runs && (await this.#admitted(context, runs));
        await this.#change((all) => {
          const before = this.#require(server_id);
          const after = { ...before, ...(name !== undefined && { name }), ...(next && { runs: next }) };
          refuseTakenName(all, after);
          this.#noteAudit(after);
          return all.map((each) => (each.id === server_id ? after : each));
        });
        const after = this.#require(server_id);
        if (key) keys.keep(keyOwnerOf(after), key);
        else if (key === null || keys.stateOf(keyOwnerOf(after)) === 'none') keys.forget(server_id);
        return this.#shown(after);
      },

      remove_tool_server: async ({ actor }, { server_id }) => {
        this.#requireAdmin(actor);
        this.#noteAudit(this.#require(server_id));
        await this.#change((all) => all.filter(({ id }) => id !== server_id));
        keys.forgetIfPossible(server_id);
        return {};
      },

      list_server_tools: (context, { server_id }) =>
        this.#asking(context, async (signal) => this.#servers.list(this.#require(server_id), signal)),

      set_agent_tools: async ({ actor }, { server_id, participant_id, tools }) => {
        this.#requireAdmin(actor);
        const { id } = managedAgent(this.#core, actor, participant_id);
        const isUsed = tools === null || tools.length > 0;
        if (isUsed && this.#core.directory.hostedAgents.find(id)?.runs.kind !== 'model')
          throw new AppError('invalid_payload', 'Only an agent that a model speaks for uses tool servers.');
        if (isUsed && this.#require(server_id).runs.kind === 'command')
          requirePermission(
            mayKeepHome(this.#core.directory, actor),
            'Only the owner lets an agent use a program of the server’s computer.',
          );
        const { name } = this.#require(server_id);
        this.#core.auditing.note({ facts: { name, tools: tools === null ? 'all' : tools.length } });
        await this.#change((all) => {
          this.#require(server_id);
          return all.map((each) => (each.id === server_id ? { ...each, agents: this.#chosen(each, id, tools) } : each));
        });
        return this.#shown(this.#require(server_id));
      },
    };
  }

  /** Without agents that are gone. */
  #chosen({ agents }: StoredToolServer, agentId: string, tools: string[] | null): StoredToolServer['agents'] {
    const { hostedAgents } = this.#core.directory;
    const others = Object.entries(agents).filter(([id]) => id !== agentId && hostedAgents.find(id) !== null);
    const isUsed = tools === null || tools.length > 0;
    return Object.fromEntries([...others, ...(isUsed ? [[agentId, tools] as const] : [])]);
  }

  #change(next: (all: StoredToolServer[]) => StoredToolServer[]): Promise<void> {
    const work = this.#changes.then(() => this.#core.write('keepToolServers', { servers: next(this.#servers.all()) }));
    this.#changes = work.catch(() => undefined);
    return work;
  }

  /** Work that waits for another server. */
  async #asking<T>({ actor }: Context, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#requireAdmin(actor);
    const { participant_id } = actor;
    if (this.#underWay.of(participant_id) >= AT_ONCE_MAX) throw new AppError('rate_limit_commands');
    try {
      const result = await this.#underWay.during(participant_id, () => work(this.#closing.signal));
      this.#requireAdmin(this.#core.readerNow(actor));
      return result;
    } catch (error) {
      throw error instanceof ServerFailed ? new AppError('tool_server_failed', sentenceOf(error), { cause: error }) : error;
    }
  }

  /** The way to it in its kept form, when the actor may still use it after the look-up of its name. */
  async #admitted({ actor }: Context, runs: ToolServerRuns): Promise<ToolServerRuns> {
    this.#requireAdmin(actor);
    this.#requireCommand(actor, runs);
    if (runs.kind === 'command') return runs;
    const url = await this.#ports.admitted(runs.url);
    this.#requireAdmin(this.#core.readerNow(actor));
    return { ...runs, url };
  }

  #requireAdmin(actor: Actor): void {
    requirePermission(mayAdminister(this.#core.directory, actor), 'Only the owner or an admin can do that.');
  }

  /** It runs with the rights of the owner's account on this computer. */
  #requireCommand(actor: Actor, { kind }: ToolServerRuns): void {
    if (kind === 'command') requirePermission(mayRunPrograms(this.#core.directory, actor), OWNERS_COMPUTER_ONLY);
  }

  #require(id: string): StoredToolServer {
    const server = this.#servers.find(id);
    if (!server) throw new AppError('tool_server_not_found');
    return server;
  }

  #noteAudit({ name, runs }: StoredToolServer): void {
    this.#core.auditing.note({ facts: { name, ...(runs.kind === 'http' ? { url: runs.url } : { command: runs.command }) } });
  }

  #shown(server: StoredToolServer): ToolServer {
    return { ...server, key_state: this.#ports.keys.stateOf(keyOwnerOf(server)) };
  }
}

/** Its tools begin with its name, and the room reads it. */
function refuseTakenName(all: readonly StoredToolServer[], { id, name }: StoredToolServer): void {
  if (all.some((each) => each.id !== id && foldedName(each.name) === foldedName(name)))
    throw new AppError('name_taken', 'Another tool server has that name. Choose another one.');
}
