// The invites for agents, and how far each has come. They are in memory alone: a code is good for minutes, and a restart ends it.
import { isPending } from '../../../../src-shared/agent-invite-link.ts';
import type { AgentInvite, AgentInviteState } from '../../../../src-shared/agent-invites.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { AGENT_APPROVAL_MS, AGENT_INVITES_MAX } from '../../../../src-shared/limits.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { ShortCodes } from '../access/short-codes.ts';
import type { Actor } from '../actor.ts';
import type { Origin } from '../audit/draft.ts';

export interface HeldInvite {
  readonly invite: AgentInvite;
  /** The person or the agent that made it, with the rights and the credential of that time. */
  readonly maker: Actor;
  /** The hash of the secret of a waiting agent. */
  readonly claim_hash: string | null;
  /** After the agent was let in. */
  readonly isWithdrawn: boolean;
}

type NewInvite = Pick<AgentInvite, 'name' | 'room_ids' | 'rights' | 'needs_approval' | 'created_by'>;
type Place = Pick<AgentInvite, 'entrance' | 'address'>;

export class AgentInvites {
  readonly #now: () => number;
  readonly #publish: (event: HomeEvent) => void;
  /** The ids of invites. */
  readonly #codes: ShortCodes<string>;
  /** The oldest first. */
  readonly #byId = new Map<string, HeldInvite>();

  constructor(now: () => number, publish: (event: HomeEvent) => void) {
    this.#now = now;
    this.#publish = publish;
    this.#codes = new ShortCodes(now);
  }

  create(asked: NewInvite, maker: Actor): { invite: AgentInvite; code: string } {
    const id = newId();
    const { code, expires_at } = this.#codes.issue(id);
    const made = { created_at: this.#now(), expires_at };
    const invite: AgentInvite = { id, ...asked, ...made, state: 'open', redeemed_at: null, entrance: null, address: null };
    this.#forgetOldest();
    this.#keep({ invite, maker, claim_hash: null, isWithdrawn: false });
    return { invite, code };
  }

  all(): AgentInvite[] {
    return [...this.#byId.values()].map(({ invite }) => invite).reverse();
  }

  /** Throws `invite_not_found`. */
  get(id: string): HeldInvite {
    const held = this.#byId.get(id);
    if (!held) throw new AppError('invite_not_found');
    return held;
  }

  /** The invite of a code that can be redeemed. Throws `invite_invalid` and the reason why another cannot. */
  open(code: string): HeldInvite {
    const held = this.#byId.get(this.#codes.find(code)?.value ?? '');
    if (!held) throw new AppError('invite_invalid');
    const { state, expires_at } = held.invite;
    if (state === 'revoked') throw new AppError('invite_withdrawn');
    if (state !== 'open') throw new AppError('invite_used');
    if (expires_at <= this.#now()) throw new AppError('invite_expired');
    return held;
  }

  /** Uses the code up. `claim`: the secret with which the agent asks for its key after the approval; null when it needs none. */
  redeem(code: string, { entrance, address }: Origin): { held: HeldInvite; claim: string | null } {
    const held = this.open(code);
    const redeemed_at = this.#now();
    const place: Place = { entrance: entrance === 'agents' || entrance === 'porter' ? null : entrance, address };
    if (!held.invite.needs_approval) return { held: this.#change(held, { state: 'joined', redeemed_at, ...place }), claim: null };
    const claim = newSecret('clm_');
    const expires_at = redeemed_at + AGENT_APPROVAL_MS;
    const waiting = { ...held, claim_hash: hashSecret(claim) };
    return { held: this.#change(waiting, { state: 'waiting', redeemed_at, expires_at, ...place }), claim };
  }

  /** The invite of a waiting agent, or null as long as it is not approved. Its key can be fetched once. Throws why there will be none. */
  collect(claim: string): HeldInvite | null {
    const hash = hashSecret(claim);
    const held = [...this.#byId.values()].find(({ claim_hash }) => claim_hash === hash);
    if (!held) throw new AppError('invite_invalid');
    const { state, expires_at } = held.invite;
    if (state === 'revoked') throw new AppError('invite_withdrawn');
    if (state === 'refused') throw new AppError('access_denied', 'This agent was refused.');
    if (state === 'joined') throw new AppError('invite_used', 'The key of this invite was fetched already. Ask for a new invite.');
    if (expires_at <= this.#now()) throw new AppError('invite_expired', 'This invite was not approved in time. Ask for a new one.');
    return state === 'approved' ? this.#change(held, { state: 'joined' }) : null;
  }

  /** After a key could not be made: the agent can try again, unless the invite was withdrawn meanwhile. */
  giveBack({ invite: { id } }: HeldInvite, state: AgentInviteState): void {
    const held = this.#byId.get(id);
    if (held?.invite.state === 'joined') this.#change(held, { state: held.isWithdrawn ? 'revoked' : state });
  }

  /** Throws `invite_not_found` when no agent waits with it. */
  decide(id: string, state: 'approved' | 'refused'): AgentInvite {
    const held = this.get(id);
    if (held.invite.state !== 'waiting' || !isPending(held.invite, this.#now()))
      throw new AppError('invite_not_found', 'No agent waits with this invite any more.');
    return this.#change(held, { state }).invite;
  }

  /** One that is over stays as it is. One whose key is being made ends if the key cannot be made. */
  revoke(id: string): AgentInvite {
    const held = this.get(id);
    if (isPending(held.invite, this.#now())) return this.#change(held, { state: 'revoked' }).invite;
    if (held.invite.state === 'joined') this.#byId.set(id, { ...held, isWithdrawn: true });
    return held.invite;
  }

  #change(held: HeldInvite, change: Partial<AgentInvite> & { state: AgentInviteState }): HeldInvite {
    return this.#keep({ ...held, invite: { ...held.invite, ...change } });
  }

  #keep(held: HeldInvite): HeldInvite {
    this.#byId.set(held.invite.id, held);
    this.#publish({ type: 'agent_invite.changed', cursor: null, invite: held.invite });
    return held;
  }

  #forgetOldest(): void {
    const [oldest] = this.#byId.keys();
    if (oldest === undefined || this.#byId.size < AGENT_INVITES_MAX) return;
    this.#byId.delete(oldest);
    this.#codes.drop((id) => id === oldest);
  }
}
