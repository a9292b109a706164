// Who asks: a user with a token, an agent with a secret of the home, or a holder of the admin secret. Each request asks the directory, so
// the end of a session or of a key is the end of the token.
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../../src-shared/errors.ts';
import { HOME_KEY_ID } from '../../../../src-shared/ids.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { RegisterRequest } from '../../../../src-shared/registration.ts';
import { sessionById, type OpenSession } from '../../domain/access/commands.ts';
import { hashSecret } from '../../domain/access/secrets.ts';
import { actorOfProgram } from '../../domain/access/programs.ts';
import { grantOfKey, type Actor, type HeldKey } from '../../domain/actor.ts';
import { ownedAgentId } from '../../domain/agents/agent-ids.ts';
import { comeIn } from '../../domain/agents/register.ts';
import type { Core } from '../../domain/core.ts';
import { heldKey, InvalidKey } from '../../domain/keys/commands.ts';
import { parse } from '../../domain/parse.ts';
import { claimsOf, ISSUER, signToken } from './jwt.ts';
import type { Secrets } from './secrets.ts';

const TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface AskedAgent {
  id: string;
  name?: string | undefined;
  model?: string | undefined;
  personality?: string | undefined;
  specialty?: string | undefined;
}

export const TRAITS = ['model', 'personality', 'specialty'] as const;
type Trait = (typeof TRAITS)[number];

export class Identity {
  readonly #core: Core;
  readonly #secrets: Secrets;

  constructor(core: Core, secrets: Secrets) {
    this.#core = core;
    this.#secrets = secrets;
  }

  tokenFor({ id: sid, person, expires_at }: OpenSession): string {
    const now = this.#core.now();
    const [iat, exp] = [now, Math.min(now + TOKEN_LIFETIME_MS, expires_at)].map((ms) => Math.floor(ms / 1_000));
    return signToken({ user_id: person.id, username: person.name, sid, iss: ISSUER, iat: iat ?? 0, exp: exp ?? 0 }, this.#secrets.jwt);
  }

  /** Throws 401. */
  sessionOf(token: string): OpenSession {
    const claims = claimsOf(token, this.#secrets.jwt, this.#core.now());
    const session = claims && sessionById(this.#core, claims.sid);
    if (!session || session.person.id !== claims.user_id) throw new AppError('unauthorized');
    return session;
  }

  userOf(token: string): Actor {
    return actorOfProgram(this.sessionOf(token), 'computer');
  }

  /** Throws InvalidKey, which the audit log counts. */
  keyOf(secret: string): HeldKey {
    const { agent } = this.#secrets;
    const home = agent !== null && isSame(secret, agent) ? this.#core.directory.keys.find(HOME_KEY_ID) : null;
    if (home?.revoked_at === null) return { key: home, good_until: null };
    const held = heldKey(this.#core, secret);
    if (!held) throw new InvalidKey('invalid agent secret');
    return held;
  }

  /** Registers the agent, or finds it. A field that is left out stays as it was. */
  async agentOf(secret: string, asked: AskedAgent): Promise<{ actor: Actor; agent: Agent }> {
    const held = this.keyOf(secret);
    const { key } = held;
    const id = ownedAgentId(this.#core, key.owner_id, asked.id);
    const known = this.#core.directory.participant(id);
    const before = known?.kind === 'agent' ? known : null;
    const name = given(asked.name) ?? before?.name ?? asked.id;
    const { agent_id, ...wanted } = parse(RegisterRequest, { key: '', name, agent_id: id, capabilities: capabilitiesOf(asked, before) });
    const agent = await comeIn(this.#core, key, { id: agent_id ?? id, name: wanted.name, capabilities: wanted.capabilities });
    if (agent.kind !== 'agent') throw new AppError('agent_id_taken');
    return { actor: { participant_id: agent.id, grant: grantOfKey(held) }, agent };
  }

  /** An agent that has registered before. */
  knownAgent(secret: string, id: string): Actor {
    const held = this.keyOf(secret);
    const own = ownedAgentId(this.#core, held.key.owner_id, id);
    const agent = this.#core.directory.participant(own);
    const isOfKey = this.#core.directory.accounts.keyIdOfAgent(own) === held.key.id;
    if (agent?.kind !== 'agent' || agent.removed_at !== null || !isOfKey) throw new AppError('unauthorized');
    return { participant_id: own, grant: grantOfKey(held) };
  }

  requireAdmin(secret: string): void {
    if (!isSame(secret, this.#secrets.admin)) throw new AppError('unauthorized');
  }
}

/** They are kept as capabilities, which the app shows: `model: …`. */
function capabilitiesOf(asked: AskedAgent, before: Agent | null): string[] {
  const others = (before?.capabilities ?? []).filter((each) => !TRAITS.some((trait) => each.startsWith(`${trait}: `)));
  const traits = TRAITS.flatMap((trait) => {
    const value = given(asked[trait]) ?? (before ? traitOf(before, trait) : '');
    return value === '' ? [] : [`${trait}: ${value}`];
  });
  return [...traits, ...others];
}

export function traitOf({ capabilities }: Agent, trait: Trait): string {
  const mark = `${trait}: `;
  return capabilities.find((each) => each.startsWith(mark))?.slice(mark.length) ?? '';
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** In a time that says nothing of the secret. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(one)), Buffer.from(hashSecret(other)));
}
