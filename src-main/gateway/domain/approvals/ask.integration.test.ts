// Agents that the server runs ask within the process, and get every end of their question.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { openApprovalCore, type ApprovalCore } from '../../testing/approval-core.ts';
import type { Question } from './approvals.ts';

let home: ApprovalCore;
beforeEach(async () => {
  home = await openApprovalCore();
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

/** Longer than any question here waits. The writer's clock is that of the machine. */
const LONGER_MS = 120_000;

interface Asking {
  id: string;
  outcome: Promise<ApprovalOutcome>;
  abort(): void;
}

async function ask(more: Partial<Question> = {}, caller = home.hosted): Promise<Asking> {
  const controller = new AbortController();
  const before = new Set(home.waiting().map(({ id }) => id));
  const question = { room_id: LOBBY_ID, title: 'Write a file', deadline_ms: 60_000, ...more };
  const outcome = home.core.approvals.ask(caller, question, controller.signal);
  const found = () => home.waiting().find(({ id }) => !before.has(id));
  await expect.poll(found).toBeDefined();
  return { id: found()?.id ?? '', outcome, abort: () => controller.abort() };
}

const stateOf = async (id: string) => (await home.stored(id))?.state;
const decide = (approval_id: string, decision: 'once' | 'session' | 'reject') =>
  home.run(home.owner, 'approval_resolve', { approval_id, decision });

describe('an agent that asks', () => {
  it.each([
    ['once', 'allowed_once'],
    ['session', 'allowed_session'],
    ['reject', 'rejected'],
  ] as const)('gets the answer %s', async (decision, expected) => {
    const { id, outcome } = await ask({ may_allow_session: true });
    await decide(id, decision);
    expect(await outcome).toBe(expected);
  });

  it('gets a no when the time is over', async () => {
    const { id, outcome } = await ask();
    home.clock.pass(LONGER_MS);
    expect(await outcome).toBe('expired');
    expect(await stateOf(id)).toBe('expired');
  });

  it('takes its question back when its work is aborted, and does not wait longer', async () => {
    const { id, outcome, abort } = await ask();
    abort();
    expect(await outcome).toBe('cancelled');
    await expect.poll(() => stateOf(id)).toBe('cancelled');
    expect(await home.refusal(decide(id, 'once'))).toBe('approval_resolved');
  });

  it('asks nothing when its work was aborted before', async () => {
    const signal = AbortSignal.abort();
    expect(await home.core.approvals.ask(home.hosted, { room_id: LOBBY_ID, title: 'Write a file' }, signal)).toBe('cancelled');
    expect(home.waiting()).toEqual([]);
  });

  it('is not left waiting when it is aborted while the question is on its way', async () => {
    const controller = new AbortController();
    const outcome = home.core.approvals.ask(home.hosted, { room_id: LOBBY_ID, title: 'Write a file' }, controller.signal);
    controller.abort();
    expect(await outcome).toBe('cancelled');
    await expect.poll(() => home.waiting()).toEqual([]);
  });

  it('gets an error when it cannot ask, and nothing is left', async () => {
    const { signal } = new AbortController();
    const where = { title: 'Write a file', room_id: newId() };
    expect(await home.refusal(home.core.approvals.ask(home.hosted, where, signal))).toBe('not_in_room');
    const long = { room_id: LOBBY_ID, title: 'x', detail: { kind: 'text', text: 'x'.repeat(20_000) } } as const;
    expect(await home.refusal(home.core.approvals.ask(home.hosted, long, signal))).toBe('message_too_large');
    expect(home.waiting()).toEqual([]);
  });

  it('may write its title on several lines, and cannot hide anything in it', async () => {
    const { id, abort } = await ask({ title: `Run\n\trm \u202E${'x'.repeat(300)}` });
    const title = (await home.stored(id))?.title ?? '';
    expect(title).toMatch(/^Run rm x+$/u);
    expect(title).toHaveLength(200);
    abort();
  });

  it('is stopped by a person in the room, although it only waits', async () => {
    const { id, outcome } = await ask();
    const participant_id = home.hosted.actor.participant_id;
    expect(await home.run(home.owner, 'stop_agent', { room_id: LOBBY_ID, participant_id })).toEqual({ stopped: true });
    expect(await outcome).toBe('cancelled');
    await expect.poll(() => stateOf(id)).toBe('cancelled');
  });

  it('asks no more when it leaves the room, is removed, or the room is archived or deleted', async () => {
    const participant_id = home.hosted.actor.participant_id;
    const room = async (): Promise<string> => {
      const { id } = await home.core.write('createRoom', {
        ...{ id: newId(), name: newId(), description: null, visibility: 'public', parent_id: null },
        ...{ created_by: home.owner.participant_id, key_id: null, ephemeral: false },
        member_ids: [home.owner.participant_id, participant_id],
      });
      return id;
    };
    const left = await ask();
    await home.core.write('removeMember', { room_id: LOBBY_ID, participant_id, by_id: null, loses_sight: false });
    expect(await left.outcome).toBe('cancelled');

    const archived = await ask({ room_id: await room() });
    await home.core.write('archiveRoom', { room_id: home.waiting()[0]?.room_id ?? '', archived: true });
    expect(await archived.outcome).toBe('cancelled');
    await expect.poll(() => home.waiting()).toEqual([]);

    const deleted = await ask({ room_id: await room() });
    await home.core.write('destroyRoom', { room_id: home.waiting()[0]?.room_id ?? '', by_id: null });
    expect(await deleted.outcome).toBe('cancelled');
    expect(home.waiting()).toEqual([]);

    const gone = await ask({ room_id: await room() });
    await home.core.write('removeAgent', { id: participant_id, revoke_key: null, left: [] });
    expect(await gone.outcome).toBe('cancelled');
    await expect.poll(() => home.waiting()).toEqual([]);
  });

  it('asks no more when its message is deleted', async () => {
    const { id, outcome } = await ask();
    await home.core.write('deleteMessage', { room_id: LOBBY_ID, message_id: id });
    expect(await outcome).toBe('cancelled');
    expect(await home.stored(id)).toBeNull();
  });
});

describe('a stop of the server', () => {
  it('ends the questions of agents that it runs, and keeps those of connected agents until their time is over', async () => {
    const hosted = await ask();
    const connected = (await home.run(home.connected.actor, 'approval_request', { room_id: LOBBY_ID, title: 'Write', deadline_secs: 60 }))
      .approval;
    await home.restart();
    expect(await hosted.outcome).toBe('cancelled');
    await expect.poll(() => stateOf(hosted.id)).toBe('cancelled');
    expect(home.waiting()).toMatchObject([{ id: connected.id }]);
    home.clock.pass(LONGER_MS);
    await expect.poll(() => stateOf(connected.id)).toBe('expired');
  });
});
