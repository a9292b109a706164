// Which pages may use the adapter. It takes no cookies, so a page has no more access than the token that it was given. Other pages are
// refused all the same: they could guess passwords and read times.
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const METHODS = 'GET, POST, PUT, DELETE, OPTIONS';
const HEADERS = 'Content-Type, Authorization, X-Requested-With, X-Agent-Secret, X-Agent-ID, X-Admin-Secret, X-CSRF-Token, X-Request-ID';
const EXPOSED = 'X-RateLimit-Limit, X-RateLimit-Remaining, Retry-After, X-Request-ID';
const MAX_AGE_S = '86400';

/** `allowed`: the origins that the owner has named, besides those of this computer. */
export function mayUse(origin: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(origin)) return true;
  const url = URL.parse(origin);
  return url !== null && url.origin === origin && /^https?:$/.test(url.protocol) && LOOPBACK_HOSTS.has(url.hostname);
}

/** By name or by number, so that no other name leads here (DNS rebinding). */
export function isOwnHost(host: string): boolean {
  const url = URL.parse(`http://${host}`);
  return url !== null && url.host === host.replace(/:80$/, '') && LOOPBACK_HOSTS.has(url.hostname);
}

export function corsHeaders(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' };
}

export function preflight(origin: string): Response {
  const headers = {
    ...corsHeaders(origin),
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': HEADERS,
    'access-control-max-age': MAX_AGE_S,
  };
  return new Response(null, { status: 204, headers });
}
