// A server with HTTPS at its shared addresses, for the tests of it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { CertificateState } from '../../../src-shared/entrances.ts';
import { Sharing } from '../../../src-shared/objects.ts';
import { createBrowser, type Browser } from './browser.ts';
import { startTestHome, type TestHome } from './home.ts';
import { ask, type Answer, type Ask } from './http-client.ts';

export const [FIRST, SECOND] = ['127.0.0.2', '127.0.0.3'] as const;

/** A fresh one for each test, which shares nothing yet. */
export class TlsHome {
  home!: TestHome;
  dataDir = '';
  addresses: string[] = [];
  /** From the next start on. */
  mdnsPort: number | null = null;

  constructor() {
    beforeEach(async () => {
      this.dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-tls-'));
      this.addresses = [FIRST];
      this.mdnsPort = null;
      await this.start();
    });
    afterEach(async () => {
      await this.home.close();
      rmSync(this.dataDir, { recursive: true });
      expect(this.home.logged).toEqual([]);
    });
  }

  async start(): Promise<void> {
    this.home = await startTestHome({ dataDir: this.dataDir, lanAddresses: this.addresses, mdnsPort: this.mdnsPort });
  }

  get port(): number {
    return Number(new URL(this.home.url).port);
  }

  plainAt(host: string): string {
    return `http://${host}:${this.port}`;
  }

  secureAt(host: string): string {
    return `https://${host}:${this.port}`;
  }

  /** As PEM. */
  authority(): string {
    return readFileSync(path.join(this.dataDir, 'tls-authority.pem'), 'utf8').replace(/-----BEGIN PRIVATE[^]*/, '');
  }

  /** As a client that trusts the authority. */
  trusting(url: string, more: Ask = {}): Promise<Answer> {
    return ask(url, { ca: this.authority(), ...more });
  }

  phone(): Browser {
    const url = this.secureAt(FIRST);
    return createBrowser(url, { at: url, ca: this.authority() });
  }

  share(...addresses: string[]): Promise<Answer> {
    return this.home.owner.put('/api/sharing', { addresses });
  }

  async sharing(): Promise<Sharing> {
    return Sharing.parse((await this.home.owner.get('/api/sharing')).json());
  }

  async certificate(): Promise<CertificateState> {
    const { network } = await this.sharing();
    if (!network) throw new Error('Nothing is shared.');
    return network.certificate;
  }

  async certify(kind: 'own' | 'off'): Promise<CertificateState> {
    expect((await this.home.owner.put('/api/sharing/certificate', { certificate: { kind } })).status).toBe(200);
    return this.certificate();
  }

  async withOwn(): Promise<CertificateState> {
    await this.share(FIRST);
    return this.certify('own');
  }
}
