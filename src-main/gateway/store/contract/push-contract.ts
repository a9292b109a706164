import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import type { AskedMessage } from '../interfaces/archive.ts';
import { makeGuest, makeMessage } from './makers.ts';
import { makePush } from './push-scenes.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type OpenStore, type StoreUnderTest } from './store-under-test.ts';

export function describePush(open: OpenStore): void {
  describe('push subscriptions', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const codeOf = (work: Promise<unknown>): Promise<string | null> =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );

    it('belong to a session that lasts', async () => {
      const push = await makePush(store);
      expect(await codeOf(store.run('subscribePush', { ...push, session_id: 'none' }))).toBe('unauthorized');
      await store.run('endSession', { id: push.session_id });
      expect(await codeOf(store.run('subscribePush', push))).toBe('unauthorized');
    });

    it('are refused with the endpoint of another person, until the session of that person has ended', async () => {
      const [first, second] = [await makePush(store), await makePush(store, await makeGuest(store))];
      const taken = { ...second, endpoint: first.endpoint };
      expect(await codeOf(store.run('subscribePush', taken))).toBe('access_denied');
      await store.run('signOut', { id: first.session_id, participant_id: OWNER_ID, by_id: null, kept_id: null });
      expect(await codeOf(store.run('subscribePush', taken))).toBeNull();
    });
  });
}

export function describeNotifyFacts(open: OpenStore): void {
  describe('what the rule of notifications is given', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it('is the membership, and which messages answer the participant', async () => {
      const { id: room_id } = await makeRoom(store);
      const facts = async (messages: readonly AskedMessage[], participant = OWNER_ID) =>
        (await store.archive.notifyFacts(room_id, participant, messages)).value;
      const question = await post(store, room_id, 'Ripe?', { author_id: OWNER_ID, mentions: [AGENT_ID] });
      const answer = await post(store, room_id, 'Yes', { reply_to: question.id });
      const second = await post(store, room_id, 'And sweet');
      const both = [answer.id, second.id];
      expect(await facts([answer, second])).toMatchObject({ membership: { notify_level: 'default' }, replies: [answer.id], awaited: both });
      await store.run('markRead', { room_id, participant_id: OWNER_ID, seq: answer.seq, is_announced: true });
      expect(await facts([await post(store, room_id, 'Later')])).toMatchObject({ replies: [], awaited: [] });
      expect(await facts([answer], 'nobody')).toEqual({ membership: null, replies: [], awaited: [] });
      const elsewhere = await makeMessage(store);
      expect(await facts([{ ...answer, reply_to: elsewhere.message_id }])).toMatchObject({ replies: [] });
    });
  });
}
