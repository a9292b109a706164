// Which home a command is for, and as whom: the options that nearly every command has, and what the environment says instead.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { agentIdOf } from '../../src-shared/agent-id.ts';
import { addressOf, type Address } from './address.ts';
import { holderUrl } from './holder.ts';
import { Failure, UsageError } from './failure.ts';
import { reasonOf } from '../../src-shared/reason.ts';

export interface HomeOptions {
  dataDir?: string;
  url?: string;
  key?: string;
  keyFile?: string;
  json?: boolean;
}

export interface AgentOptions extends HomeOptions {
  name?: string;
  agentId?: string;
}

export interface Identity {
  id: string;
  name: string;
}

/** Where a home answers now, and the secret to show it. */
export interface Target {
  /** The first that answers is taken. */
  addresses: readonly [Address, ...Address[]];
  key: string;
}

const DEFAULT_NAME = 'cli';
const SOCKET_FILE = 'lanai.sock';

export function withHome(command: Command): Command {
  return command
    .option('--data-dir <folder>', 'the home kept there (LANAI_HOME, or ~/.lanai)')
    .option('--url <address>', 'the home at http(s)://…, ws(s)://…, tcp://host:port or unix:/path (LANAI_URL)')
    .option('--key <secret>', "the key to connect with (LANAI_KEY, or the home's own)")
    .option('--key-file <path>', 'the file with the key')
    .option('--json', 'answer in JSON, one object a line');
}

export function withAgent(command: Command): Command {
  return withHome(command)
    .option('--name <name>', `the name to register with (LANAI_NAME, or "${DEFAULT_NAME}")`)
    .option('--agent-id <id>', 'the id to register with; left out: made from the name (LANAI_AGENT_ID)');
}

export function dataFolder({ dataDir }: Pick<HomeOptions, 'dataDir'>, env: NodeJS.ProcessEnv): string {
  return path.resolve(dataDir ?? env.LANAI_HOME ?? path.join(homedir(), '.lanai'));
}

/** An explicit option counts for more than the environment, and a data folder more than an address that only the environment names. */
export function findHome(options: HomeOptions, env: NodeJS.ProcessEnv): Target {
  const folder = dataFolder(options, env);
  const url = options.url ?? (options.dataDir === undefined ? env.LANAI_URL : undefined);
  return { addresses: url ? [addressOf(url)] : runningAddresses(folder), key: findKey(options, env, folder) };
}

/** The same name is the same agent the next time. Otherwise every command would add an agent to its owner's list. */
export function identityOf({ name, agentId }: AgentOptions, env: NodeJS.ProcessEnv): Identity {
  const chosen = (name ?? env.LANAI_NAME ?? DEFAULT_NAME).trim();
  if (chosen === '') throw new UsageError('The name is empty.');
  return { name: chosen, id: agentId ?? env.LANAI_AGENT_ID ?? agentIdOf(chosen) };
}

/** The socket in the data folder is the fastest way to the server. After a crash the file may be there without a listener. */
function runningAddresses(folder: string): Target['addresses'] {
  const url = holderUrl(folder);
  if (url === null) throw new Failure(`No home is running on ${folder}. Start one with "lanai serve" or the app.`, 'not_running');
  const socket = path.join(folder, SOCKET_FILE);
  const web = addressOf(url);
  return existsSync(socket) ? [{ kind: 'path', path: socket }, web] : [web];
}

function findKey({ key, keyFile, dataDir }: HomeOptions, env: NodeJS.ProcessEnv, folder: string): string {
  if (key !== undefined) return key;
  if (keyFile !== undefined) return readKey(keyFile);
  if (dataDir === undefined && env.LANAI_KEY) return env.LANAI_KEY;
  const own = path.join(folder, 'agent.key');
  if (!existsSync(own)) throw new Failure(`There is no key: ${own} is not there. Give one with --key-file or LANAI_KEY.`, 'not_running');
  return readKey(own);
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure(`The key in ${file} cannot be read. ${reasonOf(error)}`, undefined, { cause: error });
  }
}
