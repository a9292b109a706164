// The owner's files: each way in which they can be wrong has a sentence, and a good pair is followed when it changes.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { createAuthority, issueLeaf } from './authority.ts';
import { CertificateFiles } from './certificate-files.ts';
import { covers, namesIn, type KeyPair } from './key-pair.ts';
import { LIMIT_MS, TimeLimit } from './time-limit.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NAMES = ['chat.home.arpa', '*.home.arpa', '192.168.1.24'];
let authority: KeyPair;
let good: KeyPair;
let folder: string;
let now: number;
let clock: TestClock;
let files: CertificateFiles;

beforeAll(async () => {
  authority = await createAuthority(Date.now());
  good = await issueLeaf(authority, NAMES, Date.now());
});
beforeEach(() => {
  now = Date.now();
  clock = createTestClock();
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-files-'));
  files = new CertificateFiles(
    { certificate_file: at('c.pem'), key_file: at('k.pem') },
    { now: () => now, limit: new TimeLimit(clock.after) },
  );
  write(good);
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const write = ({ cert, key }: Partial<KeyPair>): void => {
  if (cert !== undefined) writeFileSync(at('c.pem'), cert);
  if (key !== undefined) writeFileSync(at('k.pem'), key);
};
const problem = async (): Promise<string | null> => (await files.certificate()).problem;

describe('files of the owner', () => {
  it('give a certificate with its names', async () => {
    const { certificate, problem: none } = await files.certificate();
    expect(none).toBeNull();
    if (!certificate) throw new Error('No certificate.');
    expect(namesIn(certificate)).toEqual(['chat.home.arpa']);
    expect([covers(certificate, '192.168.1.24'), covers(certificate, 'other.home.arpa')]).toEqual([true, false]);
  });

  it('may hold the chain after the certificate', async () => {
    write({ cert: `${good.cert}${authority.cert}` });
    expect(await problem()).toBeNull();
  });

  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const encrypted = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  it.each<[string, () => Partial<KeyPair> | Promise<Partial<KeyPair>>, RegExp]>([
    ['another key', () => ({ key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }), /does not belong/],
    ['a key with a passphrase', () => ({ key: encrypted }), /passphrase/],
    ['a public key', () => ({ key: publicKey.export({ type: 'spki', format: 'pem' }).toString() }), /no private key/],
    ['a key that is none', () => ({ key: 'root:x:0:0' }), /no private key/],
    ['no certificate', () => ({ cert: good.key }), /no certificate/],
    ['half a certificate', () => ({ cert: good.cert.slice(0, 300) }), /no certificate/],
    ['an authority', () => authority, /authority/],
    ['an old certificate', async () => issueLeaf(authority, NAMES, now - 500 * DAY_MS), /no longer|expired/],
    ['too much', () => ({ cert: 'x'.repeat(2_000_000) }), /too large/],
  ])('with %s are refused with a sentence', async (_what, made, sentence) => {
    write(await made());
    const { certificate, problem: said } = await files.certificate();
    expect(certificate).toBeNull();
    expect(said).toMatch(sentence);
    expect(said).not.toContain('root:');
  });

  it('that are away, or folders, are refused without their path', async () => {
    rmSync(at('k.pem'));
    expect(await problem()).toBe('The key file does not exist.');
    symlinkSync(at('k.pem'), at('k.pem'));
    expect(await problem()).toBe('The key file is a link that leads back to itself.');
    rmSync(at('k.pem'));
    mkdirSync(at('k.pem'));
    expect(await problem()).toBe('The key file is no file.');
  });

  it('are read again when they change; in between, the certificate from before is used', async () => {
    const first = (await files.certificate()).certificate;
    const next = await issueLeaf(authority, ['new.home.arpa'], now);
    write({ cert: next.cert });
    const between = await files.certificate();
    expect(between.certificate).toBe(first);
    expect(between.problem).toMatch(/does not belong/);
    write({ key: next.key });
    const second = await files.certificate();
    expect(second).toMatchObject({ problem: null, certificate: { pair: next } });
  });

  it('on a disk that does not answer are waited for a few seconds, and the certificate from before is used', async () => {
    const first = (await files.certificate()).certificate;
    const look = files.certificate();
    clock.pass(LIMIT_MS);
    expect(await look).toEqual({ certificate: first, problem: expect.stringMatching(/could not be read in time/) });
    await expect.poll(problem).toBeNull();
  });

  it('are used until they expire, and not before they are valid', async () => {
    expect(await problem()).toBeNull();
    now += 500 * DAY_MS;
    expect(await files.certificate()).toMatchObject({
      certificate: null,
      problem: expect.stringMatching(/^The certificate has expired on /),
    });
    now -= 700 * DAY_MS;
    expect(await problem()).toMatch(/^The certificate is valid from /);
    now = Date.now();
    expect((await files.certificate()).certificate).not.toBeNull();
  });
});
