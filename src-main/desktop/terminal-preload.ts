// The bridge of the terminal window: `window.lanaiTerminal`. It carries keys and output, and names no program.
import { contextBridge, ipcRenderer } from 'electron';
import type * as z from 'zod/mini';
import type { TERMINAL_CALLS, TERMINAL_MESSAGES, TerminalBridge } from '../../src-shared/terminal-bridge.ts';
import { callChannel, messageChannel, type CallReply } from './channels.ts';

type Calls = typeof TERMINAL_CALLS;
type Messages = typeof TERMINAL_MESSAGES;

async function call<C extends keyof Calls>(name: C, ...args: z.infer<Calls[C]['args']>): Promise<z.infer<Calls[C]['result']>> {
  // oxlint-disable typescript/no-unsafe-type-assertion -- main is this file's other half, and its handlers have these types
  const reply = (await ipcRenderer.invoke(callChannel(name), ...args)) as CallReply;
  if (!reply.ok) throw new Error(reply.message);
  return reply.value as z.infer<Calls[C]['result']>;
  // oxlint-enable typescript/no-unsafe-type-assertion
}

function listen<M extends keyof Messages>(name: M, listener: (payload: z.infer<Messages[M]>) => void): () => void {
  const withoutEvent = (_event: unknown, payload: z.infer<Messages[M]>): void => listener(payload);
  ipcRenderer.on(messageChannel(name), withoutEvent);
  return () => void ipcRenderer.removeListener(messageChannel(name), withoutEvent);
}

const terminal: TerminalBridge = {
  begin: (columns, rows) => call('beginTerminal', columns, rows),
  write: (text) => call('writeTerminal', text),
  resize: (columns, rows) => call('resizeTerminal', columns, rows),
  close: () => call('closeTerminal'),
  onOutput: (listener) => listen('terminalOutput', listener),
  onEnd: (listener) => listen('terminalEnd', listener),
};

contextBridge.exposeInMainWorld('lanaiTerminal', terminal);
