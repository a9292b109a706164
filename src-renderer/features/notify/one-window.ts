// Several windows of one browser get the same events. Only one of them notifies, and none while the user looks at the room in any.
// They agree over a channel: a window announces its notification and waits a moment; of several, the smallest id wins.
import * as z from 'zod/mini';
import type { Timer } from '../../../src-shared/timer.ts';

/** Longer than a frame, so that all the windows have heard of it; too short to be noticed. */
const WAIT_MS = 120;
/** A window in the background may hear of things this much later. */
const REMEMBERED_MAX = 500;

const Claim = z.object({
  key: z.string(),
  window_id: z.string(),
  /** It is on the screen there, and has the user's attention. */
  isSeen: z.boolean(),
});
export type Claim = z.infer<typeof Claim>;

export interface Channel {
  post(claim: Claim): void;
  listen(hear: (claim: Claim) => void): void;
  close(): void;
}

export interface OneWindow {
  /** Does it here, unless another window does or has done. */
  once(key: string, run: () => void): void;
  /** The user looks at it here: no notification is needed. */
  seen(key: string): void;
  close(): void;
}

interface OneWindowOptions {
  /** Null where the browser has none: then every window is on its own. */
  channel: Channel | null;
  timer: Timer;
  windowId: string;
}

export function createOneWindow({ channel, timer, windowId }: OneWindowOptions): OneWindow {
  /** Announcements of other windows. */
  const others = new Set<string>();
  const waiting = new Map<string, () => void>();

  function remember(key: string): void {
    others.add(key);
    const [oldest] = others;
    if (others.size > REMEMBERED_MAX && oldest !== undefined) others.delete(oldest);
  }

  function giveUp(key: string): void {
    waiting.get(key)?.();
    waiting.delete(key);
  }

  channel?.listen(({ key, window_id, isSeen }) => {
    if (!waiting.has(key)) return remember(key);
    if (isSeen || window_id < windowId) giveUp(key);
  });

  return {
    once(key, run) {
      if (!channel) return run();
      if (others.has(key) || waiting.has(key)) return;
      const cancel = timer.after(WAIT_MS, () => {
        waiting.delete(key);
        run();
      });
      waiting.set(key, cancel);
      channel.post({ key, window_id: windowId, isSeen: false });
    },
    seen: (key) => channel?.post({ key, window_id: windowId, isSeen: true }),
    close() {
      for (const key of [...waiting.keys()]) giveUp(key);
      channel?.close();
    },
  };
}

/** The browser's own channel between the windows of one origin; also where a page is not secure, which locks are not. */
export function openChannel(name: string): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(name);
  return {
    post: (claim) => channel.postMessage(claim),
    listen: (hear) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        // A window may have been opened by another version of the app.
        const claim = Claim.safeParse(data);
        if (claim.success) hear(claim.data);
      }),
    close: () => channel.close(),
  };
}
