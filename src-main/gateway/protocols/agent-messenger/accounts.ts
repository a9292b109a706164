// Users. Their server lets anyone register; this home lets in those whom it has invited. The password of a registration begins with the
// code of an invite, and the whole text is the password from then on. A password is stretched to the secret of a session of the home,
// so it needs no table, is listed among the devices of its person, and ends with that session.
import { scrypt } from 'node:crypto';
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Person } from '../../../../src-shared/objects.ts';
import { newSession, previewInvite, redeem, sessionOfToken, type OpenSession } from '../../domain/access/commands.ts';
import { hashSecret, isOfProgram, PROGRAM_PREFIX } from '../../domain/access/secrets.ts';
import type { Core } from '../../domain/core.ts';
import { Refusal } from './problem.ts';

/** The session of an account. Its person is invited back after that. */
const ACCOUNT_LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;
const OWN_PART_CHARS_MIN = 8;
const PASSWORD_CHARS_MAX = 512;
/** 32 MiB for a moment, one password after another. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 48 * 1024 * 1024 } as const;
const STRETCHED_BYTES = 32;
/** Passwords that wait for their turn. */
const WAITING_MAX = 64;

const Username = z.string().check(z.minLength(3), z.maxLength(50), z.regex(/^[A-Za-z0-9_]+$/));
/** A code alone, or in the link of the invite. */
const INVITE = /^(?:https?:\/\/\S{1,300}#)?(inv_[A-Za-z0-9_-]{43})[\s:/]+(.*)$/su;

export interface AccountPorts {
  core: Core;
  /** Ends the connections of a session. */
  endConnections(which: { session_id: string }): void;
}

export class Accounts {
  readonly #ports: AccountPorts;
  #stretching: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(ports: AccountPorts) {
    this.#ports = ports;
  }

  async register(username: string, password: string): Promise<Person> {
    const { core } = this.#ports;
    requireUsername(username);
    const [, code = '', own = ''] = INVITE.exec(password) ?? [];
    if (code === '')
      throw new Refusal(
        403,
        'registration needs an invite: as the password, send the code of your invite, a space, and a password of your own',
      );
    if (own.length < OWN_PART_CHARS_MIN || password.length > PASSWORD_CHARS_MAX)
      throw new Refusal(400, `after the code of the invite comes a password of your own with at least ${OWN_PART_CHARS_MIN} characters`);
    previewInvite(core, code);
    const token = await this.#tokenOf(username, password);
    return redeem(core, { code, name: username }, sessionWith(token));
  }

  /** Throws 401. A person of the home who has no password logs in with the token of a program. */
  async login(username: string, password: string): Promise<OpenSession> {
    const { core } = this.#ports;
    if (username === '' || password === '') throw new Refusal(400, 'username and password are required');
    if (username.length > PASSWORD_CHARS_MAX || password.length > PASSWORD_CHARS_MAX) throw new Refusal(401, 'invalid credentials');
    const token = isOfProgram(password) ? password : await this.#tokenOf(username, password);
    const session = sessionOfToken(core, token);
    if (!session || !isSameName(session.person.name, username)) throw new Refusal(401, 'invalid credentials');
    return session;
  }

  /** All tokens of the old password end at once. */
  async changePassword(session: OpenSession, { old, fresh }: { old: string; fresh: string }): Promise<void> {
    const { core, endConnections } = this.#ports;
    const { name } = session.person;
    if (fresh.length < OWN_PART_CHARS_MIN || fresh.length > PASSWORD_CHARS_MAX)
      throw new Refusal(400, `new password must be at least ${OWN_PART_CHARS_MIN} characters`);
    const before = hashSecret(await this.#tokenOf(name, old));
    if (before !== session.token_hash) throw new Refusal(401, 'invalid old password');
    const token = await this.#tokenOf(name, fresh);
    if (hashSecret(token) === before) throw new Refusal(400, 'the new password is the old one');
    const ended = await core.write('createSession', { ...sessionWith(token), participant_id: session.person.id });
    for (const session_id of new Set([...ended, session.id])) {
      if (session_id === session.id) await core.write('endSession', { id: session.id });
      endConnections({ session_id });
    }
  }

  /** One after another: each takes much memory. */
  async #tokenOf(username: string, password: string): Promise<string> {
    if (this.#waiting >= WAITING_MAX) throw new AppError('too_many_attempts');
    this.#waiting += 1;
    const salt = `agent-messenger\n${this.#ports.core.directory.home.id}\n${username.normalize('NFC').toLowerCase()}`;
    const stretched = this.#stretching.then(() => stretch(password.normalize('NFC'), salt));
    this.#stretching = stretched.catch(() => undefined);
    try {
      return PROGRAM_PREFIX + (await stretched).toString('base64url');
    } finally {
      this.#waiting -= 1;
    }
  }
}

function sessionWith(token: string) {
  const { row } = newSession({ browser: 'program', platform: null, entrance: 'computer', account: null });
  return { ...row, id: newId(), token_hash: hashSecret(token), lifetime_ms: ACCOUNT_LIFETIME_MS };
}

function requireUsername(username: string): void {
  if (username === '') throw new Refusal(400, 'username and password are required');
  if (!Username.safeParse(username).success) throw new Refusal(400, 'username must be 3-50 characters: letters, digits and underscores');
}

function isSameName(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

function stretch(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, STRETCHED_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
