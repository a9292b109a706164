import { expect, test } from 'vitest';
import { isLoopbackHost } from './loopback.ts';

test('localhost and the loopback addresses are the own machine, and no name that begins like one', () => {
  for (const url of ['http://localhost:1/', 'http://127.0.0.1/', 'http://127.9.8.7/', 'http://[::1]:4510/', 'http://2130706433/'])
    expect(isLoopbackHost(new URL(url).hostname), url).toBe(true);
  for (const url of ['http://127.0.0.1.example.org/', 'http://localhost.example.org/', 'http://192.168.1.2/', 'http://[fe80::1]/'])
    expect(isLoopbackHost(new URL(url).hostname), url).toBe(false);
});
