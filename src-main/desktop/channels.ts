// The names of the bridge's channels. Only ipc.ts, window-page.ts and preload.ts know that there are any.
import type { BridgeCall, BridgeMessage } from '../../src-shared/bridge.ts';

export type CallReply = { ok: true; value: unknown } | { ok: false; message: string };

export function callChannel(name: BridgeCall): string {
  return `lanai:call:${name}`;
}

export function messageChannel(name: BridgeMessage): string {
  return `lanai:message:${name}`;
}
