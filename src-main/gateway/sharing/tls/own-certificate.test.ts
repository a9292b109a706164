// The own authority over the years, and OpenSSL as the judge of its certificates.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthority, issueLeaf } from './authority.ts';
import { outOfDate, type KeyPair } from './key-pair.ts';
import { AUTHORITY_FILE, LEAF_FILE, OwnCertificates } from './own-certificate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOSTS = ['192.168.1.24', 'fd00::12', 'maya-lanai.local', 'localhost'];
const FIRST = { isFirst: true };
const LATER = { isFirst: false };
let dataDir: string;
let now: number;
let own: OwnCertificates;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-authority-'));
  now = Date.now();
  own = open();
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = (): OwnCertificates => new OwnCertificates(dataDir, () => now);
const serials = async (hosts = HOSTS): Promise<{ authority: string; leaf: string; notice: string | null }> => {
  const { authority, leaf, notice } = await own.for(hosts, LATER);
  return { authority: authority.x509.serialNumber, leaf: leaf.x509.serialNumber, notice };
};

describe('a certificate of the own authority', () => {
  it('is kept while it covers the hosts, and reissued for another one', async () => {
    await own.for(HOSTS, FIRST);
    const first = await serials();
    expect(await serials(HOSTS.slice(1))).toEqual(first);
    own = open();
    expect(await serials()).toEqual(first);
    const second = await serials([...HOSTS, '10.0.0.7']);
    expect(second).toMatchObject({ authority: first.authority, notice: null });
    expect(second.leaf).not.toBe(first.leaf);
  });

  it('is renewed at two thirds of its life, and when a clock was wrong', async () => {
    await own.for(HOSTS, FIRST);
    const first = await serials();
    now += 260 * DAY_MS;
    expect(await serials()).toEqual(first);
    now += 5 * DAY_MS;
    const second = await serials();
    expect(second.leaf).not.toBe(first.leaf);
    expect(second).toMatchObject({ authority: first.authority, notice: null });
    now -= 300 * DAY_MS;
    const third = await serials();
    expect(third.leaf).not.toBe(second.leaf);
    expect(await serials()).toEqual(third);
  });

  it('does not outlive its authority, which is replaced when it is too old', async () => {
    const { authority } = await own.for(HOSTS, FIRST);
    now += 3_500 * DAY_MS;
    expect((await own.for(HOSTS, LATER)).leaf.validUntil).toBe(authority.validUntil);
    now += 200 * DAY_MS;
    const replaced = await own.for(HOSTS, LATER);
    expect(replaced.notice).toMatch(/too old/);
    expect(replaced.leaf.x509.verify(replaced.authority.x509.publicKey)).toBe(true);
  });

  it('is valid after a clock that was a year fast is set right', async () => {
    now += 365 * DAY_MS;
    const { authority } = await own.for(HOSTS, FIRST);
    for (const reopened of [false, true]) {
      now = Date.now();
      if (reopened) own = open();
      const found = await own.for(HOSTS, LATER);
      expect(found.authority.x509.serialNumber).toBe(authority.x509.serialNumber);
      expect(found.notice).toBeNull();
      for (const each of [found.authority, found.leaf]) expect(outOfDate(each, now)).toBeNull();
    }
  });

  it('is none while its authority has not begun, which is not replaced', async () => {
    now += 1_000 * DAY_MS;
    const { authority } = await own.for(HOSTS, FIRST);
    now -= 1_000 * DAY_MS;
    for (const each of [own, open()])
      await expect(each.for(HOSTS, LATER)).rejects.toThrow(/authority is valid from .* only\. Check the date/);
    now += 1_000 * DAY_MS;
    expect((await serials()).authority).toBe(authority.x509.serialNumber);
  });

  it('comes from the authority of before again, when the clock was ten years fast for a while', async () => {
    await own.for(HOSTS, FIRST);
    const first = await serials();
    now += 4_000 * DAY_MS;
    const second = await serials();
    expect(second.notice).toMatch(/too old/);
    expect(second.authority).not.toBe(first.authority);
    expect(statSync(path.join(dataDir, `${AUTHORITY_FILE}.old`)).mode & 0o777).toBe(0o600);
    now = Date.now();
    expect(await serials()).toMatchObject({ authority: first.authority, notice: null });
    own = open();
    expect(await serials()).toMatchObject({ authority: first.authority, notice: null });
    // The same once more makes no third one.
    now += 4_000 * DAY_MS;
    expect(await serials()).toMatchObject({ authority: second.authority });
    expect(readdirSync(dataDir).filter((name) => name.startsWith(AUTHORITY_FILE))).toHaveLength(2);
  });

  it('deletes no authority: with two that were replaced it makes no other', async () => {
    await own.for(HOSTS, FIRST);
    for (let made = 0; made < 2; made++) {
      now += 5_000 * DAY_MS;
      await own.for(HOSTS, LATER);
    }
    const before = readdirSync(dataDir).map((name) => readFileSync(path.join(dataDir, name), 'utf8'));
    now += 5_000 * DAY_MS;
    await expect(own.for(HOSTS, LATER)).rejects.toThrow(/Move tls-authority\.pem\.old and/);
    expect(readdirSync(dataDir).map((name) => readFileSync(path.join(dataDir, name), 'utf8'))).toEqual(before);
  });

  it('is not reissued at each check when its authority is about to expire', async () => {
    const { authority } = await own.for(HOSTS, FIRST);
    now = authority.validUntil - DAY_MS / 4;
    const first = await serials();
    expect(await serials()).toEqual(first);
  });

  it('is not used with another authority', async () => {
    await own.for(HOSTS, FIRST);
    const other = await createAuthority(now);
    writeFileSync(path.join(dataDir, AUTHORITY_FILE), `${other.cert}${other.key}`);
    own = open();
    const { authority, leaf } = await own.for(HOSTS, LATER);
    expect(leaf.x509.verify(authority.x509.publicKey)).toBe(true);
  });

  it('needs a file of the authority that can be read: one that cannot is not replaced', async () => {
    await own.for(HOSTS, FIRST);
    const place = path.join(dataDir, AUTHORITY_FILE);
    const before = readFileSync(place, 'utf8');
    rmSync(place);
    execFileSync('mkdir', [place]);
    await expect(open().for(HOSTS, LATER)).rejects.toThrow(/EISDIR/);
    rmSync(place, { recursive: true });
    writeFileSync(place, before);
    chmodSync(place, 0o600);
    own = open();
    expect((await serials()).notice).toBeNull();
  });
});

describe('OpenSSL', () => {
  const at = (name: string, text: string): string => {
    writeFileSync(path.join(dataDir, name), text);
    return path.join(dataDir, name);
  };
  const verify = (certificate: string, authority: string, ...options: string[]): string => {
    const files = ['-CAfile', at('ca.pem', authority), at('leaf.pem', certificate)];
    try {
      return execFileSync('openssl', ['verify', '-x509_strict', ...options, ...files], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      return error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    }
  };

  /** A certificate that the program never issues, by a stolen key. */
  const byOpenssl = ({ cert, key }: KeyPair, name: string, use: string): string => {
    const [ca, caKey, request] = [at('ca.pem', cert), at('ca.key', key), path.join(dataDir, 'request.pem')];
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', path.join(dataDir, 'made.key')];
    execFileSync('openssl', ['req', '-new', ...made, '-subj', '/O=x', '-out', request], { stdio: 'pipe' });
    const lines = `subjectAltName=${name}\nextendedKeyUsage=${use}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n`;
    const signed = ['-in', request, '-CA', ca, '-CAkey', caKey, '-days', '2', '-extfile', at('made.ext', lines)];
    return execFileSync('openssl', ['x509', '-req', ...signed], { encoding: 'utf8', stdio: 'pipe' });
  };

  it('accepts the chain by its strict rules', async () => {
    const { authority, leaf } = await own.for(HOSTS, FIRST);
    expect(verify(leaf.pair.cert, authority.pair.cert)).toMatch(/: OK$/m);
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: authority.pair.cert, encoding: 'utf8' });
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/Name Constraints: critical/);
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/);
    const key = readFileSync(path.join(dataDir, LEAF_FILE), 'utf8').replace(/^[^]*(?=-----BEGIN PRIVATE)/, '');
    expect(execFileSync('openssl', ['pkey', '-noout', '-text'], { input: key, encoding: 'utf8' })).toContain('NIST CURVE: P-256');
  });

  it.each(['bank.example', 'notlocal', 'local.example', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '::2', '100.128.0.1'])(
    'refuses a certificate for %s by a stolen key of the authority',
    async (host) => {
      const { authority } = await own.for(HOSTS, FIRST);
      const { cert } = await issueLeaf(authority.pair, [host], now);
      expect(verify(cert, authority.pair.cert)).toContain('permitted subtree violation');
    },
  );

  it.each(['email:maya@home.example', 'email:maya@lanai.local', 'URI:https://bank.example/', 'URI:https://printer.local/'])(
    'refuses one for %s, and every one for another use',
    async (name) => {
      const { authority } = await own.for(HOSTS, FIRST);
      expect(verify(byOpenssl(authority.pair, name, 'serverAuth'), authority.pair.cert)).toContain('permitted subtree violation');
      for (const [use, purpose] of [
        ['emailProtection', 'smimesign'],
        ['clientAuth', 'sslclient'],
      ] as const) {
        const made = byOpenssl(authority.pair, 'DNS:printer.local', use);
        expect(verify(made, authority.pair.cert, '-purpose', purpose)).toMatch(/unsuitable certificate purpose|invalid CA certificate/);
      }
      const made = byOpenssl(authority.pair, 'DNS:printer.local', 'serverAuth');
      expect(verify(made, authority.pair.cert, '-purpose', 'sslserver')).toMatch(/: OK$/m);
    },
  );

  it.each(['printer.local', 'nas.home.arpa', 'localhost', '10.255.255.1', '172.31.0.1', '192.168.0.1', '100.64.0.1', 'fd12::1', '::1'])(
    'accepts one for %s',
    async (host) => {
      const { authority } = await own.for(HOSTS, FIRST);
      expect(verify((await issueLeaf(authority.pair, [host], now)).cert, authority.pair.cert)).toMatch(/: OK$/m);
    },
  );
});
