/** Secrets are kept as SHA-256 only, except for the page secret, without which nothing can be proved. */
export interface SessionRow {
  /** Public: a page says with it which session it means. */
  id: string;
  token_hash: string;
  /** Kept as it is, because the server proves things with it too. Without the cookie, of which only the hash is here, it opens nothing. */
  page_secret: string;
  participant_id: string;
  created_at: number;
  expires_at: number;
}
