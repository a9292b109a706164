import { describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const madeFor = (os: string, cpu: string, libc?: string) => ({
  version: '1.0.0',
  optional: true,
  os: [os],
  cpu: [cpu],
  ...(libc ? { libc: [libc] } : {}),
});

const lock = {
  packages: {
    '': { name: 'lanai' },
    'node_modules/hono': { version: '4.13.19' },
    'node_modules/binding-linux': madeFor('linux', 'x64', 'glibc'),
    'node_modules/binding-musl': madeFor('linux', 'x64', 'musl'),
    'node_modules/binding-mac': madeFor('darwin', 'arm64'),
    'node_modules/may-fail-to-build': { version: '1.0.0', optional: true },
  },
};
const binding = { 'node_modules/binding-linux': { version: '1.0.0' } };
const having = (packages: Record<string, object>) => ({ packages });

describe('node_modules', () => {
  it('is complete without packages for other systems, or that could not be built', () =>
    expect(isInstalled(lock, having({ ...binding, 'node_modules/hono': { version: '4.13.19' } }), linux)).toBe(true));
  it('is incomplete without a package for this system', () =>
    expect(isInstalled(lock, having({ 'node_modules/hono': { version: '4.13.19' } }), linux)).toBe(false));
  it('is incomplete with another version', () =>
    expect(isInstalled(lock, having({ ...binding, 'node_modules/hono': { version: '4.13.18' } }), linux)).toBe(false));
  it('is incomplete with a package missing', () => expect(isInstalled(lock, having(binding), linux)).toBe(false));
  it('is incomplete before anything was installed', () => expect(isInstalled(lock, null, linux)).toBe(false));
});
