import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { strings } from '../../strings/all-strings.ts';

/** "Firefox on Windows", "Firefox", "A browser on Windows", "A browser". */
export function deviceName({ browser, platform }: Pick<SessionInfo, 'browser' | 'platform'>): string {
  const said = strings.devices;
  const name = browser === null ? said.unknownBrowser : strings.devices.browser[browser];
  return platform === null ? name : said.on(name, strings.devices.platform[platform]);
}

/** The asking session first, then by last use. */
export function inOrder(sessions: readonly SessionInfo[]): SessionInfo[] {
  return [...sessions].sort((a, b) => Number(b.is_current) - Number(a.is_current) || b.last_used_at - a.last_used_at);
}
