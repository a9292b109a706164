// Chromium's own files (cookies, caches) and the window's state are in the data folder. So two homes are two desktops, each with
// one instance, and a moved data folder takes them along.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

export function useProfileOf(app: App, dataDir: string): void {
  const profile = path.join(dataDir, 'desktop');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  } catch (error) {
    // The gateway will say in words what is wrong with the folder; the window that shows them needs a profile somewhere.
    console.warn(`No profile in ${dataDir}:`, error);
  }
}
