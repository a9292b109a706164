import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firewallCommands } from '../../../src-shared/firewall-commands.ts';
import { firewallOf } from './firewall.ts';

let folder: string;
let files: { ufw: string; firewalld: string };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-firewall-'));
  files = { ufw: path.join(folder, 'ufw.conf'), firewalld: path.join(folder, 'firewalld.pid') };
});
afterEach(() => rmSync(folder, { recursive: true }));

it('the firewall is that of the system', async () => {
  expect(await firewallOf('win32', files)).toBe('windows');
  expect(await firewallOf('darwin', files)).toBe('macos');
  expect(await firewallOf('freebsd', files)).toBe('unknown');
  expect(await firewallOf('linux', files)).toBe('unknown');
});

it('on Linux it is the one that is turned on', async () => {
  writeFileSync(files.ufw, '# ENABLED=yes\nENABLED=no\n');
  expect(await firewallOf('linux', files)).toBe('unknown');
  writeFileSync(files.firewalld, '7');
  expect(await firewallOf('linux', files)).toBe('firewalld');
  writeFileSync(files.ufw, 'LOGLEVEL=low\nENABLED=yes\n');
  expect(await firewallOf('linux', files)).toBe('ufw');
});

it('a command opens the port of this server only', () => {
  expect(firewallCommands('ufw', 4_512)).toEqual(['sudo ufw allow 4512/tcp', 'sudo ufw allow 5353/udp']);
  expect(firewallCommands('windows', 4_512)[0]).toContain('localport=4512 profile=private');
  expect(firewallCommands('firewalld', 4_512)[0]).toContain('--add-port=4512/tcp');
  expect([firewallCommands('macos', 4_512), firewallCommands('unknown', 4_512)]).toEqual([[], []]);
});
