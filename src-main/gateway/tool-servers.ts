// The servers of tools for agents, with the connections and the keys that they need.
import path from 'node:path';
import { ToolServerCommands } from './agents/servers/commands.ts';
import { ToolServers } from './agents/servers/tool-servers.ts';
import type { Lookup } from './delivery/address.ts';
import { createGuard } from './delivery/guarded.ts';
import type { Core } from './domain/core.ts';
import { admittedAddress } from './models/base-url.ts';
import type { ProviderKeys } from './models/provider-keys.ts';
import type { GatewayOptions } from './options.ts';

export interface ToolServerParts {
  servers: ToolServers;
  commands: ToolServerCommands;
}

export function openToolServers(core: Core, options: GatewayOptions, keys: ProviderKeys, lookup: Lookup): ToolServerParts {
  const { dataDir, version, searchPath, after, log } = options;
  const guard = createGuard({ lookup, after });
  const folders = path.join(dataDir, 'tool-servers');
  const servers = new ToolServers(core, { keys, guard, folders, version, searchPath, env: process.env, after, log });
  const commands = new ToolServerCommands(core, servers, { keys, admitted: (address) => admittedAddress(address, lookup) });
  return { servers, commands };
}
