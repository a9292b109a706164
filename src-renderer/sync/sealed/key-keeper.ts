// Where the keys of sealed rooms are kept between two visits: in the desktop in the system's keychain, in a browser in
// its own database, and where neither can be trusted nowhere.
import type { LanaiBridge } from '../../../src-shared/bridge.ts';
import { createBrowserKeeper } from './browser-keeper.ts';

export interface KeyKeeper {
  /** `isLasting`: they will be there the next time as well. */
  load(): Promise<{ secrets: Record<string, string>; isLasting: boolean }>;
  /** Whether it will be there the next time. */
  keep(roomId: string, secret: string): Promise<boolean>;
  forget(roomId: string): Promise<void>;
}

interface KeeperSeams {
  bridge: LanaiBridge | undefined;
  page: Pick<Window, 'indexedDB' | 'crypto' | 'isSecureContext'>;
  /** The signed-in person: another person in the same browser gets none of their keys. */
  me(): Promise<string>;
}

export function chooseKeeper({ bridge, page, me }: KeeperSeams): KeyKeeper {
  if (bridge) return desktopKeeper(bridge);
  return page.isSecureContext ? createBrowserKeeper(page, me) : NO_KEEPER;
}

function desktopKeeper(bridge: LanaiBridge): KeyKeeper {
  return {
    async load() {
      const { secrets, is_lasting } = await bridge.roomKeys();
      return { secrets, isLasting: is_lasting };
    },
    keep: (roomId, secret) => bridge.keepRoomKey(roomId, secret),
    async forget(roomId) {
      await bridge.keepRoomKey(roomId, null);
    },
  };
}

/** Over plain HTTP from another machine a page has no WebCrypto: better to ask each time than to keep keys in the open. */
const NO_KEEPER: KeyKeeper = {
  load: () => Promise.resolve({ secrets: {}, isLasting: false }),
  keep: () => Promise.resolve(false),
  forget: () => Promise.resolve(),
};
