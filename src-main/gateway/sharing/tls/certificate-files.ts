// The owner's certificate and key, in files of this computer. They are read again when they change: programs that renew certificates
// write them again.
import { readFile, stat } from 'node:fs/promises';
import { reasonOf } from '../../../../src-shared/reason.ts';
import { certificateOf, outOfDate, requireForServer, type Certificate } from './key-pair.ts';
import type { TimeLimit } from './time-limit.ts';

const STALLED = 'The files of the certificate could not be read in time: a disk does not answer.';
const FILE_BYTES_MAX = 1024 * 1024;

export interface FilePlaces {
  certificate_file: string;
  key_file: string;
}

export class CertificateFiles {
  readonly #places: FilePlaces;
  readonly #now: () => number;
  readonly #limit: TimeLimit;
  /** Of the files that were read last. */
  #version = '';
  #read: Certificate | null = null;
  #used: Certificate | null = null;

  constructor(places: FilePlaces, { now, limit }: { now(): number; limit: TimeLimit }) {
    this.#places = places;
    this.#now = now;
    this.#limit = limit;
  }

  /** While new files cannot be used, the certificate from before is used for as long as it is valid. */
  async certificate(): Promise<{ certificate: Certificate | null; problem: string | null }> {
    const problem = await this.#limit.run(() => this.#look(), STALLED).catch(reasonOf);
    const isUsable = this.#used !== null && outOfDate(this.#used, this.#now()) === null;
    return { certificate: isUsable ? this.#used : null, problem };
  }

  /** One file after the other: a disk that does not answer holds one thread. */
  async #look(): Promise<string | null> {
    const { certificate_file, key_file } = this.#places;
    const [ofCertificate, ofKey] = [fileAt(certificate_file, 'the certificate file'), fileAt(key_file, 'the key file')];
    const version = `${await ofCertificate.version()} ${await ofKey.version()}`;
    if (version !== this.#version) {
      const [cert, key] = [await ofCertificate.text(), await ofKey.text()];
      this.#read = certificateOf({ cert, key });
      requireForServer(this.#read);
      this.#version = version;
    }
    const problem = this.#read && outOfDate(this.#read, this.#now());
    if (problem === null) this.#used = this.#read;
    return problem;
  }
}

/** Its errors name no path: every admin is sent them. */
function fileAt(place: string, name: string): { version(): Promise<string>; text(): Promise<string> } {
  const failed = (error: unknown): never => {
    const words = reasonOf(error).replaceAll(place, name);
    throw new Error(words.charAt(0).toUpperCase() + words.slice(1), { cause: error });
  };
  return {
    version: () => versionOf(place).catch(failed),
    text: () => readFile(place, 'utf8').catch(failed),
  };
}

async function versionOf(file: string): Promise<string> {
  const found = await stat(file);
  if (!found.isFile()) throw new Error(`${file} is no file.`);
  if (found.size > FILE_BYTES_MAX) throw new Error(`${file} is too large for a certificate or a key.`);
  return `${found.ino}:${found.size}:${found.mtimeMs}`;
}
