import type { BrowserName, PlatformName } from '../../../src-shared/device.ts';

/** Secrets are kept as SHA-256 only, except for the page secret, without which nothing can be proved. */
export interface SessionRow {
  /** Public: a page says with it which session it means. */
  id: string;
  token_hash: string;
  /** Kept as it is, because the server proves things with it too. Without the cookie, of which only the hash is here, it opens nothing. */
  page_secret: string;
  participant_id: string;
  /** Null, as `platform`: the browser did not say, or the session is from before that was kept. */
  browser: BrowserName | null;
  platform: PlatformName | null;
  created_at: number;
  /** Exact to the minute. */
  last_used_at: number;
  expires_at: number;
}
