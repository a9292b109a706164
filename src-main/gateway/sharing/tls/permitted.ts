// The names and addresses for which the server's own authority may issue certificates. Browsers enforce it: with a stolen key of the
// authority, a certificate for any other site is refused.

/** Each with the names below it. */
export const PERMITTED_NAMES: readonly string[] = ['local', 'home.arpa', 'localhost'];

/** Without a range of a family, all its addresses would be permitted (RFC 5280, 4.2.1.10). */
export const PERMITTED_RANGES: readonly string[] = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', '127.0.0.0/8'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
];

/**
 * The one host of mail addresses and URIs. It can never exist (RFC 2606), so that none are permitted. OpenSSL takes the exclusion of
 * everything (an empty name) for that of nothing.
 */
export const NO_HOST = 'invalid';
