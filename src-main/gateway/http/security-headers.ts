/**
 * Each line says what the app needs and nothing more. `scripts`: hashes of the scripts inside the page itself. `serviceWorker`: the
 * address of its service worker; null for a page that may have none.
 */
export function contentPolicy(scripts: readonly string[] = [], serviceWorker: string | null = null): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts.map((hash) => `'${hash}'`)].join(' '),
    // The reader of PDF files: the page checks its script and starts it from memory.
    ['worker-src blob:', ...(serviceWorker === null ? [] : [serviceWorker])].join(' '),
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    // The gateway's own origin, its WebSocket included.
    "connect-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** On every response. */

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
  'x-frame-options': 'DENY',
};
