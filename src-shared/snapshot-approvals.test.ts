import { describe, expect, it } from 'vitest';
import { asked, smallHome } from './notify/testing/cast.ts';
import type { Approval } from './approvals.ts';
import { applyEvent, type Snapshot } from './snapshot.ts';

const approval = (changes: Partial<Approval> = {}): Approval => asked(changes).approval ?? expect.fail();
const after = (...events: Parameters<typeof applyEvent>[1][]): Snapshot => events.reduce(applyEvent, smallHome());
const requested = (changes: Partial<Approval> = {}) => ({ type: 'approval.requested', cursor: null, approval: approval(changes) }) as const;

describe('the questions that wait for the participant', () => {
  it('are those that it can answer, until they are over', () => {
    const waiting = after(requested());
    expect(Object.keys(waiting.approvals)).toEqual(['m11']);
    expect(after(requested({ decider_ids: ['sarah'] })).approvals).toEqual({});
    expect(after(requested(), { ...requested({ state: 'rejected' }), type: 'approval.changed' }).approvals).toEqual({});
    expect(after(requested(), { ...requested({ decider_ids: [] }), type: 'approval.changed' }).approvals).toEqual({});
    expect(after(requested(), { type: 'approval.removed', cursor: null, room_id: 'plan', approval_id: 'm11' }).approvals).toEqual({});
  });

  it('are gone with the room, and with the membership', () => {
    expect(after(requested(), { type: 'room.removed', cursor: null, room_id: 'plan' }).approvals).toEqual({});
    const left = { type: 'member.left', cursor: null, room_id: 'plan' } as const;
    expect(after(requested(), { ...left, participant_id: 'maya' }).approvals).toEqual({});
    expect(Object.keys(after(requested(), { ...left, participant_id: 'sarah' }).approvals)).toEqual(['m11']);
  });
});
