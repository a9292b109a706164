import { describe, expect, it } from 'vitest';
import { isPublic } from './address-range.ts';
import { parseAddress, resolveAddress, type Lookup } from './address.ts';

const leadsTo =
  (...addresses: string[]): Lookup =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
const nowhere: Lookup = () => Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
const resolve = (text: string, lookup: Lookup = nowhere) => resolveAddress(parseAddress(text), 'public', lookup);

const SPECIAL = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'not an address',
];

describe('A public address', () => {
  it.each(SPECIAL)('is not %s', (address) => expect(isPublic(address)).toBe(false));
  it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])('is %s', (address) =>
    expect(isPublic(address)).toBe(true),
  );
});

describe('An address that anybody may choose', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]:80/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://0/',
  ])('is not %s, however it is written', async (text) => {
    await expect(resolve(text)).rejects.toMatchObject({ kind: 'place' });
  });

  it('is what its name leads to, and all of it', async () => {
    await expect(resolve('https://example.org/hook', leadsTo('93.184.215.14'))).resolves.toEqual([{ address: '93.184.215.14', family: 4 }]);
    await expect(resolve('https://example.org/', leadsTo('10.0.0.1'))).rejects.toMatchObject({ kind: 'place' });
    await expect(resolve('https://example.org/', leadsTo('93.184.215.14', '::1'))).rejects.toMatchObject({ kind: 'place' });
    await expect(resolve('https://localhost./', leadsTo('127.0.0.1'))).rejects.toMatchObject({ kind: 'place' });
  });

  it('that leads nowhere is said to', async () => {
    await expect(resolve('https://nowhere.example/')).rejects.toMatchObject({
      kind: 'unknown',
      message: 'nowhere.example cannot be found.',
    });
    await expect(resolve('https://nowhere.example/', leadsTo())).rejects.toMatchObject({ kind: 'unknown' });
  });
});

describe('An address of the owner', () => {
  it('may be on this machine and in its network', async () => {
    const anywhere = (text: string, lookup = nowhere) => resolveAddress(parseAddress(text), 'any', lookup);
    await expect(anywhere('http://127.0.0.1:3000/')).resolves.toEqual([{ address: '127.0.0.1', family: 4 }]);
    await expect(anywhere('http://nas.local/', leadsTo('192.168.1.9'))).resolves.toHaveLength(1);
  });
});

describe('What is no address', () => {
  it.each([
    '',
    'example.org',
    'ftp://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://a:b@example.org',
    'https://a@b',
  ])('%s', (text) => expect(() => parseAddress(text)).toThrow(expect.objectContaining({ kind: 'form' })));
});
