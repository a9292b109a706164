// The certificate of the shared addresses, as the owner chose it: none, one of the server's own authority, or files of the owner.
import path from 'node:path';
import type { CertificateState, CertificateWay } from '../../../../src-shared/entrances.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { reasonOf } from '../../../../src-shared/reason.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { CertificateFiles, type FilePlaces } from './certificate-files.ts';
import { covers, fingerprintOf, namesIn, outOfDate, type Certificate, type KeyPair } from './key-pair.ts';
import { OwnCertificates } from './own-certificate.ts';
import { TimeLimit } from './time-limit.ts';

/** Names of this computer for itself, so that a browser here can use the certificate too. */
const OF_THIS_COMPUTER = ['localhost', '127.0.0.1', '::1'];

/** The addresses and the name at which the server listens. */
export interface Wanted {
  addresses: readonly string[];
  name: string | null;
}

/** A certificate in use. */
export interface InUse {
  pair: KeyPair;
  covers(host: string): boolean;
  /** Host names besides those that the server gave itself. */
  names: readonly string[];
}

/** The certificate that devices install, as they read it. */
export interface Authority {
  der: Buffer;
  fingerprint: string;
  validUntil: number;
}

type Facts = Omit<CertificateState, 'way' | 'origins'>;

const NOTHING: Facts = { names: [], fingerprint: null, valid_until: null, problem: null };

export interface CertificateOptions {
  core: Core;
  dataDir: string;
  after: After;
  log(message: string, error: unknown): void;
}

export class NetworkCertificate {
  readonly #options: CertificateOptions;
  readonly #own: OwnCertificates;
  /** One for all files, those that are refused too. */
  readonly #limit: TimeLimit;
  #files: { way: CertificateWay; files: CertificateFiles } | null = null;
  #used: Certificate | null = null;
  #inUse: InUse | null = null;
  #facts: Facts = NOTHING;
  #authority: Authority | null = null;

  constructor(options: CertificateOptions) {
    const { core, dataDir, after } = options;
    this.#options = options;
    this.#own = new OwnCertificates(dataDir, core.now);
    this.#limit = new TimeLimit(after);
  }

  get way(): CertificateWay {
    return this.#kept.way;
  }

  get facts(): Facts {
    return this.#facts;
  }

  /** The certificate for devices to trust; null when there is none to trust. */
  get authority(): Authority | null {
    return this.#authority;
  }

  /** From the next look on. Throws `invalid_payload` for files that cannot be used. */
  async choose(way: CertificateWay, addresses: readonly string[]): Promise<void> {
    if (way.kind === 'files') await this.#requireUsable(way, addresses);
    await this.#options.core.write('keepCertificate', { ...this.#kept, way });
    this.#forget(null);
  }

  /** Looks at the files, the clock and the addresses. Null: no HTTPS. */
  async lookFor(wanted: Wanted): Promise<InUse | null> {
    const { way } = this;
    if (way.kind === 'off' || wanted.addresses.length === 0) this.#forget(null);
    else if (way.kind === 'own') await this.#lookAtOwn(wanted).catch((error: unknown) => this.#failed(error));
    else await this.#lookAtFiles(way, wanted.addresses);
    return this.#inUse;
  }

  get #kept() {
    return this.#options.core.directory.settings.get('certificate');
  }

  async #lookAtOwn({ addresses, name }: Wanted): Promise<void> {
    const { isPermittedAddress } = await import('./permitted-address.ts');
    const [permitted, others] = [addresses.filter(isPermittedAddress), addresses.filter((each) => !isPermittedAddress(each))];
    const hosts = [...permitted, ...(name === null ? [] : [name]), ...OF_THIS_COMPUTER];
    const kept = this.#kept;
    const own = await this.#own.for(hosts, { isFirst: kept.authority === null });
    const [fingerprint, { validUntil }] = [fingerprintOf(own.authority), own.authority];
    this.#authority = { der: own.authority.x509.raw, fingerprint, validUntil };
    if (kept.authority !== fingerprint) await this.#options.core.write('keepCertificate', { ...kept, authority: fingerprint });
    const refused = others.map((each) => `${each} is no private address, so browsers would refuse a certificate of Lanai's own for it.`);
    this.#use(own.leaf, []);
    this.#facts = {
      names: hosts,
      fingerprint,
      valid_until: validUntil,
      problem: [own.notice, ...refused].filter((each) => each !== null).join(' ') || null,
    };
  }

  async #lookAtFiles(way: CertificateWay & { kind: 'files' }, addresses: readonly string[]): Promise<void> {
    if (this.#files?.way !== way) this.#files = { way, files: this.#filesAt(way) };
    const { certificate, problem } = await this.#files.files.certificate();
    this.#authority = null;
    if (!certificate) return this.#forget(problem);
    const names = namesIn(certificate);
    this.#use(certificate, names);
    this.#facts = {
      names: [...names, ...addresses.filter((each) => covers(certificate, each))],
      fingerprint: fingerprintOf(certificate),
      valid_until: certificate.validUntil,
      problem: problem ?? unnamed(certificate, addresses),
    };
  }

  #filesAt(places: FilePlaces): CertificateFiles {
    return new CertificateFiles(places, { now: this.#options.core.now, limit: this.#limit });
  }

  async #requireUsable(way: CertificateWay & { kind: 'files' }, addresses: readonly string[]): Promise<void> {
    if (!path.isAbsolute(way.certificate_file) || !path.isAbsolute(way.key_file))
      throw new AppError('invalid_payload', "Give the whole paths of both files, as they are on the server's computer.");
    const { certificate, problem } = await this.#filesAt(way).certificate();
    const fault = problem ?? (certificate && unnamed(certificate, addresses));
    if (fault !== null) throw new AppError('invalid_payload', fault);
  }

  /** A certificate that works is used on while it is valid. */
  #failed(error: unknown): void {
    // Every admin is sent it: of a path in the data folder it names the file only.
    const reason = reasonOf(error).replaceAll(path.join(this.#options.dataDir, path.sep), '');
    const problem = `The certificate could not be made: ${reason}`;
    if (this.#facts.problem !== problem) this.#options.log('The certificate could not be made', error);
    if (this.#used && outOfDate(this.#used, this.#options.core.now()) === null) this.#facts = { ...this.#facts, problem };
    else this.#forget(problem);
  }

  #use(certificate: Certificate, names: readonly string[]): void {
    if (this.#used === certificate) return;
    this.#used = certificate;
    this.#inUse = { pair: certificate.pair, covers: (host) => covers(certificate, host), names };
  }

  #forget(problem: string | null): void {
    this.#used = null;
    this.#inUse = null;
    this.#authority = null;
    this.#facts = { ...NOTHING, problem };
  }
}

/** A sentence when it is for no address of this server. */
function unnamed(certificate: Certificate, addresses: readonly string[]): string | null {
  if (namesIn(certificate).length > 0 || addresses.some((each) => covers(certificate, each))) return null;
  if (addresses.length === 0) return null;
  return `The certificate is for none of the shared addresses (${addresses.join(', ')}), and it has no name without a wildcard.`;
}
