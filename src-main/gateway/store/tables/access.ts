import { BrowserName, PlatformName } from '../../../../src-shared/device.ts';
import { EntranceKind } from '../../../../src-shared/entrances.ts';
import { InviteRole } from '../../../../src-shared/objects.ts';
import { WhyEnded } from '../../../../src-shared/sessions.ts';
import { flag, integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** Secrets are kept as SHA-256 only, except for the page secret, without which nothing can be proved. */
export const sessions = table({
  /** Public: a page says with it which session it means. */
  id: text(),
  token_hash: text(),
  /** Kept as it is, because the server proves things with it too. Without the cookie, of which only the hash is here, it opens nothing. */
  page_secret: text(),
  participant_id: text(),
  created_at: time(),
  expires_at: time(),
  /** Null, as `platform`: the browser did not say, or the session is from before that was kept. */
  browser: nullable(oneOf(BrowserName)),
  platform: nullable(oneOf(PlatformName)),
  /** Exact to the minute. */
  last_used_at: time(),
  /** By which it was last used, as exact as the time. */
  entrance: nullable(oneOf(EntranceKind)),
  /** Of a program: where it writes when it names no room. Null: its invite names none, or the session is of a page. */
  room_id: nullable(text()),
  /**
   * The account with which it was made, by an invite or from another device that has such a session: `tailscale:` or `proxy:`, and the
   * login. The same account may sign in on further devices while it lasts.
   */
  account: nullable(text()),
});
export type SessionRow = RowOf<typeof sessions>;

/** Why a session ended, kept for a while for the page that had it. */
export const endedSessions = table({
  id: text(),
  page_secret: text(),
  why: oneOf(WhyEnded),
  /** The person who ended it; null when it was its own person, the limit of sessions, or time. */
  by_id: nullable(text()),
  ended_at: time(),
});
export type EndedSessionRow = RowOf<typeof endedSessions>;

/** The code of an invite is kept as SHA-256 only. */
export const invites = table({
  id: text(),
  code_hash: text(),
  name: text(),
  role: oneOf(InviteRole),
  room_ids: nullable(json()),
  created_by: text(),
  created_at: time(),
  expires_at: time(),
  max_uses: integer(),
  uses: integer(),
  revoked_at: nullable(time()),
  participant_id: nullable(text()),
  /** 1: does not work until the owner confirms it. */
  needs_owner: flag(),
  /** Of the link before the newest one. It works too. */
  earlier_code_hash: nullable(text()),
  /** The addresses in the newest link. Null: the invite is from before that was kept. */
  origins: nullable(json()),
  /** The name that the page suggests instead of the other one. */
  nickname: nullable(text()),
});
export type InviteRow = RowOf<typeof invites>;
