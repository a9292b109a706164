// The API that the desktop's window gives the page: `window.lanai`. Browsers do not have it.
import * as z from 'zod/mini';
import { DeviceSettings, Sound } from './notify/device.ts';

/** A port in use by another program, and the address of the home instead. */
const Moved = z.object({ port: z.number(), to: z.string() });
export type Moved = z.infer<typeof Moved>;

/** How the gateway is, as the desktop sees it. */
export const GatewayState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  /** `web` and `agents`: null on the usual port. */
  z.object({ state: z.literal('ready'), web: z.nullable(Moved), agents: z.nullable(Moved) }),
  /** It ended and is started again in `retry_ms`. */
  z.object({ state: z.literal('restarting'), retry_ms: z.number() }),
  /** It said why it cannot run; `code` is one of START_FAILURES. */
  z.object({ state: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type GatewayState = z.infer<typeof GatewayState>;

export const DesktopInfo = z.object({ version: z.string(), platform: z.string() });
export type DesktopInfo = z.infer<typeof DesktopInfo>;

/** The `lanai` command on this computer. */
export const CommandState = z.object({
  /** The path in the PATH; null when terminals do not find it. */
  found: z.nullable(z.string()),
  /** The folder for it, and whether the PATH has that folder. */
  folder: z.string(),
  is_in_path: z.boolean(),
  /** The program and its first arguments, to run it without its name. Empty when it has to be installed first. */
  call: z.array(z.string()),
});
export type CommandState = z.infer<typeof CommandState>;

/** Why the command was not installed. `path`: the file that is in the way. */
export const CommandProblem = z.object({ code: z.enum(['not_ours', 'not_written']), path: z.string() });
export type CommandProblem = z.infer<typeof CommandProblem>;

export const CommandInstalled = z.object({ state: CommandState, problem: z.nullable(CommandProblem) });
export type CommandInstalled = z.infer<typeof CommandInstalled>;

/** The keys of sealed rooms on this computer, by the room's id. `is_lasting`: they stay after the app has ended. */
export const KeptRoomKeys = z.object({ secrets: z.record(z.string(), z.string()), is_lasting: z.boolean() });
export type KeptRoomKeys = z.infer<typeof KeptRoomKeys>;
const ROOM_SECRET_CHARS_MAX = 1_000;

/** How the desktop keeps the home running. */
export const RunningState = z.object({
  /** As the system has it now; null where it cannot open this home at login. */
  opens_at_login: z.nullable(z.boolean()),
  /** A closed window leaves the home running; null without a tray icon, where it always quits. */
  outlives_window: z.nullable(z.boolean()),
  /** No sleep while other devices can reach the home. */
  stays_awake: z.boolean(),
});
export type RunningState = z.infer<typeof RunningState>;
const RunningSwitch = z.keyof(RunningState);
export type RunningSwitch = z.infer<typeof RunningSwitch>;

/** Why a switch did not change. `path`: the file or program that is in the way. */
export const RunningProblem = z.object({
  code: z.enum(['not_written', 'not_ours', 'bad_program_path', 'refused_by_system']),
  path: z.string(),
});
export type RunningProblem = z.infer<typeof RunningProblem>;

export const RunningChange = z.object({ state: RunningState, problem: z.nullable(RunningProblem) });
export type RunningChange = z.infer<typeof RunningChange>;

/**
 * `signed_in`: the program says so. `ended`: it may be signed in. `failed`: it is not. `busy`: another terminal window is open. `gone`:
 * the ticket is used or too old.
 */
export const SignInEnd = z.enum(['signed_in', 'ended', 'failed', 'busy', 'gone']);
export type SignInEnd = z.infer<typeof SignInEnd>;

const none = z.tuple([]);

/** Calls from the page to the desktop: arguments and result. */
export const BRIDGE_CALLS = {
  /** A one-time token that POST /api/session turns into the owner's session. */
  ownerToken: { args: none, result: z.string() },
  info: { args: none, result: DesktopInfo },
  /** The room on the screen, and the thread beside it, so that they do not notify; null for none. */
  showRoom: { args: z.tuple([z.nullable(z.string()), z.nullable(z.string())]), result: z.void() },
  /** The page is ready to receive navigation. */
  navigationReady: { args: none, result: z.void() },
  gatewayState: { args: none, result: GatewayState },
  /** Shows the home's folder in the system's own program for files. */
  openDataFolder: { args: none, result: z.void() },
  commandState: { args: none, result: CommandState },
  /** Puts the `lanai` command into a folder of the user's. */
  installCommand: { args: none, result: CommandInstalled },
  roomKeys: { args: none, result: KeptRoomKeys },
  /** A room and its key; null forgets it. Whether it will be there when the app starts again. */
  keepRoomKey: {
    args: z.tuple([
      z.string().check(z.minLength(1), z.maxLength(200)),
      z.nullable(z.string().check(z.minLength(1), z.maxLength(ROOM_SECRET_CHARS_MAX))),
    ]),
    result: z.boolean(),
  },
  /** How this device notifies its owner. */
  deviceSettings: { args: none, result: DeviceSettings },
  keepDeviceSettings: { args: z.tuple([DeviceSettings]), result: z.void() },
  runningState: { args: none, result: RunningState },
  /** Turns one switch on or off. */
  changeRunning: { args: z.tuple([RunningSwitch, z.boolean()]), result: RunningChange },
  /** Opens a terminal window in which the user signs in with a program, by a ticket of `prepare_sign_in`. The reply comes at its end. */
  signIn: { args: z.tuple([z.string().check(z.minLength(1), z.maxLength(200))]), result: SignInEnd },
} as const;
export type BridgeCall = keyof typeof BRIDGE_CALLS;

/** Messages from the desktop to the page. */
export const BRIDGE_MESSAGES = {
  /** A place to go to (deep-link.ts), from a notification, the tray or a lanai:// link. */
  navigate: z.object({ room_id: z.string(), seq: z.nullable(z.number()), thread_id: z.optional(z.string()) }),
  gatewayState: GatewayState,
  /** Something chosen in the application menu. */
  menu: z.enum(['new-room', 'invite', 'connect-agent', 'search', 'settings', 'toggle-sidebar', 'toggle-panel']),
  /** A notification: plays its sound. */
  sound: Sound,
} as const;
export type BridgeMessage = keyof typeof BRIDGE_MESSAGES;

/** `window.lanai`, built by the preload from the two tables. Listeners return their own end. */
export interface LanaiBridge {
  ownerToken(): Promise<string>;
  info(): Promise<DesktopInfo>;
  showRoom(roomId: string | null, threadId: string | null): Promise<void>;
  navigationReady(): Promise<void>;
  gatewayState(): Promise<GatewayState>;
  openDataFolder(): Promise<void>;
  commandState(): Promise<CommandState>;
  installCommand(): Promise<CommandInstalled>;
  roomKeys(): Promise<KeptRoomKeys>;
  keepRoomKey(roomId: string, secret: string | null): Promise<boolean>;
  deviceSettings(): Promise<DeviceSettings>;
  keepDeviceSettings(settings: DeviceSettings): Promise<void>;
  runningState(): Promise<RunningState>;
  changeRunning(name: RunningSwitch, isOn: boolean): Promise<RunningChange>;
  signIn(ticket: string): Promise<SignInEnd>;
  onNavigate(listener: (place: z.infer<typeof BRIDGE_MESSAGES.navigate>) => void): () => void;
  onGatewayState(listener: (state: GatewayState) => void): () => void;
  onMenu(listener: (item: z.infer<typeof BRIDGE_MESSAGES.menu>) => void): () => void;
  onSound(listener: (sound: Sound) => void): () => void;
}
