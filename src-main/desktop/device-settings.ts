// How this device notifies its owner. The page sets it. The main process keeps a copy, because notifications come before a page is
// loaded, and a page on another port has another storage.
import { DeviceSettings, FIRST_DEVICE_SETTINGS } from '../../src-shared/notify/device.ts';
import { readSettings, writeSettings } from './settings-file.ts';

export interface DeviceSettingsFile {
  read(): DeviceSettings;
  /** Holds at once; resolves when it will also after a restart. */
  keep(next: DeviceSettings): Promise<void>;
  onChange(listener: () => void): void;
}

export async function openDeviceSettings(file: string): Promise<DeviceSettingsFile> {
  let settings = (await readSettings(file, parse)) ?? FIRST_DEVICE_SETTINGS;
  let writing = Promise.resolve();
  const listeners = new Set<() => void>();

  return {
    read: () => settings,
    keep(next) {
      settings = next;
      for (const listener of listeners) listener();
      // One after the other: what was chosen last is what the file says in the end.
      writing = writing.catch(() => undefined).then(() => writeSettings(file, settings));
      return writing;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

function parse(content: unknown): DeviceSettings {
  return DeviceSettings.parse({ ...FIRST_DEVICE_SETTINGS, ...Object(content) });
}
