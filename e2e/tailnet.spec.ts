// A friend in the owner's tailnet: joins once with an invite, and then on a phone without one. The program of Tailscale is a stand-in, and
// a proxy of the tests stands for its daemon: both behave as the real programs were observed to.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { createPrograms, type Programs } from '../src-main/gateway/sharing/testing/programs.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { CERTIFICATE, trustSwitch } from './certificate.ts';
import { freePort } from './free-port.ts';
import { command, composer, enterAsOwner, message, say, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { LAUNCH } from './launch.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { startProxy, type ReverseProxy } from './reverse-proxy.ts';

const NAME = 'desk.tail1234.ts.net';
const SERVE = { host: '127.0.0.5', port: await freePort() };
const SARAH = { 'tailscale-user-login': 'sarah@example.com', 'tailscale-user-name': '=?utf-8?q?Sarah_L=C3=A9e?=' };

let programs: Programs;
let home: TestHome;
let maya: Visitor;
let serve: ReverseProxy;

test.use({
  launchOptions: {
    ...LAUNCH,
    args: [...(LAUNCH.args ?? []), trustSwitch(), `--host-resolver-rules=MAP ${NAME}:443 ${SERVE.host}:${SERVE.port}`],
  },
});

test.beforeAll(async ({ browser }) => {
  programs = createPrograms();
  programs.fake('tailscale');
  const status = { BackendState: 'Running', Self: { DNSName: `${NAME}.` }, CertDomains: [NAME] };
  writeFileSync(programs.file('status.json'), JSON.stringify(status));
  home = await startHome({ env: { PATH: programs.folder } });
  maya = await enterAsOwner(browser, home);
  const headers = () => ({ host: 'localhost', 'x-forwarded-host': NAME, 'x-forwarded-proto': 'https', ...SARAH });
  serve = await startProxy(SERVE, { path: path.join(home.dataDir, 'tailscale.sock'), headers }, CERTIFICATE);
});

test.afterAll(async () => {
  await maya?.context.close();
  await serve?.close();
  await home?.close();
  programs?.remove();
});

test('a friend joins under the name of the tailnet, and signs in on a phone without another invite', async ({ browser }) => {
  await command(maya.page, 'open_entrance', { way: { kind: 'tailscale', reach: 'tailnet' } });
  const open = async () => (await command<{ origins: string[] }>(maya.page, 'get_sharing', {})).origins;
  await expect.poll(open).toEqual([`https://${NAME}`]);
  const { links } = await command<{ links: string[] }>(maya.page, 'create_invite', {});
  const laptop = await visit(browser, links[0] ?? '');
  await expect(laptop.page.getByLabel('Your name')).toHaveValue('Sarah Lée');
  await laptop.page.getByRole('button', { name: 'Join' }).click();
  await say(laptop.page, 'lobby', 'hello from the laptop');

  const phone = await visit(browser, `https://${NAME}/`, PHONE);
  await expect(phone.page.getByText('Your tailnet says that you are sarah@example.com.')).toBeVisible();
  await expectFitForThumbs(phone.page, 'the signed-out page in a tailnet');
  await expectAccessibleInBothThemes(phone.page, 'the signed-out page in a tailnet');
  await phone.page.getByRole('button', { name: 'Continue as Sarah Lée' }).tap();
  await expect(composer(phone.page, 'lobby')).toBeVisible();
  await expect(message(phone.page, 'hello from the laptop')).toBeVisible();
  await say(phone.page, 'lobby', 'hello from the phone');
  await expect(message(maya.page, 'hello from the phone')).toBeVisible();

  // The owner sees both, and the first sign-out ends it.
  const { sessions } = await command<{ sessions: { id: string; account: { login: string } }[] }>(laptop.page, 'list_sessions', {});
  expect(sessions.map(({ account }) => account.login)).toEqual(['sarah@example.com', 'sarah@example.com']);
  await command(laptop.page, 'end_other_sessions', {});
  await expect(phone.page.getByRole('button', { name: /Open|Sign in/ }).first()).toBeVisible();
  await expect(phone.page.getByText('Your tailnet says that you are')).toHaveCount(0);
  await laptop.context.close();
  await phone.context.close();
});
