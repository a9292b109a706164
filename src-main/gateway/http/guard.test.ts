import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { directEntrance, Entrance } from '../sharing/entrance.ts';
import { refuseForeign, refuseMalformed, type Asked } from './guard.ts';

const HOST = '127.0.0.1:4510';
const entrance = new Entrance(directEntrance('computer'));
entrance.answerAs([`http://${HOST}`, 'http://localhost:4510', 'http://[::1]:4510']);

function outcome(work: () => void): string {
  try {
    work();
    return 'in';
  } catch (error) {
    return error instanceof AppError ? error.code : 'broken';
  }
}

const asked = (change: Partial<Asked>): Asked => ({
  method: 'GET',
  isForAll: false,
  host: HOST,
  headers: {},
  isUpgrade: false,
  ...change,
});

describe('who may come in', () => {
  it.each([
    [HOST, 'in'],
    ['LOCALHOST:4510', 'in'],
    ['[::1]:4510', 'in'],
    ['127.0.0.1', 'host_not_allowed'],
    ['127.0.0.1:4511', 'host_not_allowed'],
    ['evil.example:4510', 'host_not_allowed'],
    ['127.0.0.1:4510.evil.example', 'host_not_allowed'],
    [`${HOST}, evil.example`, 'host_not_allowed'],
    ['', 'host_not_allowed'],
    [undefined, 'host_not_allowed'],
  ])('Host %s: %s', (host, expected) => {
    expect(outcome(() => refuseForeign(entrance, asked({ host: entrance.hostOf({ host }) })))).toBe(expected);
  });

  const origins: [string | undefined, string][] = [
    [undefined, 'in'],
    [`http://${HOST}`, 'in'],
    ['http://localhost:4510', 'in'],
    ['http://localhost:3000', 'origin_not_allowed'],
    [`https://${HOST}`, 'origin_not_allowed'],
    ['https://evil.example', 'origin_not_allowed'],
    [`http://${HOST}.evil.example`, 'origin_not_allowed'],
    [`http://${HOST}@evil.example`, 'origin_not_allowed'],
    ['null', 'origin_not_allowed'],
    ['file://', 'origin_not_allowed'],
    [`ftp://${HOST}`, 'origin_not_allowed'],
  ];
  for (const how of [{ method: 'POST' }, { method: 'DELETE' }, { method: 'OPTIONS' }, { isUpgrade: true }]) {
    it.each(origins)(`${JSON.stringify(how)} from the origin %s: %s`, (origin, expected) => {
      expect(outcome(() => refuseForeign(entrance, asked({ ...how, headers: { origin } })))).toBe(expected);
    });
  }

  it.each([
    ['same-origin', 'in', 'in'],
    ['none', 'in', 'in'],
    ['same-site', 'origin_not_allowed', 'origin_not_allowed'],
    ['cross-site', 'origin_not_allowed', 'origin_not_allowed'],
  ])('a page that is %s to us may read our data: %s; may write: %s', (site, read, write) => {
    const headers = { 'sec-fetch-site': site };
    expect(outcome(() => refuseForeign(entrance, asked({ headers })))).toBe(read);
    expect(outcome(() => refuseForeign(entrance, asked({ headers, method: 'POST' })))).toBe(write);
  });

  it('a link on another page opens the app, and only as a page', () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(outcome(() => refuseForeign(entrance, asked({ isForAll: true, headers })))).toBe('in');
    expect(outcome(() => refuseForeign(entrance, asked({ isForAll: true, headers: { ...headers, 'sec-fetch-mode': 'no-cors' } })))).toBe(
      'in',
    );
    expect(outcome(() => refuseForeign(entrance, asked({ headers: { ...headers, 'sec-fetch-mode': 'no-cors' } })))).toBe(
      'origin_not_allowed',
    );
    expect(outcome(() => refuseForeign(entrance, asked({ method: 'POST', headers })))).toBe('origin_not_allowed');
  });
});

describe('what an address may look like', () => {
  it.each([
    '/',
    '/api/rooms',
    '/assets/app-1a2b.js',
    '/api/rooms/a/messages?limit=5&before=2026-01-01T00:00:00Z',
    '/api/rooms/%F0%9F%8C%BA',
    '/a...b',
    '/.well-known/x',
    '/x?next=//evil',
    '/x?name=%61%7e',
    '/a%40b%2Fc%5B%5D%60%7B%7D%3A%3d',
  ])('%s is fine', (url) => {
    expect(outcome(() => refuseMalformed({ url, rawHeaders: [] }))).toBe('in');
  });

  it.each([
    '',
    '*',
    'http://127.0.0.1:4510/',
    '//evil.example/ws',
    '/a//b',
    '/../etc/passwd',
    '/a/../b',
    '/a/..',
    '/.',
    '/%2e%2e/x',
    '/a/.%2E/b',
    '/a%00b',
    '/%61pi/session',
    '/a%7Eb',
    '/%4aoin',
    '/1%2D2',
    '/a%5fb',
    '/%5A',
    '/%39',
    '/a%5cb',
    String.raw`/a\b`,
    '/%',
    '/%zz',
    '/x?%',
    `/${'a'.repeat(5_000)}`,
  ])('%s is refused', (url) => {
    expect(outcome(() => refuseMalformed({ url, rawHeaders: [] }))).toBe('invalid_payload');
  });

  it('two Hosts are one too many', () => {
    expect(outcome(() => refuseMalformed({ url: '/', rawHeaders: ['Host', HOST, 'host', 'evil.example'] }))).toBe('invalid_payload');
  });
});
