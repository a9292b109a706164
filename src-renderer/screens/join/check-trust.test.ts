import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkTrust } from './check-trust.ts';

const SECURE = 'https://192.168.1.24:4510';

interface Parts {
  origin?: string;
  answer?: () => Promise<{ ok: boolean }>;
  /** Of the service worker; undefined where browsers have none. */
  worker?: () => Promise<unknown>;
}

function page({ origin = 'http://192.168.1.24:4510', answer = async () => ({ ok: true }), worker }: Parts) {
  const { host, protocol } = new URL(origin);
  const asked: unknown[] = [];
  const fetch = (...given: unknown[]): Promise<{ ok: boolean }> => (asked.push(given), answer());
  const navigator = worker ? { serviceWorker: { register: worker } } : {};
  const shown = { location: { origin, host, protocol }, isSecureContext: protocol === 'https:', fetch, navigator };
  return { asked, page: shown as unknown as Window };
}

/** A socket that opens, or is refused. */
function stubSocket(event: 'open' | 'error'): void {
  class Socket extends EventTarget {
    constructor() {
      super();
      queueMicrotask(() => this.dispatchEvent(new Event(event)));
    }
    close(): void {
      // It is open no longer than the check.
    }
  }
  vi.stubGlobal('WebSocket', Socket);
}

afterEach(() => vi.unstubAllGlobals());

describe('the check for trust', () => {
  it('asks the address with HTTPS from the page without, and sends no cookie', async () => {
    const trusting = page({});
    expect(await checkTrust(trusting.page, SECURE)).toBe('trusted');
    expect(trusting.asked).toMatchObject([[`${SECURE}/api/trust/check`, { mode: 'cors', credentials: 'omit', cache: 'no-store' }]]);
    const refusing = page({ answer: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await checkTrust(refusing.page, SECURE)).toBe('untrusted');
    expect(await checkTrust(page({ answer: async () => ({ ok: false }) }).page, SECURE)).toBe('untrusted');
  });

  it('opens a socket from the page with HTTPS, which may have been opened past a warning', async () => {
    stubSocket('open');
    expect(await checkTrust(page({ origin: SECURE }).page, SECURE)).toBe('trusted');
    stubSocket('error');
    expect(await checkTrust(page({ origin: SECURE }).page, SECURE)).toBe('no-socket');
  });

  it('starts the service worker, which a browser refuses past a warning although it opens sockets', async () => {
    vi.stubGlobal('window', {});
    stubSocket('open');
    expect(await checkTrust(page({ origin: SECURE, worker: async () => ({}) }).page, SECURE)).toBe('trusted');
    const refused = page({ origin: SECURE, worker: () => Promise.reject(new Error('SecurityError')) });
    expect(await checkTrust(refused.page, SECURE)).toBe('no-socket');
  });
});
