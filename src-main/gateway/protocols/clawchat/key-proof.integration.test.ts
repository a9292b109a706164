// An agent proves its key. Neither its frames nor the database are of use to an attacker.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT_TLS, clientProof, isServerProof, keyHash, newNonce, serverProof, type ProofTerms } from '../../../../src-shared/key-proof.ts';
import { ChallengeReply } from '../../../../src-shared/registration.ts';
import { DATABASE_FILE } from '../../store/database.ts';
import { IN, OUT, startKeyHome, type KeyHome } from '../../testing/key-home.ts';
import { fieldOf, startOpenHome, TRANSPORTS, type Transport } from '../../testing/transports.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startOpenHome());

/** The home's address for a client; the test's sockets are on their own paths. */
function addressOf(transport: Transport): string {
  const { tcp, socket } = home.gateway.ready;
  if (transport === 'WebSocket') return new URL(home.url).host;
  return (transport === 'TCP' ? tcp : socket) ?? '';
}

async function challenged(client: WireClient, key: string, at: string): Promise<ProofTerms> {
  const client_nonce = newNonce();
  const { type, payload } = await client.request('challenge', { key_hash: keyHash(key), nonce: client_nonce, at });
  if (type !== 'challenge') throw new Error(JSON.stringify(payload));
  const { nonce, proof } = ChallengeReply.parse(payload);
  const terms = { key_hash: keyHash(key), client_nonce, server_nonce: nonce, at };
  expect(isServerProof(key, terms, proof)).toBe(true);
  return terms;
}

const register = (client: WireClient, proof: string) => client.request('register', { proof, name: 'Ada' });

describe.each(TRANSPORTS)('Over %s,', (transport) => {
  it('a key is proved, after the home has proved that it knows it, and is not sent', async () => {
    const client = await home.open(transport);
    const terms = await challenged(client, home.key, addressOf(transport));
    expect(await register(client, clientProof(home.key, terms))).toMatchObject({ type: 'ok', payload: { name: 'Ada' } });
  });

  it('a proof that was overheard is good for nothing', async () => {
    const first = await home.open(transport);
    const terms = await challenged(first, home.key, addressOf(transport));
    const proof = clientProof(home.key, terms);
    const second = await home.open(transport);
    expect((await register(second, proof)).payload).toMatchObject({ code: 'unauthorized' });
    const third = await home.open(transport);
    const same = { key_hash: terms.key_hash, nonce: terms.client_nonce, at: terms.at };
    expect((await third.request('challenge', same)).type).toBe('challenge');
    expect((await register(third, proof)).payload).toMatchObject({ code: 'unauthorized' });
    expect((await register(first, proof)).type).toBe('ok');
  });

  it('a program in between cannot pass a challenge on from another address', async () => {
    const client = await home.open(transport);
    for (const at of ['127.0.0.1:1', '[::1]:4511', '/tmp/lanai.sock', ' '])
      expect((await client.request('challenge', { key_hash: keyHash(home.key), nonce: newNonce(), at })).payload).toMatchObject({
        code: 'unauthorized',
      });
  });

  it('a server with a certificate may stand behind another address', async () => {
    const client = await home.open(transport);
    const terms = await challenged(client, home.key, AT_TLS);
    expect((await register(client, clientProof(home.key, terms))).type).toBe('ok');
  });

  it('the plain key of programs for ClawChat is still taken', async () => {
    const client = await home.open(transport);
    expect((await client.request('register', { key: home.key, name: 'Ada' })).type).toBe('ok');
  });
});

it('a proof answers one challenge, and the last one', async () => {
  const client = await home.open('TCP');
  const at = addressOf('TCP');
  const old = await challenged(client, home.key, at);
  const terms = await challenged(client, home.key, at);
  expect((await register(client, clientProof(home.key, old))).payload).toMatchObject({ code: 'unauthorized' });
  const other = await home.open('TCP');
  expect((await register(other, clientProof(home.key, terms))).payload).toMatchObject({ code: 'unauthorized' });
});

it('an id that is taken is asked for again with another challenge', async () => {
  await home.agent('Ada', { agent_id: 'ada' });
  const client = await home.open('TCP');
  const at = addressOf('TCP');
  const first = clientProof(home.key, await challenged(client, home.key, at));
  const taken = await client.request('register', { proof: first, name: 'Ada', agent_id: 'ada' });
  expect(taken.payload).toMatchObject({ code: 'agent_id_taken' });
  const proof = clientProof(home.key, await challenged(client, home.key, at));
  expect((await client.request('register', { proof, name: 'Ada', agent_id: 'ada', reconnect: true })).type).toBe('ok');
});

it.each([
  [{ name: 'Ada' }],
  [{ key: 'lan_x', proof: '0'.repeat(64), name: 'Ada' }],
  [{ proof: 'x', name: 'Ada' }],
  [{ proof: 'A'.repeat(64), name: 'Ada' }],
])('%j is no way to register', async (payload) => {
  const client = await home.open('TCP');
  expect((await client.request('register', payload)).payload).toMatchObject({ code: 'invalid_payload' });
});

it.each([[{ nonce: 'x' }], [{ key_hash: 'é'.repeat(64) }], [{ at: '' }], [{ at: 'a\nb' }]])('%j is no challenge', async (wrong) => {
  const client = await home.open('TCP');
  const payload = { key_hash: keyHash(home.key), nonce: newNonce(), at: addressOf('TCP'), ...wrong };
  expect((await client.request('challenge', payload)).payload).toMatchObject({ code: 'invalid_payload' });
});

it('the database is no key: its values prove nothing', async () => {
  const db = new Database(path.join(home.dataDir, DATABASE_FILE), { readonly: true });
  const kept = db.prepare('SELECT v.* FROM key_verifiers v JOIN keys USING (secret_hash)').get() as Record<string, string>;
  const everything =
    JSON.stringify(db.prepare('SELECT * FROM key_verifiers').all()) + JSON.stringify(db.prepare('SELECT * FROM keys').all());
  db.close();
  expect(everything).not.toContain(home.key);
  expect(kept['secret_hash']).toBe(keyHash(home.key));
  const { stored_key = '', server_key = '' } = kept;
  for (const secret of [stored_key, server_key, kept['secret_hash'] ?? '']) {
    const client = await home.open('TCP');
    const terms = await challenged(client, home.key, addressOf('TCP'));
    const proofs = [clientProof(secret, terms), serverProof({ stored_key, server_key }, terms), stored_key];
    for (const proof of proofs) {
      const each = await home.open('TCP');
      const asked = await challenged(each, home.key, addressOf('TCP'));
      expect(asked.key_hash).toBe(terms.key_hash);
      expect((await register(each, proof)).payload).toMatchObject({ code: 'unauthorized' });
    }
    expect((await register(client, clientProof(secret, terms))).payload).toMatchObject({ code: 'unauthorized' });
    expect((await (await home.open('TCP')).request('register', { key: secret, name: 'Thief' })).payload).toMatchObject({
      code: 'unauthorized',
    });
  }
});

describe('A key of the owner', () => {
  let keys: KeyHome;
  beforeEach(async () => {
    keys = await startKeyHome();
  });
  afterEach(() => keys.home.close());

  async function proving(secret: string): Promise<unknown> {
    const client = await keys.home.lines();
    const at = keys.home.gateway.ready.tcp ?? '';
    const asked = { key_hash: keyHash(secret), nonce: newNonce(), at };
    const { type, payload } = await client.request('challenge', asked);
    if (type !== 'challenge') return fieldOf({ payload }, 'code');
    const terms = { key_hash: asked.key_hash, client_nonce: asked.nonce, server_nonce: ChallengeReply.parse(payload).nonce, at };
    const answer = await client.request('register', { proof: clientProof(secret, terms), name: 'Bot' });
    client.close();
    return answer.type === 'ok' || fieldOf(answer, 'code');
  }

  it('can be proved from the start, its old secret during its grace, and neither after its end', async () => {
    const { key, secret } = await keys.makeKey();
    expect(await proving(secret)).toBe(true);
    const rotated = await keys.owner.request('rotate_key', { key_id: key.id, grace_ms: 60_000 });
    const next = fieldOf(rotated, 'secret');
    expect([await proving(secret), await proving(next)]).toEqual([true, true]);
    keys.clock.pass(61_000);
    expect([await proving(secret), await proving(next)]).toEqual(['unauthorized', true]);
    await keys.owner.request('revoke_key', { key_id: key.id });
    expect([await proving(secret), await proving(next)]).toEqual(['unauthorized', 'unauthorized']);
    expect(await keys.comingIn(next)).toEqual(OUT);
  });

  it('of an older version can be proved once it was sent', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-older-'));
    await keys.close();
    keys = await startKeyHome(dataDir);
    const { secret } = await keys.makeKey();
    await keys.close();
    const db = new Database(path.join(dataDir, DATABASE_FILE));
    db.prepare('DELETE FROM key_verifiers WHERE secret_hash = ?').run(keyHash(secret));
    db.close();
    keys = await startKeyHome(dataDir);
    expect(await proving(secret)).toBe('unauthorized');
    expect(await keys.comingIn(secret)).toEqual(IN);
    await expect.poll(() => proving(secret)).toBe(true);
    rmSync(dataDir, { recursive: true });
  });
});
