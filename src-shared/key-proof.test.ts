import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  addressText,
  clientProof,
  isClientProof,
  isServerProof,
  keyHash,
  newNonce,
  serverProof,
  verifierOf,
  type ProofTerms,
} from './key-proof.ts';

const KEY = 'lan_0123456789012345678901234567890123456789012';
const TERMS: ProofTerms = { key_hash: keyHash(KEY), client_nonce: newNonce(), server_nonce: newNonce(), at: '127.0.0.1:4511' };

describe('proof of a key', () => {
  it('is what RFC 5802 computes from a salted password', () => {
    const mac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
    const text = ['lanai-key-proof-1', TERMS.key_hash, TERMS.client_nonce, TERMS.server_nonce, TERMS.at].join('\n');
    const clientKey = mac(KEY, 'Client Key');
    const storedKey = createHash('sha256').update(clientKey).digest();
    const signature = mac(storedKey, text);
    expect(clientProof(KEY, TERMS)).toBe(Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))).toString('hex'));
    expect(serverProof(verifierOf(KEY), TERMS)).toBe(mac(mac(KEY, 'Server Key'), text).toString('hex'));
    expect(verifierOf(KEY).stored_key).toBe(storedKey.toString('hex'));
  });

  it('holds for both sides with the same terms', () => {
    expect(isClientProof(verifierOf(KEY), TERMS, clientProof(KEY, TERMS))).toBe(true);
    expect(isServerProof(KEY, TERMS, serverProof(verifierOf(KEY), TERMS))).toBe(true);
  });

  it.each(['key_hash', 'client_nonce', 'server_nonce', 'at'] as const)('does not hold with another %s', (field) => {
    const others = { ...TERMS, [field]: 'another' };
    expect(isClientProof(verifierOf(KEY), TERMS, clientProof(KEY, others))).toBe(false);
    expect(isServerProof(KEY, TERMS, serverProof(verifierOf(KEY), others))).toBe(false);
  });

  it('cannot be made from the data of the server, nor from an earlier exchange', () => {
    const { stored_key, server_key } = verifierOf(KEY);
    const said = [stored_key, server_key, TERMS.key_hash, serverProof(verifierOf(KEY), TERMS), '', '0'.repeat(64), 'x', 'é'.repeat(64)];
    for (const each of said) {
      expect(isClientProof(verifierOf(KEY), TERMS, each)).toBe(false);
      expect(isClientProof(verifierOf(KEY), TERMS, clientProof(each, TERMS))).toBe(false);
    }
  });
});

describe('the address in the terms', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1:4511'],
    ['::ffff:127.0.0.1', '127.0.0.1:4511'],
    ['::1', '::1:4511'],
    ['fe80::1%eth0', 'fe80::1:4511'],
  ])('%s is %s', (address, text) => expect(addressText(address, 4511)).toBe(text));
});
