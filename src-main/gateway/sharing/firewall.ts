// The firewall of this computer, to name the setting or the command that lets other devices in.
import { access, readFile } from 'node:fs/promises';
import type { Firewall } from '../../../src-shared/entrances.ts';

const UFW = '/etc/ufw/ufw.conf';
const FIREWALLD = '/run/firewalld.pid';

export async function firewallOf(
  platform: NodeJS.Platform = process.platform,
  files = { ufw: UFW, firewalld: FIREWALLD },
): Promise<Firewall> {
  if (platform === 'win32') return 'windows';
  if (platform === 'darwin') return 'macos';
  if (platform !== 'linux') return 'unknown';
  const settings = await readFile(files.ufw, 'utf8').catch(() => '');
  if (/^\s*ENABLED\s*=\s*yes/im.test(settings)) return 'ufw';
  const isRunning = await access(files.firewalld).then(
    () => true,
    () => false,
  );
  return isRunning ? 'firewalld' : 'unknown';
}
