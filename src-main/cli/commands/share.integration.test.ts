import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sharing } from '../../../src-shared/objects.ts';
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
