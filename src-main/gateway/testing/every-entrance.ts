// A home with every entrance open, and how a friend's browser comes by each of them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { z } from 'zod';
import type { EntranceWay, OutsideKind } from '../../../src-shared/entrances.ts';
import { freePort } from '../domain/programs/free-port.ts';
import type { Way } from './browser.ts';
import { openWay, stateOf } from './entrance-states.ts';
import { startTestHome, type TestHome } from './home.ts';
import type { Answer } from './http-client.ts';
import { forwardTo } from '../sharing/testing/forward.ts';
import { createPrograms, type Programs } from '../sharing/testing/programs.ts';
import { createSshServer, hasSshServer } from '../sharing/testing/ssh-server.ts';

const [SHARED, FRIEND, PROXY] = ['127.0.0.2', '127.0.0.3', '127.0.0.9'];
const TAILNET = 'https://desk.tail1234.ts.net';
const TUNNEL = 'https://four-plain-test-words.trycloudflare.com';
const COMMAND = 'https://abc.tunnel.example';
const PUBLIC = 'https://chat.example.org';
const WAIT = { timeout: 20_000, interval: 25 };

export interface Door {
  /** The origin of the pages. */
  url: string;
  way: Way;
}

export type DoorName = 'this computer' | 'the network' | 'the network with TLS' | OutsideKind;

export const DOORS: readonly DoorName[] = [
  ...(['this computer', 'the network', 'the network with TLS', 'cloudflare', 'proxy', 'command'] as const),
  ...(process.platform === 'win32' ? [] : (['tailscale'] as const)),
  ...(hasSshServer ? (['ssh'] as const) : []),
];

export interface EveryEntrance extends Pick<TestHome, 'close' | 'logged'> {
  readonly home: TestHome;
  /** The Unix socket for agents. */
  readonly socket: string;
  door(name: DoorName): Door;
  turnOff(name: DoorName): Promise<Answer>;
}

export async function openEveryEntrance(): Promise<EveryEntrance> {
  const programs = createPrograms();
  programs.fake('cloudflared');
  programs.fake('tailscale');
  programs.script('my-tunnel', `echo "$1" > '${programs.file('command-port')}'; exec sleep 600`);
  writeFileSync(programs.file('ready'), '');
  const status = { BackendState: 'Running', Self: { DNSName: 'desk.tail1234.ts.net.' }, CertDomains: ['desk.tail1234.ts.net'] };
  writeFileSync(programs.file('status.json'), JSON.stringify(status));
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-doors-'));
  const socket = path.join(dataDir, 'agents.sock');
  const home = await startTestHome({
    dataDir,
    searchPath: programs.folder,
    lanAddresses: [SHARED],
    socket: process.platform === 'win32' ? null : { path: socket, isAskedFor: true },
  });
  const [proxyPort, farPort] = [await freePort(), await freePort()];
  const far = hasSshServer ? await createSshServer(programs) : null;
  await far?.start();
  const forward = process.platform === 'win32' ? null : await forwardTo(path.join(dataDir, 'tailscale.sock'));
  const ways: EntranceWay[] = [
    { kind: 'cloudflare' },
    {
      ...{ kind: 'proxy', address: PUBLIC, port: proxyPort, client_header: 'x-forwarded-for' },
      ...{ host: SHARED, trusted: [PROXY], user_header: null },
    },
    { kind: 'command', command: ['my-tunnel', '{port}'], address: COMMAND },
    ...(forward ? [{ kind: 'tailscale', reach: 'tailnet' } as const] : []),
    ...(far ? [{ kind: 'ssh', destination: 'far', port: farPort, address: `http://127.0.0.1:${farPort}` } as const] : []),
  ];
  const share = (...addresses: string[]): Promise<Answer> => home.owner.put('/api/sharing', { addresses });
  const isOpen = (kind: OutsideKind): Promise<void> =>
    vi.waitFor(async () => {
      const state = await stateOf(home, kind);
      if (state?.state !== 'open') throw new Error(`${kind}: ${JSON.stringify(state)}`);
    }, WAIT);
  await share(SHARED);
  await home.owner.put('/api/sharing/certificate', { certificate: { kind: 'own' } });
  for (const way of ways) {
    const answer = await openWay(home.owner, way);
    if (answer.status !== 200) throw new Error(`${way.kind}: ${answer.text}`);
    await isOpen(way.kind);
  }
  const { port } = new URL(home.url);
  const ca = readFileSync(path.join(dataDir, 'tls-authority.pem'), 'utf8').replace(/-----BEGIN PRIVATE[^]*/, '');

  function door(name: DoorName): Door {
    const direct = (url: string): Door => ({ url, way: { at: url, from: FRIEND } });
    switch (name) {
      case 'this computer':
        return direct(home.url);
      case 'the network':
        return direct(`http://${SHARED}:${port}`);
      case 'the network with TLS': {
        const secure = direct(`https://${SHARED}:${port}`);
        return { ...secure, way: { ...secure.way, ca } };
      }
      case 'cloudflare':
        return { url: TUNNEL, way: { at: targetOf(programs), headers: { 'cf-connecting-ip': '203.0.113.7' } } };
      case 'command':
        return { url: COMMAND, way: { at: `http://127.0.0.1:${readFileSync(programs.file('command-port'), 'utf8').trim()}` } };
      case 'proxy':
        return { url: PUBLIC, way: { at: `http://${SHARED}:${proxyPort}`, from: PROXY, headers: { 'x-forwarded-for': '203.0.113.7' } } };
      case 'ssh':
        return { url: `http://127.0.0.1:${farPort}`, way: { at: `http://127.0.0.1:${farPort}` } };
      case 'tailscale': {
        const headers = { host: 'localhost', 'x-forwarded-host': new URL(TAILNET).host, 'x-forwarded-for': '100.64.0.7' };
        return { url: TAILNET, way: { at: `http://127.0.0.1:${forward?.port}`, headers } };
      }
    }
  }
  return {
    home,
    socket,
    logged: home.logged,
    door,
    turnOff: (name) => (isNetwork(name) ? share() : home.owner.delete(`/api/sharing/entrances/${name}`)),
    async close() {
      await home.close();
      forward?.close();
      await far?.remove();
      programs.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function isNetwork(name: DoorName): boolean {
  return name.startsWith('the network');
}

/** Where cloudflared would send what comes to its public address. */
function targetOf(programs: Programs): string {
  const call = programs.calls().findLast((each) => typeof each === 'object' && each !== null && 'args' in each);
  const { args } = z.object({ args: z.array(z.string()) }).parse(call);
  return args[args.indexOf('--url') + 1] ?? '';
}
