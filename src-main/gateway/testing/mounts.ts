// Disks that only the process of one gateway sees, for tests of full and read-only ones.
import { spawnSync } from 'node:child_process';

/** As root in a namespace, which needs no rights. Some systems do not allow that. */
const AS_ROOT = ['unshare', '--map-root-user', '--mount'];
const MOUNTS = {
  tiny: 'mount -t tmpfs -o size=256k,mode=700 tmpfs "$0"',
  small: 'mount -t tmpfs -o size=160m,mode=700 tmpfs "$0"',
  roomy: 'mount -t tmpfs -o size=480m,mode=700 tmpfs "$0"',
  'read-only': 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" "$0"',
};

export const canMount = process.platform === 'linux' && spawnSync('unshare', [...AS_ROOT.slice(1), 'true']).status === 0;

/** The wrapper of a program. `small`: an empty disk in memory, with more space than must be free for messages. `roomy`: also for backups. `tiny`: with 256 KiB. */
export function mounted(kind: keyof typeof MOUNTS, folder: string): string[] {
  return [...AS_ROOT, 'sh', '-c', `${MOUNTS[kind]} && exec "$@"`, folder];
}
