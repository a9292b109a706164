// The example of RFC 8291, appendix A, and what a device can read.
import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decrypt } from '../../testing/push-service.ts';
import { encryptPush } from './encrypt.ts';

const EXAMPLE = {
  content: 'When I grow up, I want to be a watermelon',
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  devicePrivateKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  body:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6' +
    'cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

describe('A push', () => {
  it('is the one of the example with its keys', () => {
    const fresh = { salt: bytes(EXAMPLE.salt), privateKey: bytes(EXAMPLE.privateKey), isPadded: false };
    expect(encryptPush(Buffer.from(EXAMPLE.content), EXAMPLE, fresh).toString('base64url')).toBe(EXAMPLE.body);
  });

  it('can be read by its device, and is another one each time', () => {
    const device = { privateKey: bytes(EXAMPLE.devicePrivateKey), auth: bytes(EXAMPLE.auth) };
    const [first, second] = [encryptPush(Buffer.from('aloha 🌺'), EXAMPLE), encryptPush(Buffer.from('aloha 🌺'), EXAMPLE)];
    expect(first.equals(second)).toBe(false);
    for (const body of [first, second, bytes(EXAMPLE.body)])
      expect(['aloha 🌺', EXAMPLE.content]).toContain(decrypt(body, device).toString());
  });

  it('has one of a few sizes, and never more than push services take', () => {
    const sizeOf = (length: number): number => encryptPush(Buffer.alloc(length, 'a'), EXAMPLE).length;
    expect(sizeOf(1)).toBe(sizeOf(200));
    expect(sizeOf(3_900)).toBeLessThanOrEqual(4_096);
    expect(() => sizeOf(4_096)).toThrow(RangeError);
  });

  it('is not made for a key that is no point of the curve', () => {
    for (const key of [Buffer.alloc(65, 4), Buffer.alloc(0), createECDH('prime256v1').generateKeys().subarray(1)])
      expect(() => encryptPush(Buffer.from('x'), { ...EXAMPLE, p256dh: key.toString('base64url') })).toThrow();
  });
});
