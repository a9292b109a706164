// The bridges to the desktop: `window.lanai` for the home's own page, `window.lanaiShell` for the desktop's rail and dialog. Named
// functions only: the page sees no channel and no event, and a listener gets the payload alone. Other homes have no preload.
import { contextBridge, ipcRenderer } from 'electron';
import type * as z from 'zod/mini';
import type { BRIDGE_CALLS, BRIDGE_MESSAGES, LanaiBridge } from '../../src-shared/bridge.ts';
import type { SHELL_CALLS, SHELL_MESSAGES, ShellBridge } from '../../src-shared/shell-bridge.ts';
import { callChannel, messageChannel, type CallReply } from './channels.ts';

type Calls = typeof BRIDGE_CALLS & typeof SHELL_CALLS;
type Messages = typeof BRIDGE_MESSAGES & typeof SHELL_MESSAGES;
type Arguments<C extends keyof Calls> = z.infer<Calls[C]['args']>;
type Result<C extends keyof Calls> = z.infer<Calls[C]['result']>;
type Payload<M extends keyof Messages> = z.infer<Messages[M]>;

/** Of the page; this project has no DOM types here. */
declare const location: { protocol: string };

async function call<C extends keyof Calls>(name: C, ...args: Arguments<C>): Promise<Result<C>> {
  // oxlint-disable typescript/no-unsafe-type-assertion -- main is this file's other half, and its handlers have these types
  const reply = (await ipcRenderer.invoke(callChannel(name), ...args)) as CallReply;
  if (!reply.ok) throw new Error(reply.message);
  return reply.value as Result<C>;
  // oxlint-enable typescript/no-unsafe-type-assertion
}

function listen<M extends keyof Messages>(name: M, listener: (payload: Payload<M>) => void): () => void {
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
  signIn: (ticket) => call('signIn', ticket),
  onNavigate: (listener) => listen('navigate', listener),
  onGatewayState: (listener) => listen('gatewayState', listener),
  onMenu: (listener) => listen('menu', listener),
  onSound: (listener) => listen('sound', listener),
};

const shell: ShellBridge = {
  rail: () => call('rail'),
  openHome: (id) => call('openHome', id),
  openHomeMenu: (id) => call('openHomeMenu', id),
  joinHome: () => call('joinHome'),
  question: () => call('question'),
  answer: (text) => call('answer', text),
  onRailChanged: (listener) => listen('railChanged', listener),
};

if (location.protocol === 'lanai-shell:') contextBridge.exposeInMainWorld('lanaiShell', shell);
else contextBridge.exposeInMainWorld('lanai', bridge);
