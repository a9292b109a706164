import { X509Certificate } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sharing } from '../../../src-shared/objects.ts';
import { ask } from '../../gateway/testing/http-client.ts';
import { freePort } from '../../gateway/testing/free-port.ts';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let admin: { LANAI_KEY: string };
beforeAll(async () => {
  home = await startCommandHome({ env: { LANAI_LAN_ADDRESSES: '127.0.0.2,127.0.0.3', LANAI_MDNS_PORT: String(await freeUdpPort()) } });
  admin = { LANAI_KEY: await home.adminKey() };
});
afterAll(() => home.close());

/** A UDP port that nothing uses. */
async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, () => resolve()));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

const share = (...args: string[]) => home.run(['share', ...args], { env: admin });
const port = (): string => new URL(home.ready.url).port;

it('the network is opened, shown and closed, with an admin key and with no other', async () => {
  for (const args of [['share'], ['share', 'on'], ['share', 'off']]) expect(await home.run(args)).toMatchObject({ code: 1, out: '' });
  expect((await share()).out).toBe(
    'The network: off. Only this computer can open the home.\nAddresses of this computer: 127.0.0.2 (configured), 127.0.0.3 (configured).\n',
  );
  const on = await share('on');
  expect(on.out).toContain(`The network: http://127.0.0.2:${port()}\nBy name: http://`);
  expect(on.out).toMatch(/-?lanai(?:-\w{4})?\.local:\d+\nNo other device has reached it yet\.\n/);
  expect(on.out).toContain('client isolation');
  const [state] = (await share('--json')).lines() as unknown as Sharing[];
  expect(state?.origins[0]).toBe(`http://127.0.0.2:${port()}`);
  expect(state?.network?.names).toHaveLength(1);
  expect((await share('off')).out).toMatch(/^The network: off\./);
});

it('an address is chosen by name, and only one of this computer', async () => {
  const [state] = (await share('on', '127.0.0.3', '--json')).lines() as unknown as Sharing[];
  expect(state?.origins[0]).toBe(`http://127.0.0.3:${port()}`);
  expect(await share('on', '8.8.8.8')).toMatchObject({ code: 1, err: expect.stringContaining('not an address of this machine') as string });
});

it('HTTPS is turned on with its own authority, and off again', async () => {
  await share('on');
  const own = await share('certificate', 'own');
  expect(own.out).toContain(`With TLS: https://127.0.0.2:${port()}\n`);
  expect(own.out).toMatch(/^Certificate authority: SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}, valid until \d{4}-\d\d-\d\d$/m);
  expect(own.out).toContain(`Devices trust it at http://127.0.0.2:${port()}/trust\n`);
  expect((await share('certificate', 'off')).out).not.toContain('TLS');
  // Files are named in the app on the home's computer.
  for (const wrong of [[], ['files', 'cert.pem', 'key.pem']])
    expect(await share('certificate', ...wrong)).toMatchObject({ code: 64, out: '' });
});

it('a reverse proxy on another computer is opened with its addresses, and closed', async () => {
  const free = String(await freePort());
  const on = (...args: string[]) => share('proxy', 'on', 'https://chat.example.org', free, ...args);
  expect((await on('--listen', '127.0.0.2', '--from', '127.0.0.9, 10.9.0.0/16')).out).toContain('proxy: https://chat.example.org\n');
  const at = `http://127.0.0.2:${free}/health`;
  const headers = { host: 'chat.example.org' };
  expect((await ask(at, { from: '127.0.0.9', headers })).status).toBe(200);
  await expect(ask(at, { headers })).rejects.toThrow(/ECONNRESET|hang up/);
  for (const [args, sentence] of [
    [['--listen', '127.0.0.2'], 'Name the addresses of the proxy.'],
    [['--from', '127.0.0.9'], 'Choose the address of this computer'],
    [['--listen', '127.0.0.2', '--from', '*'], 'is no address of a proxy'],
  ] as const)
    expect(await on(...args)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(sentence) as string });
  expect(await on('--listen', '127.0.0.2', '--from', '127.0.0.9', '--user-header', 'Remote-User')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Only the owner can do that') as string,
  });
  expect(await share('proxy', 'on', 'chat.example.org', free)).toMatchObject({ code: 64 });
  expect(await share('proxy', 'on', 'https://chat.example.org', '99999')).toMatchObject({
    code: 64,
    err: expect.stringContaining('A port is') as string,
  });
  expect((await share('proxy', 'off')).out).not.toContain('proxy');
});

it('the command reaches a home by HTTPS when Node.js trusts its authority, and not before', async () => {
  await share('on');
  await share('certificate', 'own');
  const url = `https://127.0.0.2:${port()}`;
  const authority = path.join(home.dataDir, 'authority.crt');
  const { text } = await ask(`http://127.0.0.2:${port()}/trust/lanai.crt`).then(({ bytes }) => ({
    text: new X509Certificate(bytes).toString(),
  }));
  writeFileSync(authority, text);
  // Node.js reads the variable at the start of a process.
  const rooms = (env: Record<string, string>) => home.start(['rooms', '--url', url], { env: { ...admin, ...env } }).done;
  expect((await rooms({})).code).not.toBe(0);
  expect(await rooms({ NODE_EXTRA_CA_CERTS: authority })).toMatchObject({ code: 0, out: expect.stringContaining('lobby') as string });
});
