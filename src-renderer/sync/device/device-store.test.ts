import { expect, test } from 'vitest';
import { FIRST_DEVICE_SETTINGS, type DeviceSettings } from '../../../src-shared/notify/device.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { createDeviceStore } from './device-store.ts';

const KEY = 'lanai.device';

test('what is chosen is there when the page comes back, and what is damaged is as at first', () => {
  const { storage, open } = setup();
  open().store.setState({ sounds: false });
  expect(open().store.getState()).toEqual({ ...FIRST_DEVICE_SETTINGS, sounds: false });
  for (const text of ['{', 'null', '[]', '{"shows":"all"}', '7']) {
    storage.setItem(KEY, text);
    expect(open().store.getState()).toEqual(FIRST_DEVICE_SETTINGS);
  }
});

test('another window of the browser follows at once', () => {
  const { storage, open, tell } = setup();
  const [one, other] = [open(), open()];
  one.store.setState({ shows: 'name' });
  tell(KEY);
  expect(other.store.getState().shows).toBe('name');
  other.close();
  storage.setItem(KEY, JSON.stringify({ shows: 'nothing' }));
  tell(KEY);
  expect(other.store.getState().shows).toBe('name');
});

test('in the desktop its main process knows, and learns of every change, but not of its own words', async () => {
  const { open } = setup();
  const kept: DeviceSettings[] = [];
  const settings = { ...FIRST_DEVICE_SETTINGS, badge: false };
  const { store } = open({
    deviceSettings: () => Promise.resolve(settings),
    keepDeviceSettings: (next) => Promise.resolve(void kept.push(next)),
  });
  await Promise.resolve();
  expect([store.getState(), kept]).toEqual([settings, []]);
  store.setState({ sounds: false });
  expect(kept).toEqual([{ ...settings, sounds: false }]);
});

function setup() {
  const storage = memoryStorage();
  const listeners = new Set<(event: StorageEvent) => void>();
  const page = {
    addEventListener: (_name: string, listener: (event: StorageEvent) => void) => void listeners.add(listener),
    removeEventListener: (_name: string, listener: (event: StorageEvent) => void) => void listeners.delete(listener),
  };
  type Seams = Parameters<typeof createDeviceStore>[0];
  const open = (bridge?: Seams['bridge']) => createDeviceStore({ storage, page: page as unknown as Seams['page'], bridge });
  const tell = (key: string): void => listeners.forEach((listener) => listener({ key } as StorageEvent));
  return { storage, open, tell };
}
