import { expect, it } from 'vitest';
import type { Home, PresenceStatus } from '../../../../src-shared/objects.ts';
import { Directory } from '../../domain/directory.ts';
import { agentEvents } from './events.ts';
import { statusOf, toAgentInfo } from './objects.ts';

const home: Home = { id: 'h', name: 'Home', set_up_at: 1, mentions_reach: 'members', keep_days: null, link_previews: false };
const view = { directory: new Directory(home), presentIn: () => [] };
const presenceOf = (status: PresenceStatus) => ({
  ...{ participant_id: 'ada', online: true, status, detail: 'Waits for an answer', progress: null, last_active_at: 1 },
});

it('Agents that do not know `blocked` see that the other one waits', () => {
  const event = { type: 'presence.changed' as const, cursor: null, presence: presenceOf('blocked') };
  const payload = { status: 'waiting', blocked: true, status_detail: 'Waits for an answer' };
  expect(agentEvents(view, { only_id: null, event })).toMatchObject([{ type: 'presence_update', payload }]);
  const ada = {
    ...{ kind: 'agent' as const, id: 'ada', name: 'Ada', type: 'connected' as const, owner_id: 'sarah', capabilities: [] },
    ...{ created_at: 1, color: null, description: null, removed_at: null },
  };
  expect(toAgentInfo(ada, [presenceOf('blocked')])).toMatchObject(payload);
  expect(toAgentInfo(ada, [presenceOf('working')])).not.toHaveProperty('blocked');
});

it('Agents that do not know `waking` see that the other one waits', () => {
  expect(statusOf('waking')).toEqual({ status: 'waiting', waking: true });
});
