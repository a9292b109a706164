import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import type { WaitOptions } from './tool-host.ts';

const STILL_WAITING_EVERY_MS = 8_000;

/** Waits until the approval is decided or has ended, until the time is over, or until the client has given up. */
export function waitForApproval(
  { core, after }: { core: Core; after: After },
  approvalId: string,
  { timeoutMs, signal, onStillWaiting }: WaitOptions,
): Promise<void> {
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const end = (): void => {
      for (const each of ends.splice(0)) each();
      resolve();
    };
    const check = (): void => {
      if (![...core.directory.waitingApprovals()].some(({ id }) => id === approvalId)) end();
    };
    const say = (): void => {
      onStillWaiting();
      ends[0] = after(STILL_WAITING_EVERY_MS, say);
    };
    ends.push(after(STILL_WAITING_EVERY_MS, say), after(timeoutMs, end));
    // The directory has followed it before.
    ends.push(core.onChange(({ event }) => isEnd(event) && check()));
    signal.addEventListener('abort', end);
    ends.push(() => signal.removeEventListener('abort', end));
    onStillWaiting();
    if (signal.aborted) end();
    else check();
  });
}

function isEnd({ type }: HomeEvent): boolean {
  return type === 'approval.changed' || type === 'approval.removed';
}
