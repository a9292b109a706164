// One use of every operation, on a store with its owner and a built-in agent.
import { newId } from '../../../../src-shared/ids.ts';
import type { TransactionName } from '../../domain/transactions.ts';
import {
  DAY_MS,
  fileIn,
  makeAgent,
  makeGuest,
  makeKeptRoom,
  makeKey,
  makeMessage,
  makeSection,
  makeTask,
  makeThread,
  makeVote,
  makeWebhook,
  secret,
} from './makers.ts';
import { SAVED_SCENES } from './saved-scenes.ts';
import { APPROVAL_SCENES } from './approval-scenes.ts';
import { SCHEDULED_SCENES } from './scheduled-scenes.ts';
import { HOSTED_AGENT_SCENES } from './hosted-agent-scenes.ts';
import { INCOMING_WEBHOOK_SCENES } from './incoming-webhook-scenes.ts';
import { PIN_SCENES } from './pin-scenes.ts';
import { ROOM_PAGE_SCENES } from './room-page-scenes.ts';
import { importHistory } from './import-contract.ts';
import { PREVIEW_SCENES } from './preview-scenes.ts';
import { PROVIDER_SCENES } from './provider-scenes.ts';
import { PUSH_SCENES } from './push-scenes.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type StoreUnderTest } from './store-under-test.ts';
import { ACCESS_SCENES } from './access-scenes.ts';
import { AUDIT_SCENES } from './audit-scenes.ts';
import { roomEndScenes } from './room-scenes.ts';
import { SHARING_SCENES } from './sharing-scenes.ts';

const FAR = Number.MAX_SAFE_INTEGER;

type Scene = (store: StoreUnderTest) => Promise<unknown>;

export const SCENES: Record<TransactionName, Scene> = {
  ...AUDIT_SCENES,
  importHistory,
  postMessage: makeMessage,
  editMessage: async (store) => store.run('editMessage', { ...(await makeMessage(store)), content: 'longer than before', mentions: [] }),
  async deleteMessage(store) {
    await store.run('deleteMessage', await makeMessage(store));
    const { room_id, vote_id } = await makeVote(store);
    await store.run('deleteMessage', { room_id, message_id: vote_id });
  },
  react: async (store) => store.run('react', { ...(await makeMessage(store)), participant_id: OWNER_ID, emoji: '👍', on: true }),
  ...SCHEDULED_SCENES,
  ...APPROVAL_SCENES,
  ...PIN_SCENES,
  ...INCOMING_WEBHOOK_SCENES,
  ...ROOM_PAGE_SCENES,
  ...PREVIEW_SCENES,
  ...PUSH_SCENES,
  ...HOSTED_AGENT_SCENES,
  ...PROVIDER_SCENES,
  async followThread(store) {
    const { room_id, thread_id } = await makeThread(store);
    for (const is_muted of [true, false]) await store.run('followThread', { room_id, thread_id, participant_id: AGENT_ID, is_muted });
    const { id } = await post(store, room_id, 'without replies');
    await store.run('followThread', { room_id, thread_id: id, participant_id: OWNER_ID, is_muted: false });
  },
  unfollowThread: async (store) => store.run('unfollowThread', { ...(await makeThread(store)), participant_id: OWNER_ID }),
  markThreadRead: async (store) => store.run('markThreadRead', { ...(await makeThread(store)), participant_id: OWNER_ID, seq: 2 }),
  ...SAVED_SCENES,
  async markRead(store) {
    const { room_id } = await makeMessage(store);
    await store.run('markRead', { room_id, participant_id: OWNER_ID, seq: 1, is_announced: true });
    await store.run('removeMember', { room_id, by_id: OWNER_ID, participant_id: OWNER_ID, loses_sight: false });
  },
  markDelivered: async (store) =>
    store.run('markDelivered', { participant_id: OWNER_ID, rooms: [{ ...(await makeMessage(store)), seq: 1 }] }),
  async markUnread(store) {
    const { room_id } = await makeMessage(store);
    await store.run('markRead', { room_id, participant_id: OWNER_ID, seq: 1, is_announced: true });
    await store.run('markUnread', { room_id, participant_id: OWNER_ID, seq: 1 });
  },

  async setNotifyLevel(store) {
    const { id: room_id } = await makeRoom(store);
    await store.run('setNotifyLevel', { room_id, participant_id: OWNER_ID, level: 'all', muted_until: null });
  },
  setNotifyPreferences: (store) => store.run('setNotifyPreferences', { participant_id: OWNER_ID, change: {} }),

  setSidebar: (store) => store.run('setSidebar', { participant_id: OWNER_ID, change: { unread_only: true } }),
  createSection: makeSection,
  async updateSection(store) {
    const [first, second] = [await makeSection(store), await makeSection(store)];
    await store.run('updateSection', { participant_id: OWNER_ID, section_id: second.id, name: `Other ${second.id}`, position: 0 });
    await store.run('updateSection', { participant_id: OWNER_ID, section_id: first.id, position: 1_000 });
  },
  async deleteSection(store) {
    await store.run('deleteSection', { participant_id: OWNER_ID, section_id: (await makeSection(store)).id });
  },
  async setRoomSection(store) {
    const { id: room_id } = await makeKeptRoom(store);
    for (const section_id of [(await makeSection(store)).id, null])
      await store.run('setRoomSection', { room_id, participant_id: OWNER_ID, section_id });
  },

  async arrangeSection(store) {
    const [{ id: section_id }, first, second] = [await makeSection(store), await makeKeptRoom(store), await makeKeptRoom(store)];
    await store.run('arrangeSection', { participant_id: OWNER_ID, section_id, room_ids: [second.id, first.id] });
    await store.run('arrangeSection', { participant_id: OWNER_ID, section_id, room_ids: [] });
  },

  async addFile(store) {
    const room = await makeKeptRoom(store);
    const file = fileIn(room);
    await store.run('addFile', file);
    await post(store, room.id, 'with a file', { file_ids: [file.id] });
    await store.run('addFile', fileIn(room));
  },
  async dropFile(store) {
    const file = fileIn(await makeKeptRoom(store));
    await store.run('addFile', file);
    await store.run('dropFile', { id: file.id, by: { participant_id: AGENT_ID, key_id: null } });
  },
  async dropUnsentFiles(store) {
    await store.run('addFile', fileIn(await makeKeptRoom(store)));
    await store.run('dropUnsentFiles', { before: FAR });
  },
  async forgetFiles(store) {
    const file = fileIn(await makeKeptRoom(store));
    await store.run('addFile', file);
    await store.run('dropFile', { id: file.id, by: { participant_id: AGENT_ID, key_id: null } });
    await store.run('forgetFiles', { ids: [file.id] });
  },

  createRoom: async (store) => makeRoom(store, { key_id: await makeKey(store), visibility: 'public' }),
  openDirect: (store) => store.run('openDirect', { id: newId(), pair: [OWNER_ID, AGENT_ID], created_by: OWNER_ID }),
  async updateRoom(store) {
    const { id: room_id } = await makeRoom(store);
    await store.run('updateRoom', { room_id, by: OWNER_ID, name: `new ${room_id}`, topic: 'Tea', tags: ['tea', 'green'] });
    const { id: parent_id } = await makeRoom(store);
    await store.run('updateRoom', { room_id, by: OWNER_ID, visibility: 'public', parent_id });
    await store.run('updateRoom', { room_id, by: OWNER_ID, visibility: 'private', parent_id: null, lost_by: [AGENT_ID] });
  },
  async addMember(store) {
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID] });
    await store.run('addMember', { room_id, by_id: OWNER_ID, participant_id: AGENT_ID });
  },
  async recordActivity(store) {
    const { id: room_id } = await makeRoom(store);
    await store.run('recordActivity', { room_id, participant_id: AGENT_ID, by_id: AGENT_ID, kind: 'leads' });
  },
  async removeMember(store) {
    const { id: room_id } = await makeRoom(store);
    await store.run('removeMember', { room_id, by_id: OWNER_ID, participant_id: AGENT_ID, loses_sight: true });
    await store.run('addMember', { room_id, by_id: OWNER_ID, participant_id: AGENT_ID });
  },
  ...roomEndScenes,
  ...SHARING_SCENES,

  createVote: makeVote,
  async castVote(store) {
    const vote = await makeVote(store);
    for (const participant_id of [OWNER_ID, AGENT_ID])
      await store.run('castVote', { ...vote, participant_id, option_index: 0, may_come_later: false, replace: false });
  },
  closeVote: async (store) => store.run('closeVote', await makeVote(store)),
  endVote: async (store) => store.run('endVote', { ...(await makeVote(store)), by_id: OWNER_ID }),
  async attendVotes(store) {
    const vote = await makeVote(store);
    await store.run('castVote', { ...vote, participant_id: OWNER_ID, option_index: 0, may_come_later: false, replace: false });
    await store.run('attendVotes', { room_id: vote.room_id, participant_id: AGENT_ID, is_present: false });
  },
  assignTask: makeTask,
  updateTask: async (store) => store.run('updateTask', { ...(await makeTask(store)), by_id: OWNER_ID, status: 'completed' }),

  subscribe: async (store) => makeWebhook(store),
  unsubscribe: async (store) => store.run('unsubscribe', await makeWebhook(store)),
  async enableSubscription(store) {
    const webhook = await makeWebhook(store);
    await store.run('disableSubscription', { ...webhook, reason: 'Off.' });
    await store.run('enableSubscription', webhook);
  },
  disableSubscription: async (store) => store.run('disableSubscription', { ...(await makeWebhook(store)), reason: 'Off.' }),
  async moveSubscription(store) {
    const webhook = await makeWebhook(store);
    for (const is_taken of [false, true]) await store.run('moveSubscription', { ...webhook, seq: 4, is_taken });
  },
  failSubscription: async (store) => store.run('failSubscription', { ...(await makeWebhook(store)), reason: 'It answered 500.' }),

  async foundHome(store) {
    const owner = { id: 'x', name: 'X', role: 'owner', scope: 'home', room_ids: [] } as const;
    await store.run('foundHome', { home: { id: 'other', name: 'Other' }, owner: { ...owner, room_ids: [] }, agents: [] });
  },
  nameHome: (store) => store.run('nameHome', { name: 'Named', is_set_up: true }),
  changeHome: (store) => store.run('changeHome', { name: 'Changed', mentions_reach: 'home' }),
  keepToolServers: (store) => store.run('keepToolServers', { servers: [] }),
  encryptBackups: (store) => store.run('encryptBackups', { is_on: true }),
  planBackups: (store) => store.run('planBackups', { every: 'week', keep: 3 }),
  setRetention: (store) => store.run('setRetention', { keep_days: 30 }),
  async sweepRoom(store) {
    const { room_id } = await makeMessage(store);
    await post(store, room_id, 'two');
    await store.run('markRead', { room_id, participant_id: OWNER_ID, seq: 1, is_announced: true });
    await store.run('sweepRoom', { room_id, before: FAR, limit: 1 });
  },
  async registerAgent(store) {
    const key = await makeKey(store);
    const id = await makeAgent(store, key);
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID, id], created_by: id, key_id: key });
    await post(store, room_id, 'by the agent', { author_id: id, key_id: key });
    await store.run('revokeKey', { id: key });
    const other = await makeKey(store);
    await store.run('registerAgent', { id, key_id: other, name: 'Again', type: 'connected', owner_id: OWNER_ID, capabilities: ['x'] });
  },
  async bindAgent(store) {
    const id = await makeAgent(store, await makeKey(store));
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID, id] });
    await post(store, room_id, 'counted for its key', { author_id: id });
    await store.run('bindAgent', { id, key_id: await makeKey(store) });
  },
  async forgetAgents(store) {
    const key = await makeKey(store);
    const id = await makeAgent(store, key);
    await store.run('forgetAgents', { ids: [id] });
    await store.run('registerAgent', { id, key_id: key, name: 'Back', type: 'connected', owner_id: OWNER_ID, capabilities: [] });
  },
  updateProfile: async (store) =>
    store.run('updateProfile', { id: await makeGuest(store), change: { color: 'blue', picture: 'b'.repeat(64) } }),
  async removeAgent(store) {
    const key = await makeKey(store);
    const id = await makeAgent(store, key);
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID, id] });
    await store.run('removeAgent', { id, revoke_key: key, left: [{ room_id, loses_sight: true }] });
  },
  async readmitAgent(store) {
    const id = await makeAgent(store, await makeKey(store));
    await store.run('removeAgent', { id, revoke_key: null, left: [] });
    await store.run('readmitAgent', { id });
  },
  setPrivacy: (store) => store.run('setPrivacy', { id: OWNER_ID, tells_reads: false }),
  async erasePerson(store) {
    const id = await makeGuest(store);
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID, id] });
    await store.run('assignTask', { id: newId(), room_id, title: 'a task', description: 'a text', assignee_id: null, created_by: id });
    await store.run('setPersonNote', { participant_id: id, author_id: OWNER_ID, content: 'a note', expected_version: 0 });
    await store.run('erasePerson', { id, by_id: OWNER_ID });
  },
  async eraseMessages(store) {
    const id = await makeGuest(store);
    const { id: room_id } = await makeRoom(store, { member_ids: [OWNER_ID, id] });
    await post(store, room_id, 'by the guest', { author_id: id });
    await store.run('eraseMessages', { author_id: id, after: 0, through: FAR });
  },
  async revokeAccess(store) {
    const id = await makeGuest(store);
    const key = await makeKey(store, { owner_id: id });
    await store.run('rotateKey', { id: key, good_until: FAR, now: Date.now(), ...secret() });
    await store.run('revokeAccess', { id, by_id: OWNER_ID });
  },

  ...ACCESS_SCENES,
  createKey: (store) => makeKey(store, { room_ids: ['a room'] }),
  updateKey: async (store) => store.run('updateKey', { id: await makeKey(store), label: 'Other', room_ids: ['a'], rights: ['read'] }),
  async rotateKey(store) {
    const id = await makeKey(store);
    const now = Date.now();
    for (const good_until of [now + DAY_MS, now + 1_000, now]) await store.run('rotateKey', { id, good_until, now, ...secret() });
  },
  async replaceKeySecret(store) {
    const id = await makeKey(store);
    await store.run('rotateKey', { id, good_until: FAR, now: 0, ...secret() });
    await store.run('revokeKey', { id });
    await store.run('replaceKeySecret', { id, ...secret() });
  },
  async keepVerifier(store) {
    const { hint: _hint, ...verifier } = secret();
    await makeKey(store, { secret_hash: verifier.secret_hash });
    for (let count = 0; count < 2; count += 1) await store.run('keepVerifier', verifier);
  },
  touchKey: async (store) => store.run('touchKey', { id: await makeKey(store), at: 7 }),
  revokeKey: async (store) => store.run('revokeKey', { id: await makeKey(store) }),
  setLimits: (store) => store.run('setLimits', { messages_per_key: 7 }),
  saveBucketLevels: (store) => store.run('saveBucketLevels', { levels: [{ bucket: 'b', level: 1, at: 1 }] }),
};
