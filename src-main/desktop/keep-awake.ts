// Keeps the computer from falling asleep while the home is shared, if the owner wants that. The screen may turn off.
import type { PowerSaveBlocker } from 'electron';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Sharing } from '../../src-shared/objects.ts';

export interface KeepAwake {
  setWanted(isWanted: boolean): void;
  setSharing(sharing: Sharing | null): void;
  setGateway(state: GatewayState): void;
  close(): void;
}

export function createKeepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): KeepAwake {
  let isWanted = false;
  let isShared = false;
  let hasFailed = false;
  let blocking: number | null = null;

  function update(): void {
    const blocks = isWanted && isShared && !hasFailed;
    if (blocks && blocking === null) blocking = blocker.start('prevent-app-suspension');
    if (blocks || blocking === null) return;
    blocker.stop(blocking);
    blocking = null;
  }

  return {
    setWanted(next) {
      isWanted = next;
      update();
    },
    setSharing(sharing) {
      isShared = sharing !== null && sharing.origins.length > 0;
      update();
    },
    setGateway({ state }) {
      // A gateway that restarts is shared again in a moment. One that failed waits for the owner.
      hasFailed = state === 'failed';
      update();
    },
    close() {
      isWanted = false;
      update();
    },
  };
}
