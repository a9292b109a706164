import * as z from 'zod/mini';
import { nothing } from '../commands/fields.ts';
import { described } from '../described.ts';
import type { EndpointRow } from './row.ts';

export const Trust = z.object({
  fingerprint: described('SHA-256 of the certificate of the authority.', z.string()),
  valid_until: described('In ms.', z.number()),
  origins: described('The addresses by https.', z.readonly(z.array(z.string()))),
});
export type Trust = z.infer<typeof Trust>;

/** Public, at the entrances of this computer and of the networks: a device trusts the server before anyone signs in there. */
export const TRUST_ENDPOINTS = {
  show_trust: {
    title: 'Show the certificate authority',
    summary: "Get the fingerprint of the server's own certificate authority, and the addresses with its certificates.",
    access: 'public',
    request: nothing,
    reply: Trust,
    http: 'GET /api/trust',
    readOnly: true,
  },
  fetch_authority: {
    title: 'Download the certificate authority',
    summary: "Get the certificate of the server's own authority (DER), for devices to trust.",
    access: 'public',
    request: nothing,
    reply: { contentType: 'application/x-x509-ca-cert', description: 'The certificate' },
    http: 'GET /trust/lanai.crt',
    readOnly: true,
  },
  check_trust: {
    title: 'Check trust',
    summary: 'A page without TLS asks this by https, and gets an answer only in a browser that trusts the certificate.',
    access: 'public',
    request: nothing,
    reply: { contentType: 'text/plain', description: '`yes`' },
    http: 'GET /api/trust/check',
    readOnly: true,
  },
} as const satisfies Record<string, EndpointRow>;

export const TRUST_CHECK_PATH = '/api/trust/check';
