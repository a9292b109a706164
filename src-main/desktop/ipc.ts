// The single entry for a page's calls to the desktop: checks the sender, then the arguments, then replies.
import { ipcMain } from 'electron';
import type * as z from 'zod/mini';
import { BRIDGE_CALLS, type BridgeCall } from '../../src-shared/bridge.ts';
import { callChannel, type CallReply } from './channels.ts';
import { reasonOf } from '../../src-shared/reason.ts';

type Arguments<C extends BridgeCall> = z.infer<(typeof BRIDGE_CALLS)[C]['args']>;
type Result<C extends BridgeCall> = z.infer<(typeof BRIDGE_CALLS)[C]['result']>;
export type CallHandlers = { [C in BridgeCall]: (...args: Arguments<C>) => Result<C> | Promise<Result<C>> };

/** The part of Electron's WebFrameMain by which a sender is known. */
export interface SenderFrame {
  readonly origin: string;
  readonly processId: number;
  readonly routingId: number;
}

/** The allowed sender: the main frame of our window, while it shows our gateway's own page. */
export interface TrustedSender {
  mainFrame(): SenderFrame | null;
  /** Null while the gateway does not run. */
  appOrigin(): string | null;
}

/** Both conditions, without exception: a frame inside our page is not our page, nor is our window on another origin. */
export function isTrusted(sender: SenderFrame | null, { mainFrame, appOrigin }: TrustedSender): boolean {
  const main = mainFrame();
  if (sender === null || main === null) return false;
  const isMainFrame = sender.processId === main.processId && sender.routingId === main.routingId;
  return isMainFrame && appOrigin() !== null && sender.origin === appOrigin();
}

/** Returns its end. */
export function openBridge(trusted: TrustedSender, handlers: CallHandlers): () => void {
  const names = bridgeCalls();
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
export async function answer<C extends BridgeCall>(name: C, handlers: CallHandlers, args: readonly unknown[]): Promise<CallReply> {
  const parsed = BRIDGE_CALLS[name].args.safeParse(args);
  if (!parsed.success) return { ok: false, message: `${name} was asked with arguments that it does not take.` };
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot tell that one row's schema is for that row's handler
    return { ok: true, value: await handlers[name](...(parsed.data as Arguments<C>)) };
  } catch (error) {
    return { ok: false, message: reasonOf(error) };
  }
}

function bridgeCalls(): BridgeCall[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the type
  return Object.keys(BRIDGE_CALLS) as BridgeCall[];
}
