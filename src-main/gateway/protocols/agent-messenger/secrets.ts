// The secrets of the adapter: those of the environment, or the ones that this server made for itself. They are in a file of the data
// folder that only the server's account can read, and in no backup.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod/mini';
import { StartFailure } from '../../../../src-shared/errors.ts';
import { writeSecret } from '../../store/secret-file.ts';

export const SECRETS_FILE = 'agent-messenger.key';

/** Of Agent Messenger's own server. Each reader of its code knows them. */
const DEFAULTS_OF_OTHERS: ReadonlySet<string> = new Set([
  'agent-messenger-dev-secret-change-me',
  'dev-agent-secret-change-me',
  'admin-dev-secret',
]);
const SECRET_CHARS_MIN = 12;

/** The values of the environment; undefined where it has none. */
export interface GivenSecrets {
  /** AGENT_SECRET */
  agent: string | undefined;
  /** JWT_SECRET */
  jwt: string | undefined;
  /** ADMIN_SECRET */
  admin: string | undefined;
}

export interface Secrets {
  /** Null: agents come with a key of the home. */
  agent: string | null;
  jwt: string;
  admin: string;
}

const Kept = z.object({ jwt: z.string().check(z.minLength(32)), admin: z.string().check(z.minLength(32)) });

/** Throws StartFailure `usage` for a secret that others know or can guess. */
export function openSecrets(dataDir: string, given: GivenSecrets): Secrets {
  refuseWeak('AGENT_SECRET', given.agent);
  refuseWeak('JWT_SECRET', given.jwt);
  refuseWeak('ADMIN_SECRET', given.admin);
  const { jwt, admin } = ensureKept(path.join(dataDir, SECRETS_FILE));
  return { agent: given.agent ?? null, jwt: given.jwt ?? jwt, admin: given.admin ?? admin };
}

function refuseWeak(name: string, secret: string | undefined): void {
  if (secret === undefined) return;
  if (DEFAULTS_OF_OTHERS.has(secret))
    throw new StartFailure(
      'usage',
      `${name} is the secret of Agent Messenger's examples, which everyone knows. Choose another one, or unset it.`,
    );
  if (secret.length < SECRET_CHARS_MIN)
    throw new StartFailure('usage', `${name} is too short. Take at least ${SECRET_CHARS_MIN} characters, or unset it.`);
}

/** It is made when there is none, or when the file holds something else. Users then log in again. */
function ensureKept(file: string): z.infer<typeof Kept> {
  const known = existsSync(file) ? keptIn(readFileSync(file, 'utf8')) : null;
  if (known) {
    chmodSync(file, 0o600);
    return known;
  }
  const random = (): string => randomBytes(32).toString('base64url');
  const made = { jwt: random(), admin: random() };
  writeSecret(file, JSON.stringify(made)).publish();
  return made;
}

function keptIn(text: string): z.infer<typeof Kept> | null {
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
