import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { bytesToBase64 } from '../../../../src-shared/base64.ts';
import { newWebhookSecret, secretBytes } from '../../../../src-shared/webhooks.ts';
import { signature, webhookId } from './sign.ts';

describe('A signature', () => {
  it('with a plain secret is what ClawChat receivers expect', () => {
    const signed = signature('topsecret', { id: 'wh_123', timestamp: 1_700_000_000, body: '{"a":1}' });
    expect(signed).toBe('v1,Rb1bwB60aU4nItmoOHbrIVlTuITBpmPKm13t4bf6E/o=');
  });

  it('with a whsec_ secret is verified by the official library, and by no other secret, body or id', () => {
    const [secret, timestamp] = [newWebhookSecret(), Math.floor(Date.now() / 1000)];
    const headers = (id: string) => ({
      'webhook-id': 'wh_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature(secret, { id, timestamp, body: '{"a":"ä"}' }),
    });
    expect(new Webhook(secret).verify('{"a":"ä"}', headers('wh_1'))).toEqual({ a: 'ä' });
    expect(() => new Webhook(newWebhookSecret()).verify('{"a":"ä"}', headers('wh_1'))).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify('{"a":"a"}', headers('wh_1'))).toThrow('No matching signature');
    expect(() => new Webhook(secret).verify('{"a":"ä"}', headers('wh_2'))).toThrow('No matching signature');
  });

  it('is verified whatever the key, the id and the body', () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const keys = fc.uint8Array({ minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(keys, fc.stringMatching(/^[\w-]{1,80}$/), fc.json(), (bytes, id, body) => {
        const padded = Buffer.from(bytes).toString('base64');
        const headers = (secret: string) => ({
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signature(secret, { id, timestamp, body }),
        });
        expect(() => new Webhook(padded).verify(body, headers(`whsec_${padded}`))).not.toThrow();
        // With or without the padding it is the same key.
        expect(headers(`whsec_${bytesToBase64(bytes)}`)).toEqual(headers(`whsec_${padded}`));
      }),
    );
  });

  it('with any other secret uses its bytes as they are written', () => {
    const timestamp = Math.floor(Date.now() / 1000);
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.json(), (secret, body) => {
        fc.pre(!secret.startsWith('whsec_'));
        const headers = {
          'webhook-id': 'wh_1',
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signature(secret, { id: 'wh_1', timestamp, body }),
        };
        const raw = new Webhook(new TextEncoder().encode(secret), { format: 'raw' });
        expect(() => raw.verify(body, headers)).not.toThrow();
      }),
    );
  });
});

describe('A secret', () => {
  it.each(['whsec_', 'whsec_not base64', 'whsec_a', 'whsec_ab=='])('that is not the base64 it says it is has no bytes: %s', (secret) => {
    expect(secretBytes(secret)).toBeNull();
  });

  it('that we make is long, and never the same', () => {
    expect(secretBytes(newWebhookSecret())).toHaveLength(24);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });
});

it('A webhook-id has no full stop in it, which would blur what is signed', () => {
  expect(webhookId('0199-a', '0199-b')).toBe('wh_0199-a_0199-b');
});
