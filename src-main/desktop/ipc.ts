// The single entry for a page's calls to the desktop: checks the sender, then the arguments, then replies.
import { ipcMain } from 'electron';
import type * as z from 'zod/mini';
import { BRIDGE_CALLS, type BridgeCall } from '../../src-shared/bridge.ts';
import { reasonOf } from '../../src-shared/reason.ts';
import { SHELL_CALLS, type ShellCall } from '../../src-shared/shell-bridge.ts';
import { TERMINAL_CALLS, type TerminalCall } from '../../src-shared/terminal-bridge.ts';
import { callChannel, type CallReply } from './channels.ts';

const CALLS = { ...BRIDGE_CALLS, ...SHELL_CALLS, ...TERMINAL_CALLS };
type Call = BridgeCall | ShellCall | TerminalCall;
type Arguments<C extends Call> = z.infer<(typeof CALLS)[C]['args']>;
type Result<C extends Call> = z.infer<(typeof CALLS)[C]['result']>;
type Handlers<Some extends Call> = { [C in Some]: (...args: Arguments<C>) => Result<C> | Promise<Result<C>> };
export type CallHandlers = Handlers<BridgeCall>;
export type ShellHandlers = Handlers<ShellCall>;

/** The part of Electron's WebFrameMain by which a sender is known. */
export interface SenderFrame {
  readonly origin: string;
  readonly processId: number;
  readonly routingId: number;
}

/** The allowed senders: main frames of the desktop's own views, while they show the origin that the calls are for. */
export interface TrustedSender {
  mainFrames(): readonly SenderFrame[];
  /** Null while there is none, as while the gateway does not run. */
  origin(): string | null;
}

/** Both conditions, without exception: a frame inside our page is not our page, nor is our window on another origin. */
function isTrusted(sender: SenderFrame | null, { mainFrames, origin }: TrustedSender): boolean {
  if (sender === null) return false;
  const isMainFrame = mainFrames().some((main) => sender.processId === main.processId && sender.routingId === main.routingId);
  return isMainFrame && origin() !== null && sender.origin === origin();
}

/** Returns its end. */
export function openBridge<Some extends Call>(trusted: TrustedSender, handlers: Handlers<Some>): () => void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the type
  const names = Object.keys(handlers) as Some[];
  for (const name of names) {
    ipcMain.handle(callChannel(name), (event, ...args: unknown[]) => {
      if (isTrusted(event.senderFrame, trusted)) return answer(name, handlers, args);
      console.warn(`Refused ${name} from ${event.senderFrame?.origin ?? 'a frame that is gone'}.`);
      return { ok: false, message: 'This page may not ask that.' } satisfies CallReply;
    });
  }
  return () => names.forEach((name) => ipcMain.removeHandler(callChannel(name)));
}

/** Checks the arguments, runs the handler, and turns errors into a message: IPC would keep only the message of a thrown error. */
async function answer<Some extends Call>(name: Some, handlers: Handlers<Some>, args: readonly unknown[]): Promise<CallReply> {
  const parsed = CALLS[name].args.safeParse(args);
  if (!parsed.success) return { ok: false, message: `${name} was asked with arguments that it does not take.` };
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot tell that one row's schema is for that row's handler
    return { ok: true, value: await handlers[name](...(parsed.data as Arguments<Some>)) };
  } catch (error) {
    return { ok: false, message: reasonOf(error) };
  }
}
