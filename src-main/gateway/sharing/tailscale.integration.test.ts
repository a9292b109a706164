// An entrance through Tailscale, with a stand-in for its program.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { createPrograms, type Programs } from './testing/programs.ts';

const TAILNET = 'https://desk.tail1234.ts.net';
const WAIT = { timeout: 15_000, interval: 25 };
let programs: Programs;
let dataDir: string;
let home: TestHome;

beforeEach(async () => {
  programs = createPrograms();
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-ways-'));
  home = await startTestHome({ dataDir, searchPath: programs.folder });
});
afterEach(async () => {
  await home.close();
  programs.remove();
  rmSync(dataDir, { recursive: true });
  expect(home.logged).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('a tailnet', () => {
  const socket = (): string => path.join(dataDir, 'tailscale.sock');
  const running = { BackendState: 'Running', Self: { DNSName: 'desk.tail1234.ts.net.' }, CertDomains: ['desk.tail1234.ts.net'] };
  const answers = (status: unknown): void => writeFileSync(programs.file('status.json'), JSON.stringify(status));

  it('reaches the server through a socket that no other account can open', async () => {
    programs.fake('tailscale');
    answers(running);
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect.poll(() => stateOf(home, 'tailscale'), WAIT).toMatchObject({ state: 'open', origin: TAILNET });
    expect(programs.calls()).toContainEqual(['serve', '--bg', '--yes', '--https=443', `unix:${socket()}`]);
    expect(statSync(socket()).mode & 0o777).toBe(0o600);
    await home.owner.delete('/api/sharing/entrances/tailscale');
    await expect.poll(() => programs.calls().at(-1), WAIT).toEqual(['serve', '--https=443', 'off']);
    expect(existsSync(socket())).toBe(false);
  });

  it('is given up when the server closes, and taken up again when it starts', async () => {
    programs.fake('tailscale');
    answers(running);
    await openWay(home.owner, { kind: 'tailscale', reach: 'internet' });
    await expect.poll(() => stateOf(home, 'tailscale'), WAIT).toMatchObject({ state: 'open' });
    await home.close();
    expect(programs.calls().at(-1)).toEqual(['funnel', '--https=443', 'off']);
    home = await startTestHome({ dataDir, searchPath: programs.folder });
    await expect.poll(() => stateOf(home, 'tailscale'), WAIT).toMatchObject({ state: 'open', origin: TAILNET });
  });

  it.each([
    [{ ...running, BackendState: 'NeedsLogin' }, 'Tailscale is not signed in on this computer.'],
    [{ ...running, BackendState: 'Stopped' }, 'Tailscale is not connected on this computer.'],
    [{ ...running, CertDomains: null }, "Certificates are off in your tailnet. Turn on HTTPS in Tailscale's admin console, under DNS."],
    [{ ...running, Self: { DNSName: '' } }, 'This computer has no name in the tailnet. Turn on MagicDNS in Tailscale.'],
    ['nonsense', 'Tailscale answered with something that Lanai does not understand. It may be too old.'],
  ])('says why it cannot be used: %j', async (status, problem) => {
    programs.fake('tailscale');
    answers(status);
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect.poll(() => stateOf(home, 'tailscale'), WAIT).toMatchObject({ state: 'starting', origin: null, problem });
  });

  const HOST = 'desk.tail1234.ts.net:443';
  it.each([
    [
      'a program',
      { TCP: { 443: { HTTPS: true } }, Web: { [HOST]: { Handlers: { '/': { Proxy: 'http://127.0.0.1:3000' } } } } },
      'http://127.0.0.1:3000',
    ],
    ['a folder', { TCP: { 443: { HTTPS: true } }, Web: { [HOST]: { Handlers: { '/': { Path: '/srv' } } } } }, 'files'],
    ['a port', { TCP: { 443: { TCPForward: '127.0.0.1:22' } } }, '127.0.0.1:22'],
  ])('leaves the port to %s that Tailscale serves already', async (_what, served, other) => {
    programs.fake('tailscale');
    answers(running);
    writeFileSync(programs.file('served.json'), JSON.stringify(served));
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect
      .poll(async () => (await stateOf(home, 'tailscale'))?.problem, WAIT)
      .toContain(`serves another program on this computer already (${other})`);
    await home.owner.delete('/api/sharing/entrances/tailscale');
    await expect.poll(async () => (await stateOf(home, 'tailscale'))?.state, WAIT).toBe('off');
    expect(programs.calls().flat()).not.toContain('--bg');
    expect(programs.calls().flat()).not.toContain('off');
  });

  it('takes its own setting up again that a killed server left behind', async () => {
    programs.fake('tailscale');
    answers(running);
    const own = { TCP: { 443: { HTTPS: true } }, Web: { [HOST]: { Handlers: { '/': { Proxy: `unix:${socket()}` } } } } };
    writeFileSync(programs.file('served.json'), JSON.stringify(own));
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect.poll(() => stateOf(home, 'tailscale'), WAIT).toMatchObject({ state: 'open', origin: TAILNET });
  });

  it('does not keep the server from closing while it hangs', async () => {
    answers(running);
    const called = programs.file('called');
    programs.script(
      'tailscale',
      `case "$1 $2" in 'status --json') cat '${programs.file('status.json')}';; 'serve status') echo '{}';; *) echo x >> '${called}'; exec sleep 60;; esac`,
    );
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect.poll(() => existsSync(called), WAIT).toBe(true);
    const startedAt = performance.now();
    await home.close();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    home = await startTestHome({ dataDir });
  });

  it('shows the link at which it has to be allowed first', async () => {
    answers(running);
    programs.script(
      'tailscale',
      `case "$1 $2" in 'status --json') cat '${programs.file('status.json')}';; 'serve status') echo '{}';; *) echo 'Serve is not enabled on your tailnet.' >&2; echo 'To enable, visit: https://login.tailscale.com/f/serve?node=n1' >&2; exit 1;; esac`,
    );
    await openWay(home.owner, { kind: 'tailscale', reach: 'tailnet' });
    await expect
      .poll(() => stateOf(home, 'tailscale'), WAIT)
      .toMatchObject({
        state: 'starting',
        problem: 'Tailscale asks you to allow this first, at https://login.tailscale.com/f/serve?node=n1',
      });
  });
});
