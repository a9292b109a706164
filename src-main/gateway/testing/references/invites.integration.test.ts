// Invites that are created, changed, renewed, revoked and used in random order, against the rules as plain code.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { createBrowser, type Browser } from '../browser.ts';
import { homeForAll } from '../shared-home.ts';
import { watchAs } from '../watcher.ts';
import { apply, type InviteAct, type ReferenceInvites } from './invites-reference.ts';
import { FUZZ_LIMIT_MS, outcomeOf, playAll, replyOf, verdictOf, type Game, type Outcome } from './play.ts';

const ACTS_MAX = 40;
/** The owner, and a member, who may not invite. */
const mayInvite = (who: number): boolean => who === 0;

const home = homeForAll();
let member: Browser;
let people = 0;
beforeAll(async () => {
  member = await home.guest('Sarah', { role: 'member', scope: 'home' });
});

const by = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const invite = fc.nat({ max: 3 });
const uses = fc.integer({ min: 1, max: 3 });
const acts: fc.Arbitrary<InviteAct> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('create' as const), by, uses }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('change' as const), by, invite, uses }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('renew' as const), by, invite }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('revoke' as const), by, invite }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('redeem' as const), invite, linksBefore: fc.nat({ max: 2 }) }) },
);

it('invites let in whom the reference of invites says', { timeout: FUZZ_LIMIT_MS }, () => playAll({ acts, begin, length: ACTS_MAX }));

async function begin(): Promise<Game<InviteAct>> {
  const owner = await watchAs(home, home.owner);
  const other = await watchAs(home, member);
  const state: ReferenceInvites = { invites: [], mayInvite };
  /** For each invite its id and its codes, the newest first. */
  const made: { id: string; codes: string[] }[] = [];

  async function play(act: InviteAct): Promise<{ expected: string; actual: string }> {
    const outcome = await perform(act);
    return { expected: apply(state, act), actual: verdictOf(outcome) };
  }

  async function perform(act: InviteAct): Promise<Outcome> {
    const known = 'invite' in act ? made[act.invite] : undefined;
    if (act.type === 'redeem') return redeem(known?.codes[act.linksBefore] ?? 'inv_none');
    const player = act.by === 0 ? owner : other;
    const invite_id = known?.id ?? 'none';
    switch (act.type) {
      case 'create': {
        const payload = { name: 'Guest', max_uses: act.uses };
        return noted(await outcomeOf(player, 'create_invite', payload), ({ invite: { id }, code }) => made.push({ id, codes: [code] }));
      }
      case 'change':
        return outcomeOf(player, 'update_invite', { invite_id, max_uses: act.uses });
      case 'renew':
        return noted(await outcomeOf(player, 'renew_invite', { invite_id }), ({ code }) => known?.codes.unshift(code));
      case 'revoke':
        return outcomeOf(player, 'revoke_invite', { invite_id });
    }
  }

  async function end(): Promise<void> {
    const { invites } = await replyOf(owner, 'list_invites', {});
    const mine = made.map(({ id }) => invites.find((each) => each.id === id));
    const shown = mine.map((each) => each && { uses: each.uses, usesMax: each.max_uses, isRevoked: each.revoked_at !== null });
    expect(shown).toEqual(state.invites.map(({ uses: used, usesMax, isRevoked }) => ({ uses: used, usesMax, isRevoked })));
    for (const player of [owner, other]) player.close();
  }

  return { play, end };
}

type Made = Reply<'create_invite'>;

function noted(outcome: Outcome<Made>, note: (made: Made) => void): Outcome {
  if ('reply' in outcome) note(outcome.reply);
  return outcome;
}

async function redeem(code: string): Promise<Outcome> {
  people += 1;
  // Each from an address of its own: attempts from one are limited.
  const from = `127.${[16, 8, 0].map((bits) => ((people >> bits) % 254) + 1).join('.')}`;
  const answer = await createBrowser(home.url, { at: home.url, from }).post('/api/invites/redeem', { code, name: `Guest ${people}` });
  return answer.status < 300 ? { reply: null } : { error: answer.field('code') };
}
