// `[--data-dir D] [--host H] [--port P] [--tcp-port P|off] [--socket PATH|off] [--clawchat] [--agent-messenger PORT] [--json]`, and the desktop's `--another-port` and `--keychain`
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from '../../src-shared/errors.ts';
import { GATEWAY_DEFAULTS } from '../../src-shared/host.ts';
import { VERSION } from '../../src-shared/version.ts';
import { LOCAL_PORTS } from './models/find-local.ts';
import type { AgentMessengerOptions, GatewayOptions } from './options.ts';

/** Of ClawChat's own server. */
const CLAWCHAT_PORT = 9229;

/** As Agent Messenger's own server has it. */
const ATTEMPTS_PER_MINUTE = 30;

export const USAGE =
  'Usage: lanai serve [--data-dir D] [--host H] [--port P] [--tcp-port P|off] [--socket PATH|off] [--clawchat] [--agent-messenger PORT] [--json]';

/** RFC 6762. */
const MDNS_PORT = 5_353;

const PORT_MAX = 65_535;

type Given = 'keychainSecret' | 'startPdfReader' | 'now' | 'after' | 'log' | 'recentLog' | 'restart' | 'restoreProblem' | 'onDeath';

export type Arguments = Omit<GatewayOptions, Given> & {
  /** The secret of the keychain comes from the parent, before the start. */
  hasKeychain: boolean;
  json: boolean;
};

/** Throws StartFailure `usage` for what is not an option or not a value of one. */
export function parseArguments(args: readonly string[], env: NodeJS.ProcessEnv): Arguments {
  const values = parseOptions(args);
  const dataDir = path.resolve(values['data-dir'] ?? env.LANAI_HOME ?? path.join(homedir(), '.lanai'));
  const lanAddresses = env.LANAI_LAN_ADDRESSES?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  // Node cannot read the archive of a packaged app. The file is beside it.
  const commandFile = path.resolve(import.meta.dirname, '../cli/lanai.cjs').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  return {
    version: VERSION,
    dataDir,
    host: values.host ?? GATEWAY_DEFAULTS.host,
    port: port('--port', values.port) ?? GATEWAY_DEFAULTS.port,
    tcpPort: values['tcp-port'] === 'off' ? null : (port('--tcp-port', values['tcp-port']) ?? GATEWAY_DEFAULTS.tcpPort),
    isAnotherPortFine: values['another-port'] ?? false,
    socket: values.socket === 'off' ? null : { path: values.socket ?? defaultSocket(dataDir), isAskedFor: values.socket !== undefined },
    // Electron cannot be run as Node: see fuses.mjs. The desktop installs its own command.
    command: process.versions.electron === undefined ? [process.execPath, commandFile] : [],
    commandFile,
    appFolder: path.resolve(import.meta.dirname, '../renderer'),
    writerProgram: path.resolve(import.meta.dirname, 'writer.cjs'),
    readerProgram: path.resolve(import.meta.dirname, 'reader.cjs'),
    searchProgram: path.resolve(import.meta.dirname, 'searcher.cjs'),
    backupProgram: path.resolve(import.meta.dirname, 'backup-worker.cjs'),
    exportProgram: path.resolve(import.meta.dirname, 'export-worker.cjs'),
    importProgram: path.resolve(import.meta.dirname, 'import-worker.cjs'),
    pdfProgram: path.resolve(import.meta.dirname, 'pdf-reader.cjs'),
    lanAddresses: lanAddresses ?? null,
    // Other programs ask on the usual port only. Another one is for tests.
    mdnsPort: port('LANAI_MDNS_PORT', env.LANAI_MDNS_PORT) ?? (lanAddresses ? null : MDNS_PORT),
    searchPath: env.PATH,
    // Another port is for tests.
    modelPorts: { ...LOCAL_PORTS, Ollama: port('LANAI_OLLAMA_PORT', env.LANAI_OLLAMA_PORT) ?? LOCAL_PORTS.Ollama },
    agentListeners: {
      folder: path.join(homedir(), '.clawchat'),
      // Another port only for a server beside ClawChat, and for tests.
      port: port('LANAI_CLAWCHAT_PORT', env.LANAI_CLAWCHAT_PORT) ?? CLAWCHAT_PORT,
      isOn: values.clawchat ?? false,
    },
    agentMessenger: agentMessengerOf(values['agent-messenger'], env),
    hasKeychain: values.keychain ?? false,
    json: values.json ?? false,
  };
}

function parseOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    'data-dir': text,
    host: text,
    port: text,
    'tcp-port': text,
    'another-port': flag,
    keychain: flag,
    socket: text,
    clawchat: flag,
    'agent-messenger': text,
    json: flag,
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new StartFailure('usage', `${error instanceof Error ? error.message : 'Unknown option.'}\n${USAGE}`, { cause: error });
  }
}

/** The variables are those of Agent Messenger's own server. */
function agentMessengerOf(value: string | undefined, env: NodeJS.ProcessEnv): AgentMessengerOptions | undefined {
  const wanted = port('--agent-messenger', value);
  if (wanted === null) return undefined;
  const secret = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const attempts = Number(env.AUTH_RATE_LIMIT ?? '');
  return {
    port: wanted,
    ...{ agent: secret('AGENT_SECRET'), jwt: secret('JWT_SECRET'), admin: secret('ADMIN_SECRET') },
    origins: (env.CORS_ALLOWED_ORIGINS ?? '').split(',').flatMap((each) => URL.parse(each.trim())?.origin ?? []),
    attemptsPerMinute: Number.isSafeInteger(attempts) && attempts > 0 ? attempts : ATTEMPTS_PER_MINUTE,
  };
}

function port(option: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > PORT_MAX)
    throw new StartFailure('usage', `${option} takes a number from 0 to ${PORT_MAX}, not "${value}".\n${USAGE}`);
  return number;
}

function defaultSocket(dataDir: string): string {
  return process.platform === 'win32'
    ? String.raw`\\.\pipe\lanai-${Buffer.from(dataDir).toString('base64url').slice(-40)}`
    : path.join(dataDir, 'lanai.sock');
}
