// Devices that are to trust the server's own certificate authority: its certificate, and whether it worked.
import { AppError } from '../../../src-shared/errors.ts';
import type { TRUST_ENDPOINTS } from '../../../src-shared/endpoints/trust.ts';
import type { TrustFacts } from '../sharing/sharing.ts';
import type { HttpDeps } from './app.ts';
import type { Endpoints } from './endpoints.ts';
import type { HttpContext } from './env.ts';

export function trustEndpoints({ sharing }: HttpDeps): Pick<Endpoints, keyof typeof TRUST_ENDPOINTS> {
  /** Throws `not_found` where there is nothing to trust. Entrances from outside do not name addresses of the network. */
  const facts = ({ env: { entrance } }: HttpContext): TrustFacts => {
    const found = entrance.isProxied ? null : sharing.trust;
    if (!found) throw new AppError('not_found', 'This server has no certificate authority of its own.');
    return found;
  };
  return {
    show_trust({ c }) {
      const { fingerprint, validUntil, origins } = facts(c);
      return { reply: { fingerprint, valid_until: validUntil, origins } };
    },

    fetch_authority({ c }) {
      // No attachment: by the type alone, Safari on an iPhone offers to install it, and Firefox asks whether to trust it.
      return c.body(new Uint8Array(facts(c).der), 200, { 'content-type': 'application/x-x509-ca-cert' });
    },

    check_trust({ c }) {
      const { entrance, incoming } = c.env;
      // Readable by the page without TLS of the same address, and by no other page.
      const plain = `http://${entrance.hostOf(incoming.headers)}`;
      const allowed: Record<string, string> = incoming.headers.origin === plain ? { 'access-control-allow-origin': plain } : {};
      return c.body('yes', 200, { 'content-type': 'text/plain;charset=utf-8', vary: 'origin', ...allowed });
    },
  };
}
