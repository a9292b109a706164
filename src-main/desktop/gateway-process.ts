// The two ways to run the gateway's program in a separate process. Both speak src-shared/host.ts and pass the same
// contract (gateway-host.contract.ts): the host does not know which one it drives.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { utilityProcess as ElectronUtilityProcess } from 'electron';
import { GATEWAY_NODE_FLAGS, gatewayEnvironment, type ToGateway } from '../../src-shared/host.ts';
import { PdfReaders } from './pdf-readers.ts';

export interface GatewayProcess {
  /** Does nothing once the process has ended. */
  send(message: ToGateway): void;
  kill(): void;
}

export interface GatewayProcessListener {
  onMessage(message: unknown): void;
  /** Once, also when the process could not be started at all. */
  onExit(): void;
}

export type SpawnGateway = (args: readonly string[], listener: GatewayProcessListener) => GatewayProcess;

/** Electron's own way, used in releases: it needs no Node binary, and the `runAsNode` fuse stays off. */
export function utilityGateway(utilityProcess: typeof ElectronUtilityProcess, entry: string): SpawnGateway {
  return (args, { onMessage, onExit }) => {
    const child = utilityProcess.fork(entry, [...args], { serviceName: 'Lanai home', stdio: 'inherit' });
    let hasEnded = false;
    const program = path.join(path.dirname(entry), 'pdf-reader.cjs');
    const readers = new PdfReaders({ utilityProcess, program, send: (message) => void (hasEnded || child.postMessage(message)) });
    child.on('message', (message: unknown) => void (readers.take(message) || onMessage(message)));
    child.once('exit', () => {
      hasEnded = true;
      readers.endAll();
      onExit();
    });
    return {
      send: (message) => void (hasEnded || child.postMessage(message)),
      kill: () => void (hasEnded || child.kill()),
    };
  };
}

/** With another Node, where Electron's is too old for the gateway's database. */
export function nodeGateway(node: string, entry: string): SpawnGateway {
  return (args, { onMessage, onExit }) => {
    // Its output is the owner's link, which the desktop does not need.
    const child = spawn(node, [...GATEWAY_NODE_FLAGS, entry, ...args], {
      env: gatewayEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let hasEnded = false;
    const end = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      onExit();
    };
    child.on('message', onMessage);
    child.once('exit', end);
    child.on('error', (error) => {
      console.error(`The gateway's process: ${error.message}`);
      // Only an error without a process is an end; the others are followed by `exit`.
      if (child.pid === undefined) end();
    });
    return {
      // The channel can close shortly before `exit` is emitted. The callback keeps that error from being thrown.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
