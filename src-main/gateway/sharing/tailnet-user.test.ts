import { expect, it } from 'vitest';
import { tailnetUser } from './tailnet-user.ts';

it.each([
  [{}, null],
  [{ 'tailscale-user-name': 'Sarah' }, null],
  [{ 'tailscale-user-login': '' }, null],
  [
    { 'tailscale-user-login': 'sarah@example.com', 'tailscale-user-name': 'Sarah Lee' },
    { account: { by: 'tailscale', login: 'sarah@example.com' }, name: 'Sarah Lee' },
  ],
  [{ 'tailscale-user-login': 'sarah@github' }, { account: { by: 'tailscale', login: 'sarah@github' }, name: '' }],
  [{ 'tailscale-user-login': 'sarah@example.com', 'tailscale-funnel-request': '?1' }, null],
  [
    { 'tailscale-user-login': 'zoe@example.com', 'tailscale-user-name': '=?utf-8?q?Zo=C3=AB_=F0=9F=8C=8A?=' },
    { account: { by: 'tailscale', login: 'zoe@example.com' }, name: 'Zoë 🌊' },
  ],
  [
    { 'tailscale-user-login': 'a@b', 'tailscale-user-name': '=?UTF-8?B?5bCP?= =?utf-8?b?5p6X?=' },
    { account: { by: 'tailscale', login: 'a@b' }, name: '小林' },
  ],
  [
    { 'tailscale-user-login': 'a@b', 'tailscale-user-name': '=?utf-8?q?a=E2=80=AEb=0A?= =?utf-8?q?broken=ZZ?=' },
    { account: { by: 'tailscale', login: 'a@b' }, name: 'ab broken=ZZ' },
  ],
  [{ 'tailscale-user-login': `${'x'.repeat(400)}@example.com` }, null],
  [{ 'tailscale-user-login': '=?utf-8?q?a=E2=80=8Bb?=' }, null],
])('reads %j as %j', (headers, user) => expect(tailnetUser(headers)).toEqual(user));
