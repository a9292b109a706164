// The rules of invites, as plain code. Their expiry is not played: the thread that writes has the clock of the system.
import type { Verdict } from './play.ts';

export type InviteAct =
  | { type: 'create'; by: number; uses: number }
  | { type: 'change'; by: number; invite: number; uses: number }
  | { type: 'renew'; by: number; invite: number }
  | { type: 'revoke'; by: number; invite: number }
  /** With the newest link, or so many before it. */
  | { type: 'redeem'; invite: number; linksBefore: number };

interface KnownInvite {
  usesMax: number;
  uses: number;
  links: number;
  isRevoked: boolean;
  /** A link for one person is now the one for that person. */
  hasPerson: boolean;
}

export interface ReferenceInvites {
  readonly invites: KnownInvite[];
  mayInvite(who: number): boolean;
}

/** Changes the invites as the server should, and says how it should answer. */
export function apply(state: ReferenceInvites, act: InviteAct): Verdict {
  if (act.type !== 'redeem' && !state.mayInvite(act.by)) return 'access_denied';
  if (act.type === 'create') {
    state.invites.push({ usesMax: act.uses, uses: 0, links: 1, isRevoked: false, hasPerson: false });
    return 'ok';
  }
  const invite = state.invites[act.invite];
  if (!invite) return act.type === 'redeem' ? 'invite_invalid' : 'invite_not_found';
  switch (act.type) {
    case 'change':
      return change(invite, act.uses);
    case 'renew': {
      const refusal = refusalOf(invite);
      if (refusal === null) invite.links += 1;
      return refusal ?? 'ok';
    }
    case 'revoke':
      invite.isRevoked = true;
      return 'ok';
    case 'redeem':
      return redeem(invite, act.linksBefore);
  }
}

/** Why it cannot be used. */
function refusalOf({ isRevoked, uses, usesMax }: KnownInvite): Verdict | null {
  if (isRevoked) return 'invite_withdrawn';
  return uses >= usesMax ? 'invite_used' : null;
}

function change(invite: KnownInvite, usesMax: number): Verdict {
  if (invite.isRevoked || (invite.hasPerson && usesMax !== 1) || usesMax < invite.uses) return 'invalid_payload';
  invite.usesMax = usesMax;
  return 'ok';
}

/** The newest link and the one before it work. */
function redeem(invite: KnownInvite, linksBefore: number): Verdict {
  if (linksBefore > 1 || linksBefore >= invite.links) return 'invite_invalid';
  const refusal = refusalOf(invite);
  if (refusal !== null) return refusal;
  invite.hasPerson ||= invite.usesMax === 1;
  invite.uses += 1;
  return 'ok';
}
