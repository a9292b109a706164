// A browser with its own session bus. On the bus of the tests the desktop's tests offer a notification server that comes and goes:
// a browser that finds it half there, or finds no bus, loses its notifications.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LaunchOptions } from '@playwright/test';

export interface OwnBus {
  /** Of the browser. */
  options: LaunchOptions;
  close(): Promise<void>;
}

export async function withOwnBus(options: LaunchOptions): Promise<OwnBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(daemon, 'exit');
  const [address] = (await Promise.race([
    once(createInterface(daemon.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('dbus-daemon ended before it printed its address'))),
  ])) as [string];
  return {
    options: { ...options, env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address } },
    async close() {
      daemon.kill();
      await ended;
    },
  };
}
