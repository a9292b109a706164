import type { TrustSystem } from '../../strings/english/trust.tsx';

/** The steps that fit this browser best. An iPad says that it is a Mac, and has a touch screen. */
export function trustSystemOf({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): TrustSystem {
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)) return 'ios';
  if (userAgent.includes('Android')) return 'android';
  // Its own list counts there. On other systems it uses that of the system too.
  if (userAgent.includes('Firefox') && userAgent.includes('Linux')) return 'firefox';
  if (userAgent.includes('Windows')) return 'windows';
  return userAgent.includes('Macintosh') ? 'macos' : 'linux';
}
