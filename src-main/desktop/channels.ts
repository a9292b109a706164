// The names of the bridges' channels. Only ipc.ts, the senders of messages and the preloads know that there are any.
import type { BridgeCall, BridgeMessage } from '../../src-shared/bridge.ts';
import type { ShellCall, ShellMessage } from '../../src-shared/shell-bridge.ts';
import type { TerminalCall, TerminalMessage } from '../../src-shared/terminal-bridge.ts';

export type CallReply = { ok: true; value: unknown } | { ok: false; message: string };

export function callChannel(name: BridgeCall | ShellCall | TerminalCall): string {
  return `lanai:call:${name}`;
}

export function messageChannel(name: BridgeMessage | ShellMessage | TerminalMessage): string {
  return `lanai:message:${name}`;
}
