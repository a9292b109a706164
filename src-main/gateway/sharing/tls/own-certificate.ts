// The certificates of the server's own authority, in the data folder, readable by its account only. They are in no backup: with the key
// of the authority, a certificate for this server can be made that its devices trust.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { writeSecret } from '../../store/secret-file.ts';
import { certificateOf, covers, type Certificate, type KeyPair } from './key-pair.ts';

export const AUTHORITY_FILE = 'tls-authority.pem';
export const LEAF_FILE = 'tls-certificate.pem';
const RENEWED_AFTER = 2 / 3;
const KEY = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/;

const MADE_AGAIN = 'Devices have to trust this Lanai again: its certificate authority was ';

export interface OwnCertificate {
  authority: Certificate;
  leaf: Certificate;
  /** Why devices have to trust this server again, as a sentence; null when they need not. */
  notice: string | null;
}

export class OwnCertificates {
  readonly #dataDir: string;
  readonly #now: () => number;
  #authority: Certificate | null = null;
  #leaf: Certificate | null = null;
  #notice: string | null = null;

  constructor(dataDir: string, now: () => number) {
    this.#dataDir = dataDir;
    this.#now = now;
  }

  /**
   * A certificate for these hosts: the one before while it covers them, and a new one in time. `isFirst`: there was no authority yet, so
   * that no device trusts one. Rejects when the files cannot be read or written.
   */
  async for(hosts: readonly string[], { isFirst }: { isFirst: boolean }): Promise<OwnCertificate> {
    const authority = await this.#readAuthority(isFirst);
    this.#leaf ??= this.#kept(LEAF_FILE);
    if (!this.#leaf || !this.#isGood(this.#leaf, authority, hosts)) {
      const { issueLeaf } = await import('./authority.ts');
      this.#leaf = this.#keep(LEAF_FILE, await issueLeaf(authority.pair, hosts, this.#now()));
    }
    return { authority, leaf: this.#leaf, notice: this.#notice };
  }

  async #readAuthority(isFirst: boolean): Promise<Certificate> {
    const known = this.#authority ?? this.#kept(AUTHORITY_FILE);
    if (known && this.#now() < known.validUntil) return (this.#authority = known);
    const place = this.#path(AUTHORITY_FILE);
    const isDamaged = !known && existsSync(place);
    // Kept, because a part of it may be of use to the owner.
    if (isDamaged) renameSync(place, `${place}.damaged`);
    const { createAuthority } = await import('./authority.ts');
    this.#authority = this.#keep(AUTHORITY_FILE, await createAuthority(this.#now()));
    const why = known ? 'too old.' : isDamaged ? 'damaged.' : 'gone from the data folder.';
    this.#notice = isFirst && !known && !isDamaged ? null : `${MADE_AGAIN}${why}`;
    return this.#authority;
  }

  #isGood(leaf: Certificate, authority: Certificate, hosts: readonly string[]): boolean {
    const now = this.#now();
    const renewAt = leaf.validFrom + (leaf.validUntil - leaf.validFrom) * RENEWED_AFTER;
    // With a clock before the authority's time, none could be valid, and a new one would be no better.
    const hasBegun = now >= leaf.validFrom || leaf.validFrom <= authority.validFrom;
    const isOfIt = leaf.x509.checkIssued(authority.x509) && leaf.x509.verify(authority.x509.publicKey);
    return isOfIt && hasBegun && now < renewAt && hosts.every((host) => covers(leaf, host));
  }

  /** Null when there is none, or when the file does not hold both. Throws when it cannot be read. */
  #kept(name: string): Certificate | null {
    const place = this.#path(name);
    if (!existsSync(place)) return null;
    const text = readFileSync(place, 'utf8');
    try {
      return certificateOf({ cert: text.replace(KEY, ''), key: KEY.exec(text)?.[0] ?? '' });
    } catch {
      return null;
    }
  }

  /** Both in one file, so that no key is without its certificate. */
  #keep(name: string, pair: KeyPair): Certificate {
    const certificate = certificateOf(pair);
    writeSecret(this.#path(name), `${pair.cert}${pair.key}`.trim()).publish();
    return certificate;
  }

  #path(name: string): string {
    return path.join(this.#dataDir, name);
  }
}
