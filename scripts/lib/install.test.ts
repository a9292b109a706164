import { describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

const lock = {
  packages: {
    '': { name: 'lanai' },
    'node_modules/hono': { version: '4.13.19' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  },
};
const having = (hono: string) => ({ packages: { 'node_modules/hono': { version: hono } } });

describe('whether node_modules is what the lock file says', () => {
  it('is so without the packages that are for other systems', () => expect(isInstalled(lock, having('4.13.19'))).toBe(true));
  it('is not so with another version', () => expect(isInstalled(lock, having('4.13.18'))).toBe(false));
  it('is not so with a package missing', () => expect(isInstalled(lock, { packages: {} })).toBe(false));
  it('is not so before anything was installed', () => expect(isInstalled(lock, null)).toBe(false));
});
