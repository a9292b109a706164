// The right to answer an agent, and its time: what an attacker would try, and what two people do at the same time.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { APPROVALS_PER_ROOM_MAX } from '../../../../src-shared/limits.ts';
import { openApprovalCore, type ApprovalCore } from '../../testing/approval-core.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import type { Caller } from '../context.ts';

let home: ApprovalCore;
beforeEach(async () => {
  home = await openApprovalCore();
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

const QUESTION = { room_id: LOBBY_ID, title: 'Delete the folder', detail: { kind: 'command', text: 'rm -r build' } } as const;

async function asked(by: Caller = home.connected, more: object = {}): Promise<string> {
  return (await home.run(by.actor, 'approval_request', { ...QUESTION, ...more })).approval.id;
}
const answer = (actor: Actor, approval_id: string, decision: 'once' | 'session' | 'reject' = 'once') =>
  home.run(actor, 'approval_resolve', { approval_id, decision });
const refused = (actor: Actor, id: string): Promise<string | null> => home.refusal(answer(actor, id));

describe('an answer', () => {
  it.each([
    ['once', 'allowed_once'],
    ['session', 'allowed_session'],
    ['reject', 'rejected'],
  ] as const)('%s of the owner at a page is kept with the question', async (decision, state) => {
    const id = await asked(home.connected, { may_allow_session: true });
    expect((await answer(home.owner, id, decision)).approval).toMatchObject({
      ...{ id, state, decided_by: home.owner.participant_id, decided_at: expect.any(Number) },
      ...{ title: QUESTION.title, detail: QUESTION.detail },
    });
    expect(home.waiting()).toEqual([]);
  });

  it('is in the audit log, with the title in a public room', async () => {
    await answer(home.owner, await asked(), 'reject');
    const { value: entries } = await home.core.archive.auditEntries({
      topic: 'agents',
      by_id: null,
      before: Number.MAX_SAFE_INTEGER,
      limit: 5,
    });
    expect(entries).toMatchObject([
      {
        kind: 'approval_resolve',
        by: { id: home.owner.participant_id },
        about: { kind: 'agent', id: home.connected.actor.participant_id, name: 'Quill' },
        facts: { decision: 'reject', title: QUESTION.title },
      },
    ]);
  });

  it('is refused to the agent, to others, and to what acts for the owner without being a page', async () => {
    const id = await asked();
    const other = await home.agent('Other', home.owner, 'connected');
    const [member, admin, guest] = [await home.person('Mia'), await home.person('Adam', 'admin'), await home.person('Gus', 'guest')];
    const inProcess = { participant_id: home.owner.participant_id, grant: EVERY_RIGHT };
    const owned = { owner_id: home.owner.participant_id, room_ids: null, rights: [...EVERY_RIGHT.rights] };
    const secret = { secret_hash: 'hash', stored_key: 'a', server_key: 'b', hint: 'c' };
    await home.core.write('createKey', { id: 'k', label: 'Key', ...owned, ...secret });
    const key = { ...home.owner, grant: { ...home.owner.grant, key_id: 'k', session_id: null } };
    for (const actor of [home.connected.actor, other.actor, member, admin, guest, inProcess, home.program, key])
      expect(await refused(actor, id)).toBe('access_denied');
    expect(await home.stored(id)).toMatchObject({ state: 'waiting' });
  });

  it('is refused to those who do not see the room, without showing that there is a question', async () => {
    const room = await home.core.write('createRoom', {
      ...{ id: newId(), name: 'Den', description: null, visibility: 'private', parent_id: null, created_by: home.owner.participant_id },
      ...{ key_id: null, ephemeral: false, member_ids: [home.owner.participant_id, home.connected.actor.participant_id] },
    });
    const id = await asked(home.connected, { room_id: room.id });
    const mia = await home.person('Mia');
    expect(await refused(mia, id)).toBe('approval_not_found');
    expect(await home.refusal(home.run(mia, 'get_approval', { approval_id: id }))).toBe('approval_not_found');
    expect(await home.run(mia, 'list_approvals', {})).toEqual({ approvals: [], participants: [] });
    expect((await home.run(home.owner, 'list_approvals', {})).approvals).toMatchObject([{ id }]);
    await answer(home.owner, id);
    const { value: entries } = await home.core.archive.auditEntries({
      topic: 'agents',
      by_id: null,
      before: Number.MAX_SAFE_INTEGER,
      limit: 5,
    });
    expect(entries).toMatchObject([{ facts: { decision: 'once', title: null } }]);
  });

  it('is decided by the first of two answers at the same time', async () => {
    const id = await asked();
    const outcomes = await Promise.all([refused(home.owner, id), home.refusal(answer(home.owner, id, 'reject'))]);
    expect(outcomes).toEqual([null, 'approval_resolved']);
    expect(await home.stored(id)).toMatchObject({ state: 'allowed_once' });
    await expect(answer(home.owner, id, 'reject')).rejects.toThrow('That was allowed once already.');
  });

  it('is too late after the deadline', async () => {
    const id = await asked(home.connected, { deadline_secs: 10 });
    const stored = (await home.stored(id)) ?? expect.fail();
    expect(stored.deadline_at).toBe(stored.created_at + 10_000);
    home.clock.pass(60_000);
    await expect.poll(async () => (await home.stored(id))?.state).toBe('expired');
    expect(await refused(home.owner, id)).toBe('approval_resolved');
  });

  it('for the session needs that the agent asked for it', async () => {
    const id = await asked();
    expect(await home.refusal(answer(home.owner, id, 'session'))).toBe('invalid_payload');
    expect(await home.stored(id)).toMatchObject({ state: 'waiting' });
  });

  it('is for the owner and the admins when the owner of the agent has no access any more', async () => {
    const mia = await home.person('Mia');
    const adam = await home.person('Adam', 'admin');
    const agent = await home.agent('Mole', mia);
    const id = await asked(agent);
    expect(await home.stored(id)).toMatchObject({ decider_ids: [mia.participant_id] });
    expect(await refused(home.owner, id)).toBe('access_denied');
    await home.core.write('revokeAccess', { id: mia.participant_id, by_id: home.owner.participant_id });
    await expect.poll(async () => (await home.stored(id))?.decider_ids).toEqual([home.owner.participant_id, adam.participant_id]);
    await answer(adam, id);
    expect(await home.stored(id)).toMatchObject({ state: 'allowed_once', decided_by: adam.participant_id });
  });

  it('is for those who are in the room, and waits while none of them is', async () => {
    const id = await asked();
    const me = { room_id: LOBBY_ID, participant_id: home.owner.participant_id };
    await home.core.write('removeMember', { ...me, by_id: null, loses_sight: false });
    await expect.poll(async () => (await home.stored(id))?.decider_ids).toEqual([]);
    expect(await home.refusal(asked())).toBe('access_denied');
    await home.core.write('addMember', { ...me, by_id: null });
    await expect.poll(async () => (await home.stored(id))?.decider_ids).toEqual([home.owner.participant_id]);
    await answer(home.owner, id);
  });
});

describe('an answer that is late', () => {
  const me = () => ({ room_id: LOBBY_ID, participant_id: home.owner.participant_id });
  const write = (id: string, by_id: string) =>
    home.refusal(home.core.write('decideApproval', { room_id: LOBBY_ID, approval_id: id, state: 'allowed_once', by_id }));

  it('is refused when the session ended while the question was read', async () => {
    const id = await asked();
    const session = home.owner.grant.session_id ?? expect.fail();
    const found = await home.core.archive.approval(id);
    vi.spyOn(home.core.archive, 'approval').mockImplementationOnce(async () => {
      await home.core.write('endSession', { id: session });
      return found;
    });
    expect(await refused(home.owner, id)).toBe('unauthorized');
    expect(await home.stored(id)).toMatchObject({ state: 'waiting' });
  });

  it('is refused in the transaction to all but those who may decide by then', async () => {
    const id = await asked();
    const [mia, adam] = [await home.person('Mia'), await home.person('Adam', 'admin')];
    for (const { participant_id } of [mia, adam, home.connected.actor]) expect(await write(id, participant_id)).toBe('access_denied');
    await home.core.write('removeMember', { ...me(), by_id: null, loses_sight: false });
    expect(await write(id, home.owner.participant_id)).toBe('access_denied');
    await home.core.write('addMember', { ...me(), by_id: null });
    expect(await write(id, home.owner.participant_id)).toBeNull();
  });

  it('is refused in the transaction when the room was archived before', async () => {
    const room = await home.core.write('createRoom', {
      ...{ id: newId(), name: 'Den', description: null, visibility: 'public', parent_id: null, created_by: home.owner.participant_id },
      ...{ key_id: null, ephemeral: false, member_ids: [home.owner.participant_id, home.connected.actor.participant_id] },
    });
    const id = await asked(home.connected, { room_id: room.id });
    const [, decided] = await Promise.all([
      home.core.write('archiveRoom', { room_id: room.id, archived: true }),
      home.refusal(
        home.core.write('decideApproval', {
          ...{ room_id: room.id, approval_id: id, state: 'allowed_once', by_id: home.owner.participant_id },
        }),
      ),
    ]);
    expect(decided).toBe('room_archived');
    await expect.poll(async () => (await home.stored(id))?.state).toBe('cancelled');
  });
});

describe('a question', () => {
  it('is asked by agents only', async () => {
    expect(await home.refusal(asked({ actor: home.owner, seat: null }))).toBe('access_denied');
  });

  it('is refused in a sealed room', async () => {
    const room = await home.core.write('createRoom', {
      ...{ id: newId(), name: 'Den', description: null, visibility: 'private', parent_id: null, created_by: home.owner.participant_id },
      ...{ key_id: null, ephemeral: false, encrypted: true },
      member_ids: [home.owner.participant_id, home.connected.actor.participant_id],
    });
    await expect(asked(home.connected, { room_id: room.id })).rejects.toThrow('A sealed room takes no requests for approval');
  });

  it.each([
    ['a title that turns the reading direction', { title: 'rm \u202Etxt' }],
    ['an empty title', { title: ' \n ' }],
    ['a title that is too long', { title: 'x'.repeat(201) }],
    ['a reason that is too long', { reason: 'x'.repeat(1_001) }],
    ['a deadline that is too near', { deadline_secs: 1 }],
  ])('has not %s', async (_what, more) => {
    expect(await home.refusal(asked(home.connected, more))).toBe('invalid_payload');
  });

  it('is limited in a room for all agents together', async () => {
    const agents = [home.hosted, home.connected, ...(await Promise.all([1, 2, 3].map((n) => home.agent(`Agent ${n}`, home.owner))))];
    for (let count = 0; count < APPROVALS_PER_ROOM_MAX; count += 1) await asked(agents[count % agents.length]);
    expect(await home.refusal(asked(agents.at(-1)))).toBe('too_many_approvals');
  });

  it('is a message that carries it', async () => {
    const id = await asked();
    const { value: message } = await home.core.archive.message(LOBBY_ID, id);
    expect(message).toMatchObject({ kind: 'approval', content: QUESTION.title, approval: { id, state: 'waiting' } });
  });

  it('is taken back by its agent only', async () => {
    const id = await asked();
    const cancel = (actor: Actor) => home.run(actor, 'approval_cancel', { approval_id: id });
    expect(await home.refusal(cancel(home.hosted.actor))).toBe('access_denied');
    expect(await home.refusal(cancel(home.owner))).toBe('access_denied');
    expect((await cancel(home.connected.actor)).approval).toMatchObject({ state: 'cancelled', decided_by: null });
    const decided = await asked();
    await answer(home.owner, decided);
    expect(await home.refusal(home.run(home.connected.actor, 'approval_cancel', { approval_id: decided }))).toBe('approval_resolved');
  });

  it('is listed for the owner, for agents of the owner, and for the agent that asked', async () => {
    const id = await asked();
    for (const actor of [home.owner, home.hosted.actor, home.connected.actor]) {
      const { approvals, participants } = await home.run(actor, 'list_approvals', {});
      expect(approvals).toMatchObject([{ id }]);
      expect(participants.map((each) => each.id)).toEqual([home.connected.actor.participant_id, home.owner.participant_id]);
    }
    expect((await home.run(await home.person('Mia'), 'list_approvals', {})).approvals).toEqual([]);
  });
});
