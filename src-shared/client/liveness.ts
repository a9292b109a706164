// Whether the server is still at the other end of a socket. A machine that slept, or another network, ends it without a word.
import { HEARTBEAT_INTERVAL_MS, SILENCE_LIMIT_MS } from '../limits.ts';
import type { Timer } from '../timer.ts';

/** The server sends something at least every HEARTBEAT_INTERVAL_MS; a socket that is silent for longer is dead. */
const SILENCE_MS = Math.min(SILENCE_LIMIT_MS, HEARTBEAT_INTERVAL_MS * 2);
/** A network that swallows everything would keep a socket waiting for minutes. */
const OPEN_LIMIT_MS = 10_000;
/** Without any frame for so long after a request, the client pings. Not sooner: a long reply takes its time on a slow line. */
const DOUBT_MS = 9_000;
/** Within this time even a busy server answers the ping. */
const SIGN_OF_LIFE_MS = 6_000;

export interface Liveness {
  /** A socket is being opened. */
  begin(): void;
  /** A frame came. */
  heard(): void;
  /** A request was sent; returns the function to call when it is settled. */
  asked(): () => void;
  check(): void;
  end(): void;
}

interface LivenessSeams {
  timer: Timer;
  /** Sends a frame that the server answers at once. */
  ping(): void;
  onDead(): void;
}

export function watchLiveness({ timer, ping, onDead }: LivenessSeams): Liveness {
  /** Two equal counts mean that nothing was received in between. */
  let framesHeard = 0;
  let cancelSilence = (): void => undefined;
  let cancelCheck = (): void => undefined;

  function expectSomething(within_ms: number): void {
    cancelSilence();
    cancelSilence = timer.after(within_ms, onDead);
  }
  function check(): void {
    const before = framesHeard;
    ping();
    cancelCheck();
    cancelCheck = timer.after(SIGN_OF_LIFE_MS, () => framesHeard === before && onDead());
  }
  return {
    begin: () => expectSomething(OPEN_LIMIT_MS),
    heard() {
      framesHeard += 1;
      expectSomething(SILENCE_MS);
    },
    asked() {
      const before = framesHeard;
      return timer.after(DOUBT_MS, () => framesHeard === before && check());
    },
    check,
    end() {
      cancelSilence();
      cancelCheck();
    },
  };
}
