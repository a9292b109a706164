// The certificates of the server's own authority, in the data folder, readable by its account only. They are in no backup: with the key
// of the authority, a certificate for this server can be made that its devices trust.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { writeSecret } from '../../store/secret-file.ts';
import { certificateOf, covers, dayOf, outOfDate, type Certificate, type KeyPair } from './key-pair.ts';

export const AUTHORITY_FILE = 'tls-authority.pem';
/** Authorities that were replaced. None is ever deleted: while the clock was fast, one that devices trust may have seemed too old. */
const REPLACED_FILES = [`${AUTHORITY_FILE}.old`, `${AUTHORITY_FILE}.older`];
export const LEAF_FILE = 'tls-certificate.pem';
const RENEWED_AFTER = 2 / 3;
const KEY = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n?/;

const MADE_AGAIN = 'Devices have to trust this Lanai again: its certificate authority was ';
const NO_PLACE = `Two certificate authorities that were replaced are in the data folder. Move ${REPLACED_FILES.join(' and ')} to another place.`;

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
    const valid = known && (this.#isValid(known) ? known : this.#returned(known));
    if (valid) return (this.#authority = valid);
    // A new one would not help with a clock that is slow.
    if (known && this.#now() < known.validFrom) throw new Error(notBegun(known));
    const place = this.#path(AUTHORITY_FILE);
    const isDamaged = !known && existsSync(place);
    // Kept, because a part of it may be of use to the owner.
    if (isDamaged) renameSync(place, `${place}.damaged`);
    if (known) this.#keep(this.#freeName(), known.pair);
    const { createAuthority } = await import('./authority.ts');
    this.#authority = this.#keep(AUTHORITY_FILE, await createAuthority(this.#now()));
    const why = known ? 'too old.' : isDamaged ? 'damaged.' : 'gone from the data folder.';
    this.#notice = isFirst && !known && !isDamaged ? null : `${MADE_AGAIN}${why}`;
    return this.#authority;
  }

  /** An authority that was replaced and is valid at this time, after it has changed places with the one in use; null without any. */
  #returned(inUse: Certificate): Certificate | null {
    for (const name of REPLACED_FILES) {
      const replaced = this.#kept(name);
      if (!replaced || !this.#isValid(replaced)) continue;
      const beside = this.#written(name, inUse.pair);
      const returned = this.#keep(AUTHORITY_FILE, replaced.pair);
      beside.publish();
      this.#notice = null;
      return returned;
    }
    return null;
  }

  #freeName(): string {
    const name = REPLACED_FILES.find((each) => !existsSync(this.#path(each)));
    if (name === undefined) throw new Error(NO_PLACE);
    return name;
  }

  #isValid(certificate: Certificate): boolean {
    return outOfDate(certificate, this.#now()) === null;
  }

  #isGood(leaf: Certificate, authority: Certificate, hosts: readonly string[]): boolean {
    const renewAt = leaf.validFrom + (leaf.validUntil - leaf.validFrom) * RENEWED_AFTER;
    // One that ends with its authority cannot be renewed.
    const isDue = this.#now() >= renewAt && leaf.validUntil < authority.validUntil;
    const isOfIt = leaf.x509.checkIssued(authority.x509) && leaf.x509.verify(authority.x509.publicKey);
    return isOfIt && this.#isValid(leaf) && !isDue && hosts.every((host) => covers(leaf, host));
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
    this.#written(name, pair).publish();
    return certificate;
  }

  #written(name: string, { cert, key }: KeyPair): ReturnType<typeof writeSecret> {
    return writeSecret(this.#path(name), `${cert}${key}`.trim());
  }

  #path(name: string): string {
    return path.join(this.#dataDir, name);
  }
}

function notBegun({ validFrom }: Certificate): string {
  const begin = `The certificate authority is valid from ${dayOf(validFrom)} only.`;
  return `${begin} Check the date of this computer. If it is right, move ${AUTHORITY_FILE} out of the data folder: a new one is made then.`;
}
