// The one who started this process, over Electron's utilityProcess or Node's child_process; or nobody.
import type { FromGateway } from '../../src-shared/host.ts';

export interface Parent {
  readonly isThere: boolean;
  send(message: FromGateway): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent ended without a word: a home must not outlive its desktop. */
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
    return {
      isThere: true,
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      onGone: () => undefined,
    };
  }
  return {
    isThere: process.send !== undefined,
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}
