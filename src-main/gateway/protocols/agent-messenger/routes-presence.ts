// Who is online.
import { AppError } from '../../../../src-shared/errors.ts';
import { canSeeParticipant } from '../../domain/policy.ts';
import type { Hub } from '../../realtime/hub.ts';
import { timeText } from './conversation.ts';
import { agentsFor } from './objects.ts';
import type { RestDeps, Routes } from './rest.ts';
import { statusText } from './status.ts';

export function presenceRoutes({ core }: RestDeps, hub: Hub): Routes {
  return {
    'GET /presence': {
      for: 'user',
      answer: ({ actor }) =>
        agentsFor(core, actor).map(({ id, name }) => {
          const presence = core.presence.of(id);
          const seen = presence.last_active_at;
          return { id, name, online: presence.online, status: statusText(presence), ...(seen !== null && { last_seen: timeText(seen) }) };
        }),
    },
    'GET /presence/user': {
      for: 'user',
      answer({ asked, actor }) {
        const id = asked.field('user_id') || actor.participant_id;
        // Another person who may not be seen is not there.
        if (core.directory.participant(id)?.kind !== 'person' || !canSeeParticipant(core.directory, actor, id))
          throw new AppError('not_found', 'user not found');
        const { online, last_active_at } = core.presence.of(id);
        // How many devices another person has is not shown.
        const device_count = id === actor.participant_id ? hub.of(id).size : Number(online);
        return { user_id: id, online, device_count, last_seen: last_active_at === null ? null : timeText(last_active_at) };
      },
    },
  };
}
