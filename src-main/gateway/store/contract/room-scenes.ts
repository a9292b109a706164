// The scenes of rooms that are archived, end, are deleted or moved.
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { DAY_MS, fileIn, makeAgent, makeKeptRoom, makeKey, makeWebhook } from './makers.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type StoreUnderTest } from './store-under-test.ts';

export const roomEndScenes = {
  async archiveRoom(store: StoreUnderTest): Promise<void> {
    const { id: room_id } = await makeRoom(store, { key_id: await makeKey(store) });
    for (const archived of [true, false, true]) await store.run('archiveRoom', { room_id, archived });
  },
  async continueAgents(store: StoreUnderTest): Promise<void> {
    const key_id = await makeKey(store);
    const { id: room_id } = await makeRoom(store, { key_id });
    await store.run('updateRoom', { room_id, by: OWNER_ID, agent_run_max: 1 });
    for (const author_id of [AGENT_ID, await makeAgent(store, key_id)]) await post(store, room_id, 'your turn', { author_id });
    await store.run('continueAgents', { room_id });
  },
  async destroyRoom(store: StoreUnderTest): Promise<void> {
    const { id: room_id } = await makeRoom(store, { key_id: await makeKey(store) });
    await post(store, room_id, 'gone');
    await store.run('markRead', { room_id, participant_id: OWNER_ID, seq: 1, is_announced: true });
    await store.run('destroyRoom', { room_id, by_id: null });
    const { room_id: withWebhook } = await makeWebhook(store);
    await store.run('destroyRoom', { room_id: withWebhook, by_id: OWNER_ID });
  },
  async deleteRoom(store: StoreUnderTest): Promise<void> {
    await makeRoom(store, { id: LOBBY_ID, ephemeral: false });
    const room = await makeKeptRoom(store);
    const room_id = room.id;
    const [sent, unsent] = [fileIn(room), fileIn(room)];
    for (const file of [sent, unsent]) await store.run('addFile', file);
    const first = await post(store, room_id, 'with a file', { file_ids: [sent.id] });
    await post(store, room_id, 'reply', { thread_id: first.id, reply_to: first.id });
    await store.run('editMessage', { room_id, message_id: first.id, content: 'longer than before', mentions: [OWNER_ID] });
    await makeRoom(store, { ephemeral: false, parent_id: room_id });
    const invite = {
      id: newId(),
      code_hash: newId(),
      name: '',
      role: 'guest',
      created_by: OWNER_ID,
      lifetime_ms: DAY_MS,
      max_uses: 1,
      origins: [],
      nickname: null,
    } as const;
    await store.run('createInvite', { ...invite, room_ids: [room_id] });
    await store.run('deleteRoom', { room_id, by_id: OWNER_ID });
  },
  async moveRoom(store: StoreUnderTest): Promise<void> {
    const [parent, room] = [await makeRoom(store), await makeRoom(store)];
    for (const parent_id of [parent.id, null]) await store.run('moveRoom', { room_id: room.id, parent_id });
  },
};
