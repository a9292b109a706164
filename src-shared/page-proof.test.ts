import { describe, expect, it } from 'vitest';
import {
  ADDRESS_LIFETIME_MS,
  addressEnd,
  addressProof,
  isSameProof,
  requestProof,
  withoutProof,
  withProof,
  newNonce,
} from './page-proof.ts';
import { greet, NotOurServer } from './signer.ts';
import { createPageServer, SESSION } from './client/testing/page-server.ts';

const HOST = '127.0.0.1:4510';
const WHERE = { server_nonce: 'run', host: HOST };
const DAY_MS = 24 * 60 * 60 * 1000;

describe('The proof of a request', () => {
  it('is for one secret, run of the server, host, method and path', () => {
    const proof = requestProof('s', WHERE, 'GET', '/api/rooms?limit=1');
    const others = [
      requestProof('t', WHERE, 'GET', '/api/rooms?limit=1'),
      requestProof('s', { ...WHERE, server_nonce: 'next' }, 'GET', '/api/rooms?limit=1'),
      requestProof('s', { ...WHERE, host: '127.0.0.1:4511' }, 'GET', '/api/rooms?limit=1'),
      requestProof('s', WHERE, 'HEAD', '/api/rooms?limit=1'),
      requestProof('s', WHERE, 'GET', '/api/rooms?limit=2'),
      addressProof('s', WHERE, '/api/rooms?limit=1', 1),
    ];
    expect(requestProof('s', WHERE, 'GET', '/api/rooms?limit=1')).toBe(proof);
    expect(others).not.toContain(proof);
    expect(new Set(others).size).toBe(others.length);
  });

  it('keeps the parts apart', () => {
    expect(requestProof('s', WHERE, 'GET/', 'a')).not.toBe(requestProof('s', WHERE, 'GET', '/a'));
  });
});

describe('A signed address', () => {
  it.each(['/api/files/1/a.png', '/api/files/1/a.png?download', '/a?proof=1&x=2'])('%s is found again without its proof', (path) => {
    const proof = addressProof('s', WHERE, path, 5);
    expect(withoutProof(withProof(path, proof))).toEqual({ path, proof });
  });

  it('has its proof at the end', () => {
    expect(withoutProof('/a?proof=1&b=2')).toEqual({ path: '/a?proof=1&b=2', proof: null });
    expect(withoutProof('/a')).toEqual({ path: '/a', proof: null });
  });

  it('stays the same for a day, and is good for another', () => {
    const noon = 20_000 * DAY_MS + DAY_MS / 2;
    expect(addressEnd(noon)).toBe(addressEnd(noon + DAY_MS / 3));
    expect(addressEnd(noon)).toBeGreaterThan(noon + DAY_MS);
    expect(addressEnd(noon)).toBeLessThanOrEqual(noon + ADDRESS_LIFETIME_MS);
  });
});

describe('A page that greets a server', () => {
  const side = { session: SESSION, host: HOST, now: Date.now, newNonce };

  it('proves itself to a server that holds the secret', () => {
    const server = createPageServer(HOST);
    const { challenge, accept } = greet(side);
    const { prove, signer } = accept(server.answer(challenge));
    expect(server.isProof(prove)).toBe(true);
    expect(signer.proof('GET', '/x')).toBe(requestProof(SESSION.secret, { server_nonce: 'nonce-of-this-run', host: HOST }, 'GET', '/x'));
  });

  it.each([
    ['with another secret', createPageServer(HOST, { ...SESSION, secret: 'other' })],
    ['at another address', createPageServer('127.0.0.1:4511')],
  ])('says nothing to one %s', (_name, server) => {
    const { challenge, accept } = greet(side);
    expect(() => accept(server.answer(challenge))).toThrow(NotOurServer);
  });

  it('sends nothing to a server that repeats the answer to another greeting, or answers something else', () => {
    const old = createPageServer(HOST).answer(greet(side).challenge);
    for (const answer of [old, {}, null, 'ok', { ...old, proof: 1 }]) expect(() => greet(side).accept(answer)).toThrow(NotOurServer);
  });
});

it('Proofs are the same when every character is', () => {
  expect([isSameProof('ab', 'ab'), isSameProof('ab', 'ac'), isSameProof('ab', 'a'), isSameProof('', '')]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
