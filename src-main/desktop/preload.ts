// `window.lanai`: named functions only. The page sees no channel and no event, and a listener gets the payload alone.
import { contextBridge, ipcRenderer } from 'electron';
import type * as z from 'zod/mini';
import type { BRIDGE_CALLS, BRIDGE_MESSAGES, BridgeCall, BridgeMessage, LanaiBridge } from '../../src-shared/bridge.ts';
import { callChannel, messageChannel, type CallReply } from './channels.ts';

type Arguments<C extends BridgeCall> = z.infer<(typeof BRIDGE_CALLS)[C]['args']>;
type Result<C extends BridgeCall> = z.infer<(typeof BRIDGE_CALLS)[C]['result']>;
type Payload<M extends BridgeMessage> = z.infer<(typeof BRIDGE_MESSAGES)[M]>;

async function call<C extends BridgeCall>(name: C, ...args: Arguments<C>): Promise<Result<C>> {
  // oxlint-disable typescript/no-unsafe-type-assertion -- main is this file's other half, and its handlers have these types
  const reply = (await ipcRenderer.invoke(callChannel(name), ...args)) as CallReply;
  if (!reply.ok) throw new Error(reply.message);
  return reply.value as Result<C>;
  // oxlint-enable typescript/no-unsafe-type-assertion
}

function listen<M extends BridgeMessage>(name: M, listener: (payload: Payload<M>) => void): () => void {
  const withoutEvent = (_event: unknown, payload: Payload<M>): void => listener(payload);
  ipcRenderer.on(messageChannel(name), withoutEvent);
  return () => void ipcRenderer.removeListener(messageChannel(name), withoutEvent);
}

const bridge: LanaiBridge = {
  ownerToken: () => call('ownerToken'),
  info: () => call('info'),
  showRoom: (roomId, threadId) => call('showRoom', roomId, threadId),
  navigationReady: () => call('navigationReady'),
  gatewayState: () => call('gatewayState'),
  openDataFolder: () => call('openDataFolder'),
  commandState: () => call('commandState'),
  installCommand: () => call('installCommand'),
  roomKeys: () => call('roomKeys'),
  keepRoomKey: (roomId, secret) => call('keepRoomKey', roomId, secret),
  deviceSettings: () => call('deviceSettings'),
  keepDeviceSettings: (settings) => call('keepDeviceSettings', settings),
  runningState: () => call('runningState'),
  changeRunning: (name, isOn) => call('changeRunning', name, isOn),
  onNavigate: (listener) => listen('navigate', listener),
  onGatewayState: (listener) => listen('gatewayState', listener),
  onMenu: (listener) => listen('menu', listener),
  onSound: (listener) => listen('sound', listener),
};

contextBridge.exposeInMainWorld('lanai', bridge);
