// The program that started this process, over Electron's utilityProcess or Node's child_process; or none.
import type { FromGateway } from '../../src-shared/host.ts';
import { desktopPdfReader } from './pdf-desktop.ts';
import type { StartPdfReader } from './store/pdf/pdf-job.ts';

export interface Parent {
  /** It shows that the home is ready. A program in a terminal leaves that to this process. */
  readonly isDesktop: boolean;
  send(message: FromGateway): void;
  /** Null: this process can start its readers itself. */
  readonly startPdfReader: StartPdfReader | null;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent ended without a message: a home must not outlive it. */
  onGone(listener: () => void): void;
}

/** Electron's port, as far as it is used; this program never imports electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

export function connectParent(): Parent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Electron adds it; Node's types do not know it
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port) {
    const send = (message: unknown): void => port.postMessage(message);
    const onMessage = (listener: (message: unknown) => void): void => port.on('message', ({ data }) => listener(data));
    return {
      isDesktop: true,
      ...{ send, onMessage, startPdfReader: desktopPdfReader({ send, onMessage }) },
      onGone: () => undefined,
    };
  }
  return {
    isDesktop: false,
    startPdfReader: null,
    // The channel can close shortly before `disconnect` is emitted. The callback takes that error.
    send: (message) => void (process.connected && process.send?.(message, () => undefined)),
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}
