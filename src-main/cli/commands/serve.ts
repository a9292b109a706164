import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Command } from 'commander';
import { GATEWAY_NODE_FLAGS, gatewayEnvironment } from '../../../src-shared/host.ts';
import { EXIT } from '../failure.ts';
import { homeNode } from '../home-node.ts';

export function define(command: Command): void {
  command
    .option('--data-dir <folder>', 'where the home is kept (LANAI_HOME, or ~/.lanai)')
    .option('--host <address>', 'address for HTTP and TCP', '127.0.0.1')
    .option('--port <port>', 'HTTP port; 0 picks a free one', '4510')
    .option('--tcp-port <port>', 'TCP port for agents, or "off"', '4511')
    .option('--socket <path>', 'Unix socket for agents, or "off"')
    .option('--clawchat', "answer on ClawChat's port 9229 too, and place the key where its programs look")
    .option('--agent-messenger <port>', "answer Agent Messenger's clients on this port of this computer too; 0 picks a free one")
    .option('--json', 'one line of JSON when it is ready')
    .action(async () => {
      process.exitCode = await serve(command.parent?.args.slice(1) ?? []);
    });
}

/** Runs the gateway with these arguments until it ends; resolves with its exit code. */
function serve(args: readonly string[]): Promise<number> {
  const program = path.resolve(import.meta.dirname, '../gateway/main.cjs');
  return runOn(homeNode(), [...GATEWAY_NODE_FLAGS, program, ...args], { env: gatewayEnvironment(process.env), isLinked: true });
}

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** For a home: it ends when the channel to this process closes, also when this process is killed. */
  isLinked?: boolean;
  /** Where signals were waited for before. */
  signals?: Signals;
}

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface Signals {
  /** Sends it all signals: those that came before too. */
  passTo(child: ChildProcess): void;
}

/** From now on no signal ends this process: it waits until its child has shut down. Ctrl+C in a terminal reaches both, and a server accepts it twice. */
export function holdSignals(): Signals {
  const early: NodeJS.Signals[] = [];
  let target: ChildProcess | null = null;
  for (const signal of SIGNALS) process.on(signal, () => (target ? target.kill(signal) : early.push(signal)));
  return {
    passTo(child) {
      target = child;
      for (const signal of early) child.kill(signal);
    },
  };
}

/** Replaces this process with a program. Resolves with its exit code. */
export function runOn(
  node: string,
  args: readonly string[],
  { env = process.env, isLinked = false, signals = holdSignals() }: RunOptions = {},
): Promise<number> {
  const child = spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', ...(isLinked ? (['ipc'] as const) : [])] });
  signals.passTo(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? EXIT.failed));
  });
}
