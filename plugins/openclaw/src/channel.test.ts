import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIds, accountOf, withoutAccount, withSettings, type Settings } from './account.ts';
import { SETUP_FIELDS, setupAdapter } from './channel.ts';
import { readTarget, writtenTarget } from './outbound.ts';

const SETTINGS = { url: 'http://127.0.0.1:4510', token: 'lan_x', agentId: 'key-1', name: 'claw' };
const ask = (input: Record<string, string | undefined>) => ({ cfg: {}, accountId: 'default', input });

describe('openclaw channels add lanai', () => {
  it('has the flags that the package names, so that OpenClaw shows them before it loads the plugin', () => {
    const file = path.join(import.meta.dirname, '..', 'package.json');
    const { fields } = Object(JSON.parse(readFileSync(file, 'utf8'))).openclaw.channel.setup;
    expect(fields).toEqual(Object.entries(SETUP_FIELDS).map(([key, field]) => ({ key, ...field })));
  });

  it.each([
    [{}, 'Lanai needs --code'],
    [{ code: ' ' }, 'Lanai needs --code'],
    [{ code: 'http://127.0.0.1:4510' }, 'not complete'],
    [{ url: SETTINGS.url, token: SETTINGS.token }, 'Lanai needs --code'],
  ])('says what is missing in %j', (input, expected) => {
    expect(setupAdapter.validateInput(ask(input))).toContain(expected);
  });

  it.each([{ code: 'http://127.0.0.1:4510#ABCD-1234' }, { url: SETTINGS.url, token: SETTINGS.token, agentId: 'key-1' }])(
    'takes %j',
    (input) => {
      expect(setupAdapter.validateInput(ask(input))).toBeNull();
    },
  );

  it('stores the key and not the code', () => {
    const cfg = setupAdapter.applyAccountConfig(ask({ code: 'http://127.0.0.1:4510#ABCD-1234', ...SETTINGS }));
    expect(cfg).toEqual({ channels: { lanai: { enabled: true, ...SETTINGS } } });
  });
});

describe('The accounts', () => {
  it('are one for each home', () => {
    const cfg = withSettings(withSettings({}, 'default', SETTINGS), 'work', { ...SETTINGS, name: 'worker' });
    expect(accountIds(cfg)).toEqual(['default', 'work']);
    expect([accountOf(cfg).name, accountOf(cfg, 'work').name, accountOf(cfg, 'none').configured]).toEqual(['claw', 'worker', false]);
    expect(accountIds(withoutAccount(cfg, 'work'))).toEqual(['default']);
    expect(accountIds(withoutAccount(cfg, 'default'))).toEqual(['work']);
  });

  it('are found where OpenClaw has moved a part of the first one', () => {
    const { token, name, ...rest } = SETTINGS;
    const cfg = { channels: { lanai: { ...rest, accounts: { default: { token, name }, work: SETTINGS } } } };
    expect(accountIds(cfg)).toEqual(['default', 'work']);
    expect(accountOf(cfg)).toMatchObject({ ...SETTINGS, configured: true });
  });

  it('that cannot be read count as none', () => {
    expect(accountOf({ channels: { lanai: { url: 7 } } })).toMatchObject({ configured: false });
    expect(accountOf({})).toMatchObject({ accountId: 'default', configured: false });
  });
});

it.each([
  ['lobby', 'room:lobby'],
  ['#lobby', 'room:lobby'],
  ['lanai:room:lobby', 'room:lobby'],
  ['@Tom', 'user:Tom'],
  ['dm:Tom', 'user:Tom'],
  ['  ', null],
  ['room:', null],
])('the target %j is %j', (text, expected) => {
  const target = readTarget(text);
  expect(target && writtenTarget(target)).toBe(expected);
});

describe('A new code in an account', () => {
  const before = { ...SETTINGS, room: 'old-room', allowFrom: ['sarah'], mediaMaxMb: 5 };
  const settingsAfter = (change: Settings, cfg = withSettings({}, 'default', before)) =>
    accountOf(setupAdapter.applyAccountConfig({ cfg, accountId: 'default', input: { ...SETTINGS, ...change } }));

  it.each<Settings>([{ url: 'https://other.example' }, { agentId: 'key-2' }])(
    'for %j takes over neither the room nor the list',
    (change) => {
      expect(settingsAfter(change)).toMatchObject({ room: '', allowFrom: [], mediaMaxBytes: 5 * 1024 * 1024, ...change });
      expect(settingsAfter({ ...change, room: 'new-room' })).toMatchObject({ room: 'new-room', allowFrom: [] });
    },
  );

  it('for the same agent keeps them', () => {
    expect(settingsAfter({ token: 'lan_y' })).toMatchObject({ token: 'lan_y', room: 'old-room', allowFrom: ['sarah'] });
  });

  it('replaces what OpenClaw has moved', () => {
    const { url, agentId, ...moved } = before;
    const cfg = { channels: { lanai: { url, agentId, accounts: { default: moved, work: before } } } };
    const after = setupAdapter.applyAccountConfig({ cfg, accountId: 'default', input: { ...SETTINGS, agentId: 'key-2', token: 'lan_y' } });
    expect(accountOf(after)).toMatchObject({ agentId: 'key-2', token: 'lan_y', room: '', allowFrom: [] });
    expect(accountOf(after, 'work')).toMatchObject({ room: 'old-room', allowFrom: ['sarah'] });
  });
});
