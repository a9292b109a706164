// Where a program is. A desktop app does not get the PATH of a terminal, so the usual folders are searched too.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

const USUAL_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/Applications/Tailscale.app/Contents/MacOS'],
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin', '/home/linuxbrew/.linuxbrew/bin'],
  win32: [String.raw`C:\Program Files\Tailscale`, String.raw`C:\Program Files (x86)\cloudflared`, String.raw`C:\Windows\System32\OpenSSH`],
};

export interface Places {
  path: string | undefined;
  platform: NodeJS.Platform;
  /** Folders in which package managers put the programs of this user. */
  ofUser?: readonly string[];
}

/** `home`: the folder of the user. */
export function foldersOfUser(home: string): string[] {
  return ['.local/bin', '.npm-global/bin', '.bun/bin', '.volta/bin', '.cargo/bin', 'bin'].map((each) => path.join(home, each));
}

/** Null: not on this computer, or not where programs usually are. A path with a slash is taken as it is. */
export async function findProgram(name: string, { path: searched, platform, ofUser = [] }: Places): Promise<string | null> {
  const endings = platform === 'win32' && path.extname(name) === '' ? ['.exe', '.cmd'] : [''];
  const folders = /[/\\]/.test(name) ? [''] : [...(searched ?? '').split(path.delimiter), ...(USUAL_FOLDERS[platform] ?? []), ...ofUser];
  for (const folder of folders) {
    // A relative folder would depend on where the server was started.
    if (folder !== '' && !path.isAbsolute(folder)) continue;
    for (const ending of endings) {
      const file = path.join(folder, `${name}${ending}`);
      if (await isProgram(file)) return file;
    }
  }
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
