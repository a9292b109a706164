import type { Approval } from '../../../src-shared/approvals.ts';
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
    const found = (): Approval | undefined => [...core.directory.waitingApprovals()].find(({ id }) => id === approvalId);
    const roomId = found()?.room_id;
    const check = (): void => {
      if (!found()) end();
    };
    const say = (): void => {
      onStillWaiting();
      ends[0] = after(STILL_WAITING_EVERY_MS, say);
    };
    ends.push(after(STILL_WAITING_EVERY_MS, say), after(timeoutMs, end));
    ends.push(
      core.onChange(({ event, only_id }) => {
        // The directory has followed these before, and forgets a room afterwards.
        if (event.type === 'approval.changed' || event.type === 'approval.removed') check();
        if (event.type === 'room.removed' && only_id === null && event.room_id === roomId) end();
      }),
    );
    signal.addEventListener('abort', end);
    ends.push(() => signal.removeEventListener('abort', end));
    onStillWaiting();
    if (signal.aborted) end();
    else check();
  });
}
