// The options of a gateway, and the parts it has after its start.
import type { After } from './domain/clock.ts';
import type { AddressRule } from './domain/webhooks/commands.ts';
import type { LocalPorts } from './models/find-local.ts';
import type { StartPdfReader } from './store/pdf/pdf-job.ts';
import type { StreamServer } from './transports/stream-server.ts';

export interface GatewayOptions {
  version: string;
  dataDir: string;
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** Null: off. 0 picks a free one. */
  tcpPort: number | null;
  /** When a port is in use, the home takes another port near it. Only the desktop allows this. */
  isAnotherPortFine: boolean;
  /** The path of the Unix socket or named pipe; null: off. Without `isAskedFor` the home also starts when it cannot be opened. */
  socket: { path: string; isAskedFor: boolean } | null;
  /** A program and its first arguments that run the `lanai` command on this computer; empty without such a program. */
  command: readonly string[];
  /** The file of the `lanai` command, which Node can run. */
  commandFile: string;
  /** The folder with the built app. */
  appFolder: string;
  /** The writer's program. */
  writerProgram: URL | string;
  /** The reader's program. */
  readerProgram: URL | string;
  /** The searcher's program. */
  searchProgram: URL | string;
  /** The program that makes and checks backups. */
  backupProgram: URL | string;
  /** The program that makes exports. */
  exportProgram: URL | string;
  /** The program that reads archives of other programs. */
  importProgram: URL | string;
  /** The program that reads a PDF file. */
  pdfProgram: string;
  /** Starts it. Null: with the Node of this process. */
  startPdfReader: StartPdfReader | null;
  /** Addresses that count as the local network; null: the machine's own. */
  lanAddresses: readonly string[] | null;
  /** The UDP port on which the name of this server is announced in the network; null: it is not. */
  mdnsPort: number | null;
  /** The environment's PATH, where the programs of tunnels are looked for. */
  searchPath: string | undefined;
  /** The largest size of a file. Default: FILE_BYTES_MAX. */
  fileBytesMax?: number;
  /** The free space for files. Default: as the system reports it for the data folder. */
  freeBytes?(): Promise<number>;
  /** The addresses of pages that link previews are made of. Default: public ones. Tests read pages of this computer. */
  previewAddresses?: AddressRule;
  /** The push services. Default: those of the makers of browsers, at public addresses. Tests have one on this computer. */
  pushServices?: { admits(url: URL): boolean; rule: AddressRule };
  /** The ports of model servers on this computer. Default: those that they use. Tests have others. */
  modelPorts?: LocalPorts;
  /** 32 bytes of the system's keychain, with which the keys of model providers are encrypted; null: there is none. */
  keychainSecret: Uint8Array | null;
  /** A second place where agents look for a home, and whether this run answers there whatever was switched. */
  agentListeners: { folder: string; port: number; isOn: boolean };
  /** The protocol of Agent Messenger. Left out: it is off. */
  agentMessenger?: AgentMessengerOptions | undefined;
  now(): number;
  after: After;
  log(message: string, error?: unknown): void;
  /** The newest last, without secrets. */
  recentLog(): string[];
  /** Ends this home, makes the change, and starts it again. Resolves when it has ended. */
  restart(change: () => void): Promise<void>;
  /** The error of the change that the gateway was started again for. */
  restoreProblem: string | null;
  /** Nothing can be saved any more: the process should end. */
  onDeath(error: Error): void;
}

export interface AgentMessengerOptions {
  /** Of the loopback address. 0 picks a free one. */
  port: number;
  /** The secrets of the environment; undefined: the home's own. */
  agent: string | undefined;
  jwt: string | undefined;
  admin: string | undefined;
  /** Of pages on other computers that may use it. */
  origins: readonly string[];
  /** Attempts to register and to log in, of one address. */
  attemptsPerMinute: number;
}

export interface Streams {
  tcp: StreamServer | null;
  socket: StreamServer | null;
}
