// The push services that the server sends to. An endpoint is what a client says, so an address elsewhere is refused.

/** Of Chromium and its relatives, Firefox, Safari, and Edge on Windows. A point at the start stands for the names below. */
const HOSTS = ['fcm.googleapis.com', '.push.services.mozilla.com', '.push.apple.com', '.notify.windows.com'];

/** By HTTPS, on its usual port. */
export function isPushService({ protocol, port, hostname, username, password }: URL): boolean {
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
  return isPlain && HOSTS.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
}
