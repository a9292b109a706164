import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, addressText } from './address.ts';
import { findHome, identityOf } from './home-options.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-options-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function running(url = 'http://127.0.0.1:4510', key = 'lan_home'): void {
  writeFileSync(path.join(folder, 'holder.json'), JSON.stringify({ pid: 1, url }));
  writeFileSync(path.join(folder, 'agent.key'), `${key}\n`);
}

describe('the home', () => {
  it('is that of the data folder, with its own key', () => {
    running();
    const home = { addresses: [{ kind: 'socket', url: 'ws://127.0.0.1:4510/ws' }], key: 'lan_home' };
    expect(findHome({ dataDir: folder }, {})).toEqual(home);
    expect(findHome({}, { LANAI_HOME: folder })).toEqual(home);
  });

  it('is reached by the socket in its folder where there is one, and otherwise by its address', () => {
    running();
    writeFileSync(path.join(folder, 'lanai.sock'), '');
    expect(findHome({ dataDir: folder }, {}).addresses).toEqual([
      { kind: 'path', path: path.join(folder, 'lanai.sock') },
      { kind: 'socket', url: 'ws://127.0.0.1:4510/ws' },
    ]);
  });

  it('is where an option says rather than where the environment does', () => {
    running();
    const env = { LANAI_HOME: folder, LANAI_URL: 'tcp://127.0.0.1:1', LANAI_KEY: 'lan_env' };
    expect(findHome({}, env)).toEqual({ addresses: [{ kind: 'tcp', host: '127.0.0.1', port: 1 }], key: 'lan_env' });
    expect(findHome({ url: 'unix:/run/home.sock', key: 'lan_option' }, env)).toEqual({
      addresses: [{ kind: 'path', path: '/run/home.sock' }],
      key: 'lan_option',
    });
    expect(findHome({ dataDir: folder }, env)).toMatchObject({ addresses: [{ kind: 'socket' }], key: 'lan_home' });
  });

  it('that does not run, or whose key is not there, is said to be so in a sentence', () => {
    expect(() => findHome({ dataDir: folder }, {})).toThrow(/^No home is running on .*\.$/m);
    expect(() => findHome({ dataDir: folder, url: 'http://127.0.0.1:4510' }, {})).toThrow(/^There is no key: .*\.$/m);
    expect(() => findHome({ url: 'http://127.0.0.1:4510', keyFile: path.join(folder, 'none') }, {})).toThrow(
      /cannot be read\. .*none does not exist\./,
    );
    writeFileSync(path.join(folder, 'holder.json'), '{"pid":');
    expect(() => findHome({ dataDir: folder }, {})).toThrow(/No home is running/);
  });
});

describe('an address', () => {
  it.each([
    ['http://127.0.0.1:4510', 'http://127.0.0.1:4510'],
    ['https://home.example/', 'https://home.example'],
    ['ws://127.0.0.1:4510/ws', 'http://127.0.0.1:4510'],
    ['tcp://[::1]:4511', '::1:4511'],
    ['unix:///run/home.sock', '/run/home.sock'],
  ])('%s is one', (text, shown) => {
    expect(addressText(addressOf(text))).toBe(shown);
  });

  it.each(['', 'localhost', '127.0.0.1:4510', 'tcp://host', 'ftp://x:1', 'javascript:alert(1)'])('%j is none', (text) => {
    expect(() => addressOf(text)).toThrow(/is no address of a home/);
  });
});

describe('who one is', () => {
  it('is the same for the same name, every time', () => {
    expect(identityOf({ name: 'Ada Love' }, {})).toEqual({ name: 'Ada Love', id: 'ada-love' });
    expect(identityOf({ name: '研究 bot' }, {}).id).not.toBe(identityOf({ name: '翻訳 bot' }, {}).id);
    expect(identityOf({}, { LANAI_NAME: 'Bob' })).toEqual({ name: 'Bob', id: 'bob' });
    expect(identityOf({ name: '李' }, {})).toEqual({ name: '李', id: '李' });
    expect(identityOf({}, {})).toEqual({ name: 'cli', id: 'cli' });
  });

  it('can have its own id', () => {
    expect(identityOf({ name: 'Ada', agentId: 'ada-2' }, { LANAI_AGENT_ID: 'x' })).toEqual({ name: 'Ada', id: 'ada-2' });
    expect(identityOf({ name: 'Ada' }, { LANAI_AGENT_ID: 'x' })).toEqual({ name: 'Ada', id: 'x' });
  });

  it('is not empty', () => {
    expect(() => identityOf({ name: ' ' }, {})).toThrow('The name is empty.');
  });
});
