// How many requests a user may send in a minute. The holder of the admin secret gives tiers to users; they are a setting of the home.
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { Asked } from './asked.ts';
import type { Identity } from './identity.ts';
import { Refusal } from './problem.ts';
import type { Routes } from './rest.ts';
import { required } from './routes-conversations.ts';
import { WINDOW_MS, type Windows } from './windows.ts';

const TIERS = { free: 60, pro: 300, enterprise: 1_500 } as const;
type Tier = keyof typeof TIERS;

export function limitOf(core: Core, { participant_id }: Actor): number {
  return TIERS[tierOf(core, participant_id)];
}

/** The owner's own machine has the highest one, and so have agents: one of them serves many users. */
function tierOf(core: Core, id: string): Tier {
  const participant = core.directory.participant(id);
  const isFree = participant?.kind === 'person' && participant.role !== 'owner';
  const given = tiersIn(core)[id];
  return given ?? (isFree ? 'free' : 'enterprise');
}

export function tierRoutes(core: Core, identity: Identity, rates: Windows): Routes {
  let saving: Promise<void> = Promise.resolve();
  const userOf = (asked: Asked): string => {
    identity.requireAdmin(asked.headers.get('x-admin-secret') ?? '');
    const id = required(asked.field('user_id'), 'user_id is required');
    if (core.directory.participant(id)?.kind !== 'person') throw new Refusal(404, 'user not found');
    return id;
  };
  return {
    'GET /admin/rate-limit/tier': {
      for: 'plain',
      answer(asked) {
        const user_id = userOf(asked);
        const tier = tierOf(core, user_id);
        const burst = TIERS[tier];
        return { user_id, tier, burst, window_sec: WINDOW_MS / 1_000, remaining: rates.remaining(user_id, burst) };
      },
    },
    'POST /admin/rate-limit/tier': {
      for: 'plain',
      async answer(asked) {
        const user_id = userOf(asked);
        const tier = asked.field('tier');
        if (!isTier(tier)) throw new Refusal(400, 'tier must be free, pro or enterprise');
        // One after another, so that no other user's tier is lost.
        saving = saving
          .catch(() => undefined)
          .then(() => core.write('keepMessengerTiers', { tiers: { ...tiersIn(core), [user_id]: tier } }));
        await saving;
        return { status: 'ok', user_id, tier };
      },
    },
  };
}

function tiersIn({ directory }: Core): Record<string, Tier> {
  return directory.settings.get('messenger_tiers');
}

function isTier(text: string): text is Tier {
  return Object.hasOwn(TIERS, text);
}
