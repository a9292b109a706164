// The one place that checks the proofs of pages (src-shared/page-proof.ts): of a request, and of a socket.
import { AppError } from '../../../../src-shared/errors.ts';
import {
  ADDRESS_LIFETIME_MS,
  addressProof,
  endedProof,
  PageChallenge,
  isSameProof,
  newNonce,
  pageProof,
  PageProof,
  requestProof,
  serverProof,
  withoutProof,
  type PageChallengeReply,
  type Handshake,
} from '../../../../src-shared/page-proof.ts';
import type { EntranceKind } from '../../../../src-shared/entrances.ts';
import type { EndedSession } from '../../../../src-shared/sessions.ts';
import { sessionById, sessionOfToken, type OpenSession } from './commands.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { SessionRow } from '../../store/tables/access.ts';
import { parse } from '../parse.ts';
import { actorOfProgram } from './programs.ts';
import { hashSecret, isOfProgram } from './secrets.ts';

/** A page signs with the server's clock as it was when the page connected. */
const CLOCK_SLACK_MS = 60 * 60 * 1000;

/** The cookies of a browser, and the host that it addressed. */
export interface Presented {
  /** The values of the session cookie: one, or more when another program on this host set some besides. */
  tokens: readonly string[];
  host: string;
  entrance: EntranceKind;
}

export interface ProvenRequest extends Presented {
  method: string;
  /** With its query. */
  url: string;
  /** The header; undefined when the proof has to be in the address. */
  proof: string | undefined;
}

/** The session of a request; null without any. Throws `proof_required` for a good cookie without a good proof. */
export function sessionOfRequest(core: Core, request: ProvenRequest): OpenSession | null {
  const open = sessionsOfCookies(core, request);
  const [session] = open.filter(({ page_secret }) => isProven(core, page_secret, request));
  if (!session && open.length > 0) throw new AppError('proof_required');
  return session ?? null;
}

/**
 * The sessions that a browser leaves when this person signs in there: those of the person, and those that the request proves. Another
 * program may have sent the cookie of another person.
 */
export function sessionsLeft(core: Core, request: ProvenRequest, personId: string): OpenSession[] {
  return sessionsOfCookies(core, request).filter(
    ({ person, page_secret }) => person.id === personId || isProven(core, page_secret, request),
  );
}

function sessionsOfCookies(core: Core, { tokens }: Presented): OpenSession[] {
  return tokens.flatMap((token) => (isOfProgram(token) ? [] : (sessionOfToken(core, token) ?? [])));
}

export function actorOfPage({ id, person, expires_at }: OpenSession, entrance: EntranceKind): Actor {
  return { participant_id: person.id, grant: { ...EVERY_RIGHT, session_id: id, entrance, expires_at } };
}

function isProven(core: Core, secret: string, { method, url, host, proof }: ProvenRequest): boolean {
  const where = { server_nonce: core.serverNonce, host };
  if (proof !== undefined) return isSameProof(proof, requestProof(secret, where, method, url));
  const signed = withoutProof(url);
  if (signed.proof === null || !['GET', 'HEAD'].includes(method)) return false;
  const until = Number.parseInt(signed.proof, 36);
  const left_ms = until - core.now();
  const isNow = left_ms > 0 && left_ms <= ADDRESS_LIFETIME_MS + CLOCK_SLACK_MS;
  return isNow && isSameProof(signed.proof, addressProof(secret, where, signed.path, until));
}

/** The handshake of one socket. The server proves itself first; only then may the page say anything. */
export class PageHandshake {
  readonly #core: Core;
  readonly #presented: Presented;
  #shaken: Handshake | null = null;

  constructor(core: Core, presented: Presented) {
    this.#core = core;
    this.#presented = presented;
  }

  get entrance(): EntranceKind {
    return this.#presented.entrance;
  }

  /** Throws `unauthorized` for a session that does not exist or has ended. */
  challenge(payload: unknown): PageChallengeReply {
    const { shaken, reply } = answerChallenge(this.#core, this.#presented.host, payload);
    this.#shaken = shaken;
    return reply;
  }

  /** Throws `unauthorized` for a wrong proof, and `cookie_mismatch` when the cookie is not of the page's session. */
  prove(payload: unknown): Actor {
    const { proof, program } = parse(PageProof, payload);
    const shaken = this.#shaken;
    // One answer to each challenge.
    this.#shaken = null;
    const session = shaken && sessionById(this.#core, shaken.session_id);
    if (!session || !isSameProof(proof, pageProof(session.page_secret, shaken))) throw new AppError('unauthorized');
    const isItsCookie = this.#presented.tokens.some((token) => hashSecret(token) === session.token_hash);
    if (!isItsCookie) throw new AppError('cookie_mismatch');
    return (program ? actorOfProgram : actorOfPage)(session, this.#presented.entrance);
  }
}

/** Why a session ended, for the page that had it. Throws `unauthorized` for all others. */
export async function endedSession(core: Core, { session_id, proof }: { session_id: string; proof: string }): Promise<EndedSession> {
  const expired = core.directory.sessions.find({ id: session_id });
  const { value: ended } = isOver(core, expired)
    ? { value: { ...expired, why: 'expired' as const, by_id: null } }
    : await core.archive.endedSession(session_id);
  if (!ended || !isSameProof(proof, endedProof(ended.page_secret, session_id))) throw new AppError('unauthorized');
  const by = ended.by_id === null ? null : (core.directory.participant(ended.by_id)?.name ?? null);
  return { why: ended.why, by };
}

/** Expired sessions are deleted once an hour. */
function isOver(core: Core, session: SessionRow | null): session is SessionRow {
  return session !== null && session.expires_at <= core.now();
}

/** The server's proof, for any client that knows the id of a session. It is of no use to an attacker: each purpose has its own proofs. */
export function answerChallenge(core: Core, host: string, payload: unknown): { shaken: Handshake; reply: PageChallengeReply } {
  const { session_id, nonce: page_nonce } = parse(PageChallenge, payload);
  const session = sessionById(core, session_id);
  if (!session) throw new AppError('unauthorized', 'This session has ended. Sign in again.');
  const { serverNonce: server_nonce } = core;
  const shaken: Handshake = { session_id, host, page_nonce, nonce: newNonce(), server_nonce };
  return { shaken, reply: { server_nonce, nonce: shaken.nonce, now: core.now(), proof: serverProof(session.page_secret, shaken) } };
}
