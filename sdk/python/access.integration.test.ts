// Access of the Python client that is not valid, or ends: keys, sessions and certificates.
import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import { createAuthority } from '../../src-main/gateway/sharing/tls/authority.ts';
import { LEAF_FILE } from '../../src-main/gateway/sharing/tls/own-certificate.ts';
import type { Browser } from '../../src-main/gateway/testing/browser.ts';
import { homeForAll } from '../../src-main/gateway/testing/shared-home.ts';
import { FIRST, TlsHome } from '../../src-main/gateway/testing/tls-home.ts';
import { environment, meet, PYTHON, TESTING } from './test/python.ts';

const SAID = 'Here I am';

const sessionOf = ({ session, cookie }: Browser) => ({ ...session, cookie });

/** The ends of meetings, by their name. */
async function endsOf(mode: string, homes: Record<string, object>, folder: string): Promise<Record<string, string>> {
  const ends = await meet(Object.values(homes), { mode, said: SAID, folder });
  return Object.fromEntries(Object.keys(homes).map((name, at) => [name, ends[at]?.end ?? '']));
}

describe.skipIf(!existsSync(PYTHON)).each(['sync', 'async'])('The access of the Python client (%s)', (mode) => {
  const home = homeForAll();

  it('is refused with a clear error', async () => {
    const { url, key } = home;
    const sarah = await home.guest(`Sarah ${mode}`);
    const own = sessionOf(home.owner);
    const name = `Ada ${mode}`;
    const ends = await endsOf(
      mode,
      {
        key: { url, key, name, files: true },
        session: { url, session: own, files: true },
        'another key': { url, key: `lan_${'0'.repeat(64)}`, name },
        'no key': { url, name },
        'a key and a session': { url, key, session: own },
        'another secret': { url, session: { ...own, secret: '0'.repeat(64) } },
        'another session': { url, session: { ...own, id: 'no-such-session' } },
        'the cookie of another': { url, session: { ...own, cookie: sarah.cookie } },
        'half a session': { url, session: { id: own.id } },
        'no address': { url: 'localhost', key },
        'an address with a name': { url: url.replace('//', '//olga:secret@'), key },
        'a port of text': { url: 'http://127.0.0.1:port', key },
        'an address to dial that is none': { url, key, dial: 'nowhere' },
        'a socket that is not there': { url: 'unix:/no/such/socket', key },
        'https where there is none': { url: url.replace('http:', 'https:'), key },
      },
      home.dataDir,
    );
    expect(ends).toEqual({
      key: 'ok',
      session: 'ok',
      'another key': 'connect: unauthorized',
      'no key': 'connect: invalid_argument',
      'a key and a session': 'connect: invalid_argument',
      'another secret': 'connect: not_the_home',
      'another session': 'connect: unauthorized',
      'the cookie of another': 'connect: cookie_mismatch',
      'half a session': 'connect: invalid_argument',
      'no address': 'connect: invalid_argument',
      'an address with a name': 'connect: invalid_argument',
      'a port of text': 'connect: invalid_argument',
      'an address to dial that is none': 'connect: invalid_argument',
      'a socket that is not there': 'connect: connection_lost',
      'https where there is none': 'connect: connection_lost',
    });
  });

  it.each(['key', 'session'])('ends for good with its %s', async (kind) => {
    const made = COMMANDS.create_key.reply.parse((await home.owner.post('/api/keys', { label: 'Short' })).json());
    const guest = await home.guest(`Guest with a ${kind}`);
    const asked = kind === 'key' ? { url: home.url, key: made.secret } : { url: home.url, session: sessionOf(guest) };
    const program = spawn(PYTHON, [path.join(TESTING, 'cut_off.py'), JSON.stringify(asked), mode], { env: environment(home.dataDir) });
    const errors = text(program.stderr);
    const said: string[] = [];
    program.stdout.setEncoding('utf8').on('data', (chunk: string) => said.push(chunk));
    await expect.poll(() => said.join('')).toBe('live\n');
    if (kind === 'key') await home.owner.delete(`/api/keys/${made.key.id}`);
    else await guest.delete('/api/session');
    await expect.poll(() => said.join('')).toContain('state:');
    expect(said.join('')).toBe('live\nevents: unauthorized\nsend: unauthorized AccessDenied\nstate: signed-out\n');
    expect(await errors).toBe('');
  });
});

describe.skipIf(!existsSync(PYTHON))('TLS of the Python client', () => {
  const at = new TlsHome();

  it.each(['sync', 'async'])('trusts the authority or the certificate that it is given, and no other (%s)', async (mode) => {
    await at.withOwn();
    const files = { own: at.authority(), other: (await createAuthority(Date.now())).cert, broken: 'no certificate' };
    const pathOf = (name: string): string => path.join(at.dataDir, `${name}.crt`);
    for (const [name, content] of Object.entries(files)) writeFileSync(pathOf(name), content);
    const { fingerprint256: right } = new X509Certificate(readFileSync(path.join(at.dataDir, LEAF_FILE)));
    const { key } = at.home;
    const secure = { url: at.secureAt(FIRST), key, name: 'Ada' };
    const ends = await endsOf(
      mode,
      {
        'its authority': { ...secure, ca_file: pathOf('own'), files: true },
        'its fingerprint': { ...secure, fingerprint: right },
        'its fingerprint in small letters': { ...secure, fingerprint: `sha256:${right.replaceAll(':', '').toLowerCase()}` },
        'the authorities of the system': secure,
        'another authority': { ...secure, ca_file: pathOf('other') },
        'another fingerprint': { ...secure, fingerprint: right.replace(/^../, (two) => (two === '00' ? '01' : '00')) },
        'half a fingerprint': { ...secure, fingerprint: right.slice(0, 30) },
        'another name': { ...secure, url: `https://lanai.example:${at.port}`, dial: `${FIRST}:${at.port}`, ca_file: pathOf('own') },
        'no file': { ...secure, ca_file: pathOf('none') },
        'a broken file': { ...secure, ca_file: pathOf('broken') },
      },
      at.dataDir,
    );
    expect(ends).toEqual({
      'its authority': 'ok',
      'its fingerprint': 'ok',
      'its fingerprint in small letters': 'ok',
      'the authorities of the system': 'connect: not_the_home',
      'another authority': 'connect: not_the_home',
      'another fingerprint': 'connect: not_the_home',
      'half a fingerprint': 'connect: invalid_argument',
      'another name': 'connect: not_the_home',
      'no file': 'connect: invalid_argument',
      'a broken file': 'connect: invalid_argument',
    });
  });
});
