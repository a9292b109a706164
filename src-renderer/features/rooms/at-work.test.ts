import { describe, expect, it } from 'vitest';
import type { OwnStatus } from '../../../src-shared/objects.ts';
import type { Work } from '../../../src-shared/work.ts';
import { ada, byId, maya, presence, quill, room, snapshot, view } from '../../testing/cast.ts';
import { agentsAtWorkIn } from './at-work.ts';

const work = (status: OwnStatus, more: Partial<Work> = {}): Record<string, Work> => ({
  ada: { room_id: 'garden', participant_id: 'ada', status, detail: null, progress: null, ...more },
});
const [garden, shed] = ['garden', 'shed'].map((id) => view(room(id, { member_ids: ['maya', 'ada', 'quill'] })));

function atWork(status: OwnStatus | null, seen: Partial<ReturnType<typeof presence>> = { status: 'busy' }): string[][] {
  const state = snapshot({
    participants: byId(maya, ada, quill),
    rooms: { ...(garden && { garden }), ...(shed && { shed }) },
    presence: { ada: presence('ada', seen), quill: presence('quill'), maya: presence('maya', { status: 'working' }) },
    works: status === null ? {} : { garden: work(status) },
  });
  return ['garden', 'shed', 'unknown'].map((id) => agentsAtWorkIn(state, id));
}

describe('The agents that can be stopped in a room before they write', () => {
  it.each(['working', 'thinking', 'blocked'] as const)('are those that are %s there, and in no other room', (status) => {
    expect(atWork(status)).toEqual([['ada'], [], []]);
  });

  it('are none that wait, are away, or are busy in a room that one cannot see', () => {
    expect(atWork('waiting', { status: 'idle' })).toEqual([[], [], []]);
    expect(atWork('working', { online: false })).toEqual([[], [], []]);
    expect(atWork(null)).toEqual([[], [], []]);
  });

  it('are in each room those that do not say in which they work', () => {
    expect(atWork(null, { status: 'thinking' })).toEqual([['ada'], ['ada'], []]);
  });
});
