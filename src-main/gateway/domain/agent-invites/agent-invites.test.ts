import { expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { EVERY_RIGHT } from '../actor.ts';
import { NO_ORIGIN } from '../audit/draft.ts';
import { AgentInvites } from './agent-invites.ts';

const MAKER = { participant_id: 'maya', grant: EVERY_RIGHT };
const ASKED = { name: 'scout', room_ids: null, rights: ['read' as const], needs_approval: false, created_by: 'maya' };

function invites() {
  const events: HomeEvent[] = [];
  return {
    events,
    all: new AgentInvites(
      () => 1_000,
      (event) => events.push(event),
    ),
  };
}

it('an invite is open again when no key could be made for it, and only then', () => {
  const { all } = invites();
  const { code } = all.create(ASKED, MAKER);
  const { held } = all.redeem(code, NO_ORIGIN);
  expect(() => all.redeem(code, NO_ORIGIN)).toThrow('used already');
  all.giveBack(held, 'open');
  expect(all.redeem(code, NO_ORIGIN).claim).toBeNull();
});

it('an approved key can be fetched again when it could not be made', () => {
  const { all } = invites();
  const { code, invite } = all.create({ ...ASKED, needs_approval: true }, MAKER);
  const { claim } = all.redeem(code, NO_ORIGIN);
  all.decide(invite.id, 'approved');
  const held = all.collect(claim ?? '');
  expect(() => all.collect(claim ?? '')).toThrow('fetched already');
  if (held) all.giveBack(held, 'approved');
  expect(all.collect(claim ?? '')?.invite.state).toBe('joined');
});

it('an invite that was withdrawn meanwhile stays withdrawn', () => {
  const { all } = invites();
  const { code, invite } = all.create({ ...ASKED, needs_approval: true }, MAKER);
  const { held, claim } = all.redeem(code, NO_ORIGIN);
  all.revoke(invite.id);
  all.giveBack(held, 'open');
  expect(() => all.collect(claim ?? '')).toThrow('withdrawn');
  expect(() => all.redeem(code, NO_ORIGIN)).toThrow('withdrawn');
});

it('an invite that is withdrawn while its key is being made is not given back', () => {
  const { all } = invites();
  const { code, invite } = all.create(ASKED, MAKER);
  const { held } = all.redeem(code, NO_ORIGIN);
  expect(all.revoke(invite.id).state).toBe('joined');
  all.giveBack(held, 'open');
  expect(() => all.redeem(code, NO_ORIGIN)).toThrow('withdrawn');
});

it('each change is an event, without the code and the secret', () => {
  const { all, events } = invites();
  const { code, invite } = all.create({ ...ASKED, needs_approval: true }, MAKER);
  const { claim } = all.redeem(code, NO_ORIGIN);
  all.decide(invite.id, 'refused');
  expect(events.map((event) => (event.type === 'agent_invite.changed' ? event.invite.state : ''))).toEqual(['open', 'waiting', 'refused']);
  for (const secret of [code, claim ?? 'clm_']) expect(JSON.stringify(events)).not.toContain(secret);
});
