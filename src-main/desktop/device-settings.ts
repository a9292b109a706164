// How this device notifies its owner. The page sets it. The main process keeps a copy, because notifications come before a page is
// loaded, and a page on another port has another storage.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DeviceSettings, FIRST_DEVICE_SETTINGS } from '../../src-shared/notify/device.ts';

export interface DeviceSettingsFile {
  read(): DeviceSettings;
  /** Holds at once; resolves when it will also after a restart. */
  keep(next: DeviceSettings): Promise<void>;
  onChange(listener: () => void): void;
}

export async function openDeviceSettings(file: string): Promise<DeviceSettingsFile> {
  let settings = await saved(file);
  let writing = Promise.resolve();
  const listeners = new Set<() => void>();

  async function write(): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(settings)}\n`);
  }

  return {
    read: () => settings,
    keep(next) {
      settings = next;
      for (const listener of listeners) listener();
      // One after the other: what was chosen last is what the file says in the end.
      writing = writing.catch(() => undefined).then(write);
      return writing;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

async function saved(file: string): Promise<DeviceSettings> {
  try {
    return DeviceSettings.parse({ ...FIRST_DEVICE_SETTINGS, ...Object(JSON.parse(await readFile(file, 'utf8'))) });
  } catch {
    return FIRST_DEVICE_SETTINGS;
  }
}
