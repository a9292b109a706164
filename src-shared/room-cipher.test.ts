import { Buffer } from 'node:buffer';
import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from './limits.ts';
import { createRoomCipher, type RoomCipher } from './room-cipher.ts';
import { fromKeptText, isMadeKey, keptText, stretchSalt, STRETCH_OPTIONS } from './room-secret.ts';
import { newRoomSecret, roomKey, seal } from './sealed.ts';
import { isSealed, sealId, SEALED_BYTES_MAX } from './sealed-mark.ts';
import { stretch } from './stretch.ts';

const SECRET = newRoomSecret();
const cipher = (roomId = 'vault', secret = SECRET): RoomCipher => createRoomCipher(roomId, { secret, stretched: null });
const SAID = { author_id: 'olga', kind: 'message', client_id: 'c1', sent_at: 1 } as const;
const bytesOf = (blob: string): Buffer => Buffer.from(blob.slice(5), 'base64');

describe('A sealed message', () => {
  it('comes back with its text and with what its author said of it', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', '\uFEFFmarked', '\0\0', 'a\n{"v":1}\n', '👩‍🚀'),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const blob = cipher().seal(SAID, text);
        expect(blob).toMatch(/^lsm1:[A-Za-z0-9+/]+$/);
        expect(isSealed(blob)).toBe(true);
        expect(cipher().open(blob)).toMatchObject({ ok: true, text, header: { ...SAID, room_id: 'vault', reply_to: null } });
      }),
      { numRuns: 30 },
    );
  });

  it('stays shut with another secret, in another room, and when any bit of it was changed', () => {
    const blob = cipher().seal(SAID, 'hello');
    expect(cipher('vault', newRoomSecret()).open(blob)).toEqual({ ok: false, reason: 'wrong_key' });
    expect(cipher('attic').open(blob)).toEqual({ ok: false, reason: 'wrong_key' });
    const bytes = bytesOf(blob);
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(cipher().open(`lsm1:${changed.toString('base64')}`)).toEqual({ ok: false, reason: 'wrong_key' });
      }),
      { numRuns: 50 },
    );
  });

  it('has the same length for all short texts, and few lengths for long ones', () => {
    const length = (chars: number): number => cipher().seal(SAID, 'x'.repeat(chars)).length;
    expect(new Set([0, 1, 10, 11, 12].map(length)).size).toBe(1);
    expect(new Set(Array.from({ length: 200 }, (_, at) => length(at * 10))).size).toBeLessThan(10);
    expect(length(100_000) - length(99_000)).toBeLessThan(20_000);
  });

  it('fits into a message with the longest text there is, whatever its header says', () => {
    const long = 'i'.repeat(200);
    const said = { author_id: long, kind: 'message', client_id: 'c'.repeat(64), reply_to: long, edit_of: long, prev: long } as const;
    const blob = cipher(long).seal({ ...said, files: Array.from({ length: 20 }, () => 'f'.repeat(42)) }, 'x'.repeat(SEALED_BYTES_MAX));
    expect(blob.length).toBeLessThanOrEqual(MESSAGE_BYTES_MAX);
    expect(cipher(long).open(blob)).toMatchObject({ ok: true });
  });

  it.each(['lsm1:', 'lsm1:AAAA', 'lsm1:%%%', `lsm1:${'A'.repeat(40)}`, `lsm1:${'A'.repeat(300)}=`])('is no whole one: %j', (content) => {
    expect(isSealed(content)).toBe(false);
    expect(cipher().open(content).ok).toBe(false);
  });

  it('is known by its nonce, however it is written', () => {
    const [one, two] = [cipher().seal(SAID, 'hello'), cipher().seal(SAID, 'hello')];
    expect(sealId(one)).not.toBe(sealId(two));
    const changed = bytesOf(one);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const other of [`lsm1:${bytesOf(one).toString('base64')}`, `lsm1:${changed.toString('base64')}`])
      expect(sealId(other)).toBe(sealId(one));
    const [blob, later] = [seal(roomKey(SECRET, 'vault'), 'a'), seal(roomKey(SECRET, 'vault'), 'a')];
    expect(sealId(`clw1:${bytesOf(blob).toString('base64')}`)).toBe(sealId(blob));
    expect(sealId(later)).not.toBe(sealId(blob));
  });

  it('of ClawChat is opened too, and says nothing of its author', () => {
    expect(cipher().open(seal(roomKey(SECRET, 'vault'), 'hello'))).toEqual({ ok: true, text: 'hello', header: null });
    expect(cipher().open('hello')).toEqual({ ok: false, reason: 'not_sealed' });
  });
});

describe('A secret', () => {
  const OWN = 'correct horse battery staple';

  it('that a person made up is stretched: the same in every program, and another in every room', async () => {
    const stretched = await stretch(OWN, 'vault');
    const { dkLen, ...options } = STRETCH_OPTIONS;
    expect(Buffer.from(stretched).equals(scryptSync(OWN, stretchSalt('vault'), dkLen, options))).toBe(true);
    expect(() => createRoomCipher('vault', { secret: OWN, stretched: null })).toThrow(/stretched/);
    const own = createRoomCipher('vault', { secret: OWN, stretched });
    const blob = own.seal(SAID, 'hello');
    expect(own.open(blob)).toMatchObject({ ok: true, text: 'hello' });
    // The parameters are in the blob; a message that claims others is not opened.
    expect([...bytesOf(blob).subarray(0, 4)]).toEqual([1, 15, 8, 3]);
    expect([...bytesOf(cipher().seal(SAID, 'hello')).subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(own.open(seal(roomKey(OWN, 'vault'), 'old'))).toMatchObject({ ok: true, text: 'old', header: null });
    // Stretching takes a second of processor time on a calm machine.
  }, 60_000);

  it('that was made is distinguished from a secret that a person chose', () => {
    expect(isMadeKey(newRoomSecret())).toBe(true);
    for (const each of [OWN, newRoomSecret().toUpperCase(), `${newRoomSecret()}0`, '']) expect(isMadeKey(each)).toBe(false);
  });

  it('is kept with what stretching gave, and old ones are kept as they were', () => {
    const stretched = new Uint8Array(32).fill(9);
    for (const secret of [OWN, 'a:b:c', 'two\nlines of it']) {
      expect(keptText({ secret, stretched })).toMatch(/^scrypt-15-8-3:/);
      expect(fromKeptText(keptText({ secret, stretched }))).toEqual({ secret, stretched });
      expect(fromKeptText(secret)).toEqual({ secret, stretched: null });
    }
    const cut = keptText({ secret: OWN, stretched }).slice(0, 30);
    expect(fromKeptText(cut)).toEqual({ secret: cut, stretched: null });
  });
});
