import { describe, expect, it } from 'vitest';
import { EntranceWay } from './entrance-way.ts';
import { hostNameOf, originOf } from './entrances.ts';

describe('an origin', () => {
  it.each([
    ['https://chat.example.org', 'https://chat.example.org'],
    ['HTTPS://Chat.Example.ORG/', 'https://chat.example.org'],
    ['https://chat.example.org:443', 'https://chat.example.org'],
    ['http://chat.example.org:80/', 'http://chat.example.org'],
    ['http://10.0.0.7:8080', 'http://10.0.0.7:8080'],
    ['http://[fd00::1]:4510', 'http://[fd00::1]:4510'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ])('%s is %s', (text, origin) => {
    expect(originOf(text)).toBe(origin);
    // Browsers write it in the same way.
    expect(new URL(text).origin).toBe(origin);
  });

  it.each([
    ...[
      '',
      'chat.example.org',
      'ftp://a.example',
      'https://',
      'https:///',
      'https://a.example/path',
      'https://a.example?x',
      'https://a.example#x',
    ],
    ...[
      'https://me@a.example',
      'https://a.example:0',
      'https://a.example:70000',
      'https://a.example:',
      'https://a example',
      'https://-a.example',
    ],
    ...[
      'https://a.example\n',
      ' https://a.example',
      'https://bücher.example',
      'https://a_b.example',
      'javascript:alert(1)',
      'https://a.example.',
    ],
  ])('is not %j', (text) => expect(originOf(text)).toBeNull());

  it('has a host name', () => {
    expect(hostNameOf('http://[fd00::1]:4510')).toBe('fd00::1');
    expect(hostNameOf('https://chat.example.org')).toBe('chat.example.org');
  });
});

describe('a destination of ssh', () => {
  const accepts = (destination: string): boolean => EntranceWay.safeParse({ kind: 'ssh', destination, port: 8_080, address: null }).success;
  it.each(['server', 'me@server.example', 'me.you-2@10.0.0.1', 'nokey@localhost.run', 'me@[fd00::1]'])('is %s', (text) =>
    expect(accepts(text)).toBe(true),
  );
  it.each(['', '-oProxyCommand=x', 'me@-x', '-me@x', 'a b', 'me@x;y', 'me@x$(y)', 'a@b@c', 'me@x\n'])('is not %j', (text) =>
    expect(accepts(text)).toBe(false),
  );
});
