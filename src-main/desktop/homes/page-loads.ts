// The loads of another home's page. Each begins with the question which home answers, and one that failed is tried again.
import type { WebContents } from 'electron';
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import { codeOf, LOAD_ABORTED } from './load-reasons.ts';

interface PageLoadOptions {
  timer: Timer;
  contents(): WebContents | null;
  wanted(): string;
  /** Why the address must not be loaded; null when it may be. */
  check(): Promise<number | null>;
  onStart(): void;
  onFailed(code: number): void;
}

export interface PageLoads {
  /** Takes the place of an earlier load. */
  start(): void;
  /** The user asked for it: reset the back-off. */
  tryNow(): void;
  /** A load has begun. */
  onWay(): void;
  arrived(): void;
  failed(code: number): void;
  /** The server sends to another address, which guards.ts stops. */
  strayed(): void;
  stop(): void;
}

export function createPageLoads(options: PageLoadOptions): PageLoads {
  const { timer, contents } = options;
  const backoff = createBackoff(SCHEDULES.otherHome);
  /** A load has begun, and has neither arrived nor failed. */
  let isOnWay = false;
  let strays = false;
  /** Counts the loads: the end of an earlier one means nothing. */
  let number = 0;
  let cancelRetry = (): void => undefined;

  function start(): void {
    cancelRetry();
    const page = contents();
    if (!page) return;
    options.onStart();
    isOnWay = true;
    strays = false;
    number += 1;
    void loadIfSame(page, number);
  }

  async function loadIfSame(page: WebContents, mine: number): Promise<void> {
    const isCurrent = (): boolean => mine === number && contents() === page;
    const refusal = await options.check();
    if (!isCurrent()) return;
    if (refusal !== null) return failed(refusal);
    page.loadURL(options.wanted()).catch((error: unknown) => {
      const code = codeOf(error);
      // A redirect to another address is stopped. Chromium calls that aborted, as it does a load that another one replaced.
      if (isCurrent() && (code !== LOAD_ABORTED || strays)) failed(code);
    });
  }

  function failed(code: number): void {
    if (!contents() || !isOnWay) return;
    isOnWay = false;
    options.onFailed(strays ? LOAD_ABORTED : code);
    cancelRetry();
    cancelRetry = timer.after(backoff.next(), start);
  }

  return {
    start,
    tryNow() {
      backoff.reset();
      start();
    },
    onWay: () => void (isOnWay = true),
    arrived() {
      isOnWay = false;
      backoff.reset();
    },
    failed,
    strayed: () => void (strays = true),
    stop() {
      isOnWay = false;
      cancelRetry();
    },
  };
}
