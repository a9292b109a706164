// The owner's certificate and key, in files of this computer. They are read again when they change: programs that renew certificates
// write them anew.
import { readFile, stat } from 'node:fs/promises';
import { reasonOf } from '../../../../src-shared/reason.ts';
import { certificateOf, outOfDate, requireForServer, type Certificate } from './key-pair.ts';

const FILE_BYTES_MAX = 1024 * 1024;

export interface FilePlaces {
  certificate_file: string;
  key_file: string;
}

export class CertificateFiles {
  readonly #places: FilePlaces;
  readonly #now: () => number;
  /** Of the files that were read last. */
  #version = '';
  #read: Certificate | null = null;
  #used: Certificate | null = null;

  constructor(places: FilePlaces, now: () => number) {
    this.#places = places;
    this.#now = now;
  }

  /** While new files cannot be used, the certificate from before is used for as long as it is valid. */
  async certificate(): Promise<{ certificate: Certificate | null; problem: string | null }> {
    const problem = await this.#look().catch(reasonOf);
    const isUsable = this.#used !== null && outOfDate(this.#used, this.#now()) === null;
    return { certificate: isUsable ? this.#used : null, problem };
  }

  async #look(): Promise<string | null> {
    const version = (await Promise.all(this.#paths.map(versionOf))).join(' ');
    if (version !== this.#version) {
      const [cert = '', key = ''] = await Promise.all(this.#paths.map((each) => readFile(each, 'utf8')));
      this.#read = certificateOf({ cert, key });
      requireForServer(this.#read);
      this.#version = version;
    }
    const problem = this.#read && outOfDate(this.#read, this.#now());
    if (problem === null) this.#used = this.#read;
    return problem;
  }

  get #paths(): [string, string] {
    return [this.#places.certificate_file, this.#places.key_file];
  }
}

async function versionOf(file: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(file).then((found) => {
    if (!found.isFile()) throw new Error(`${file} is no file.`);
    if (found.size > FILE_BYTES_MAX) throw new Error(`${file} is too large for a certificate or a key.`);
    return found;
  });
  return `${ino}:${size}:${mtimeMs}`;
}
