// This device's notification settings: kept in the browser's storage, and in the desktop by its main process, which needs them too.
// Every window of a browser follows at once.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LanaiBridge } from '../../../src-shared/bridge.ts';
import { DeviceSettings, FIRST_DEVICE_SETTINGS } from '../../../src-shared/notify/device.ts';
import { drop } from '../../lib/drop.ts';

export type DeviceStore = StoreApi<DeviceSettings>;

const KEY = 'lanai.device';

interface DeviceSeams {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Where other windows of the browser are heard. */
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  bridge: Pick<LanaiBridge, 'deviceSettings' | 'keepDeviceSettings'> | undefined;
}

export function createDeviceStore({ storage, page, bridge }: DeviceSeams): { store: DeviceStore; close: () => void } {
  const store = createStore<DeviceSettings>(() => read(storage));
  let isTold = false;

  /** A change from elsewhere is not sent back there. */
  function hear(settings: DeviceSettings): void {
    isTold = true;
    store.setState(settings);
    isTold = false;
  }

  const stop = store.subscribe((settings) => {
    if (isTold) return;
    write(storage, settings);
    if (bridge) drop(bridge.keepDeviceSettings(settings), 'the desktop then does as before');
  });
  const onStorage = (event: StorageEvent): void => {
    if (event.key === KEY) hear(read(storage));
  };
  page.addEventListener('storage', onStorage);
  if (bridge) drop(bridge.deviceSettings().then(hear), 'what this page kept holds');
  return {
    store,
    close() {
      stop();
      page.removeEventListener('storage', onStorage);
    },
  };
}

function read(storage: Pick<Storage, 'getItem'>): DeviceSettings {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return DeviceSettings.parse({ ...FIRST_DEVICE_SETTINGS, ...(typeof kept === 'object' ? kept : {}) });
  } catch {
    return FIRST_DEVICE_SETTINGS;
  }
}

function write(storage: Pick<Storage, 'setItem'>, settings: DeviceSettings): void {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Kept for as long as the page is open.
  }
}
