import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { isSealed } from './sealed-mark.ts';
import { newRoomSecret, roomKey, seal, unseal } from './sealed.ts';

const NONCE = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const KNOWN = [
  {
    secret: 'correct horse battery staple',
    room: 'room-abc',
    key: '734816f06d739318bb2daf42abffba0bee3fb8defe762e4c128b2f9d4c985dff',
    blob: 'clw1:AAECAwQFBgcICQoLKhGRfOKl8HefnzgqUDI0+FGMJf1tKsEWJ1hJ',
  },
  {
    secret: '00112233445566778899aabbccddeeff'.repeat(2),
    room: 'lobby',
    key: '1679379a1a5bf7d19455574c97ce99bd9e37cd9d9f276ca7c9d33e5280c9722f',
    blob: 'clw1:AAECAwQFBgcICQoL0lZo2A2QasV/cPAGD3aDHFRP97VLI20j7KQo',
  },
];

describe('sealed messages', () => {
  it.each(KNOWN)("are ClawChat's own for the secret $secret", ({ secret, room, key, blob }) => {
    expect(hex(roomKey(secret, room))).toBe(key);
    expect(seal(roomKey(secret, room), 'hello world', NONCE)).toBe(blob);
    expect(unseal(roomKey(secret, room), blob)).toEqual({ ok: true, text: 'hello world' });
  });

  it('come back as they were, whatever was written', () => {
    const key = roomKey(newRoomSecret(), 'lobby');
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '\uFEFFmarked', '\uFEFF\uFEFF', '👩‍🚀'));
    fc.assert(
      fc.property(texts, (text) => {
        const blob = seal(key, text);
        expect(blob).toMatch(/^clw1:[A-Za-z0-9+/]+$/);
        expect(isSealed(blob)).toBe(true);
        expect(unseal(key, blob)).toEqual({ ok: true, text });
      }),
    );
  });

  it('are never the same twice', () => {
    const key = roomKey('secret', 'lobby');
    expect(seal(key, 'again')).not.toBe(seal(key, 'again'));
  });

  it('stay shut for another secret, for another room, and when one bit of them was changed', () => {
    const blob = seal(roomKey('secret', 'lobby'), 'hello');
    expect(unseal(roomKey('Secret', 'lobby'), blob)).toEqual({ ok: false, reason: 'wrong_key' });
    expect(unseal(roomKey('secret', 'attic'), blob)).toEqual({ ok: false, reason: 'wrong_key' });
    const bytes = Buffer.from(blob.slice(5), 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const altered = `clw1:${changed.toString('base64').replace(/=+$/, '')}`;
        expect(unseal(roomKey('secret', 'lobby'), altered)).toEqual({ ok: false, reason: 'wrong_key' });
      }),
    );
  });

  it('are read with padding too, as some clients write it', () => {
    const key = roomKey('secret', 'lobby');
    for (const text of ['a', 'ab', 'abc']) {
      const padded = `clw1:${Buffer.from(seal(key, text).slice(5), 'base64').toString('base64')}`;
      expect(unseal(key, padded)).toEqual({ ok: true, text });
    }
  });

  it.each(['', 'hello', 'clw1', 'CLW1:AAAA', ' clw1:AAAA'])('%j is not one', (content) => {
    expect(unseal(roomKey('secret', 'lobby'), content)).toEqual({ ok: false, reason: 'not_sealed' });
  });

  it.each([
    'clw1:',
    'clw1:A',
    'clw1:AAAA',
    'clw1:%%%%',
    'clw1:AAECAwQFBgcICQoL',
    'clw1:' + '='.repeat(40),
    'clw1:\u0000',
    'clw1:AAAA AAAA',
  ])('%j is no whole one', (content) => {
    expect(unseal(roomKey('secret', 'lobby'), content)).toEqual({ ok: false, reason: 'damaged' });
  });

  it('whatever is sent instead of one is refused and harms nothing', () => {
    const key = roomKey('secret', 'lobby');
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(unseal(key, `clw1:${junk}`).ok).toBe(false);
      }),
    );
  });

  it('are distinguished from other content without a key, just as with one', () => {
    const key = roomKey('secret', 'lobby');
    const isOpenable = (content: string): boolean => {
      const opened = unseal(key, content);
      return opened.ok || opened.reason === 'wrong_key';
    };
    const digits = fc.string({ unit: fc.constantFrom(...'ABgw+/=\n%'), minLength: 34, maxLength: 44 });
    const blobs = fc.uint8Array({ minLength: 20, maxLength: 40 }).map(bytesToBase64);
    fc.assert(
      fc.property(fc.oneof(digits, blobs, fc.string()), (text) => {
        for (const content of [text, `clw1:${text}`, `clw1:${text}=`, `clw1:${text}==`])
          expect(isSealed(content)).toBe(isOpenable(content));
      }),
    );
    expect(isSealed(seal(key, ''))).toBe(true);
    expect(isSealed(`clw1:${bytesToBase64(new Uint8Array(27))}`)).toBe(false);
  });

  it('a new secret is 64 hex digits', () => {
    expect(newRoomSecret()).toMatch(/^[0-9a-f]{64}$/);
    expect(newRoomSecret()).not.toBe(newRoomSecret());
  });
});

describe('base64', () => {
  it('is the same as everywhere else, there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = bytesToBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64').replace(/=+$/, ''));
        expect(base64ToBytes(text)).toEqual(bytes);
        expect(base64ToBytes(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AAAAA', 'AA=', 'AAA==', 'AB', 'AAB', 'A-_A', 'AA\n'])('%j is not it', (text) => {
    expect(base64ToBytes(text)).toBeNull();
  });
});
