// Things that the scenes of the operations begin with.
import { newId } from '../../../../src-shared/ids.ts';
import type { Invite, Room } from '../../../../src-shared/objects.ts';
import type { SavedItem } from '../../../../src-shared/saved.ts';
import type { Section } from '../../../../src-shared/sidebar.ts';
import type { TransactionArgs } from '../../domain/transactions.ts';
import { AGENT_ID, makeRoom, OWNER_ID, post, type StoreUnderTest } from './store-under-test.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A message of the owner with one reply. */
export async function makeThread(store: StoreUnderTest): Promise<{ room_id: string; thread_id: string }> {
  const { id: room_id } = await makeRoom(store);
  const { id: thread_id } = await post(store, room_id, 'first', { author_id: OWNER_ID });
  await post(store, room_id, 'reply', { reply_to: thread_id, thread_id });
  return { room_id, thread_id };
}

/** A message of the agent that the owner saved. */
export async function makeSaved(store: StoreUnderTest): Promise<SavedItem & { room_id: string }> {
  const { id: room_id } = await makeRoom(store);
  const { id } = await post(store, room_id, 'kept');
  return { ...(await store.run('saveMessage', { participant_id: OWNER_ID, message: { id, room_id }, remind_at: null })), room_id };
}

/** A reminder of the owner, without a message. */
export function makeReminder(store: StoreUnderTest, remind_at = 1_000): Promise<SavedItem> {
  return store.run('remindMe', { participant_id: OWNER_ID, id: newId(), text: 'Call Bob', remind_at });
}

export async function makeKey(store: StoreUnderTest, more: Partial<TransactionArgs<'createKey'>> = {}): Promise<string> {
  const id = newId();
  await store.run('createKey', {
    ...{ id, label: 'A key', owner_id: OWNER_ID, room_ids: null, rights: ['read', 'post'], hint: 'abcd' },
    ...secret(),
    ...more,
  });
  return id;
}

export const secret = () => ({ secret_hash: `hash ${newId()}`, stored_key: 'stored', server_key: 'server', hint: 'wxyz' });

export async function makeAgent(store: StoreUnderTest, key_id: string): Promise<string> {
  const id = newId();
  await store.run('registerAgent', { id, key_id, name: `Agent ${id}`, type: 'connected', owner_id: OWNER_ID, capabilities: [] });
  return id;
}

export function newSession(): TransactionArgs<'redeemInvite'>['session'] {
  return {
    id: newId(),
    token_hash: `token ${newId()}`,
    page_secret: 'page',
    browser: null,
    platform: null,
    entrance: null,
    room_id: null,
    account: null,
    lifetime_ms: DAY_MS,
  };
}

export async function makeSession(store: StoreUnderTest, participant_id: string, lifetime_ms = DAY_MS): Promise<string> {
  const session = { ...newSession(), lifetime_ms };
  await store.run('createSession', { ...session, participant_id });
  return session.id;
}

export async function makeInvite(store: StoreUnderTest, max_uses = 1): Promise<{ invite: Invite; code_hash: string }> {
  const code_hash = `code ${newId()}`;
  const about = {
    id: newId(),
    code_hash,
    name: 'Grace',
    nickname: null,
    role: 'guest',
    room_ids: null,
    created_by: OWNER_ID,
    origins: [],
  } as const;
  return { code_hash, invite: await store.run('createInvite', { ...about, lifetime_ms: DAY_MS, max_uses }) };
}

export async function makeGuest(store: StoreUnderTest): Promise<string> {
  const { code_hash } = await makeInvite(store);
  const person_id = newId();
  await store.run('redeemInvite', { code_hash, name: `Guest ${person_id}`, person_id, session: newSession() });
  return person_id;
}

export const newReturn = (participant_id: string): TransactionArgs<'reinvite'> => ({
  ...{
    id: newId(),
    code_hash: `code ${newId()}`,
    created_by: OWNER_ID,
    lifetime_ms: DAY_MS,
    participant_id,
    needs_owner: true,
    origins: [],
  },
});

/** Ephemeral rooms take no files. */
export const makeKeptRoom = (store: StoreUnderTest): Promise<Room> => makeRoom(store, { ephemeral: false });

export const fileIn = ({ id }: Room): TransactionArgs<'addFile'> => ({
  ...{ id: newId(), sha256: 'a'.repeat(64), name: 'a.txt', type: 'text/plain', size: 10, width: null, height: null },
  ...{ uploaded_by: AGENT_ID, key_id: null, room_id: id },
});

/** A message of the agent that is sent later, with a file. */
export async function makeScheduled(store: StoreUnderTest, more: Partial<TransactionArgs<'scheduleMessage'>> = {}) {
  const room = await makeKeptRoom(store);
  const file = await store.run('addFile', fileIn(room));
  return store.run('scheduleMessage', { ...{ message: laterIn(room, [file.id]), send_at: 1_000, repeat: null }, ...more });
}

export const laterIn = ({ id }: Pick<Room, 'id'>, file_ids: string[] = []): TransactionArgs<'scheduleMessage'>['message'] => ({
  ...{ id: newId(), room_id: id, author_id: AGENT_ID, kind: 'chat', content: 'later', reply_to: null, thread_id: null },
  ...{ metadata: { any: 'thing' }, mentions: [OWNER_ID], client_id: null, key_id: null, file_ids },
});

export async function makeWebhook(store: StoreUnderTest, key_id: string | null = null): Promise<{ id: string; room_id: string }> {
  const { id: room_id } = await makeRoom(store);
  const about = { id: newId(), room_id, owner_id: OWNER_ID, created_by: OWNER_ID, key_id, webhook_url: 'https://example.org/' };
  const filters = { kinds: [], only_from: null, not_from: null, only_from_id: null, not_from_id: null, exclude_thinking: false };
  await store.run('subscribe', { ...about, ...filters, secret: 'in clear', since_seq: null });
  return { id: about.id, room_id };
}

export async function makeVote(store: StoreUnderTest): Promise<{ room_id: string; vote_id: string }> {
  const [{ id: room_id }, vote_id] = [await makeRoom(store), newId()];
  const vote = {
    id: vote_id,
    room_id,
    title: 'Tea?',
    description: null,
    options: ['yes', 'no'],
    created_by: OWNER_ID,
    key_id: null,
    duration_ms: null,
  };
  await store.run('createVote', { ...vote, eligible_ids: [OWNER_ID, AGENT_ID] });
  return { room_id, vote_id };
}

export async function makeTask(store: StoreUnderTest): Promise<{ id: string; room_id: string }> {
  const [{ id: room_id }, id] = [await makeRoom(store), newId()];
  await store.run('assignTask', { id, room_id, title: 'Sweep', description: null, assignee_id: AGENT_ID, created_by: OWNER_ID });
  return { id, room_id };
}

export async function makeMessage(store: StoreUnderTest): Promise<{ room_id: string; message_id: string }> {
  const { id: room_id } = await makeRoom(store);
  const { id: message_id } = await post(store, room_id, 'one', { mentions: [OWNER_ID] });
  return { room_id, message_id };
}

export async function makePin(store: StoreUnderTest): Promise<{ room_id: string; message_id: string }> {
  const of = await makeMessage(store);
  await store.run('pinMessage', { ...of, by_id: OWNER_ID, state: 'todo' });
  return of;
}

export function newPreview(url: string, image: TransactionArgs<'addPreviews'>['previews'][number]['image'] = null) {
  return { ...{ url, host: 'a.example', site_name: null, title: 'A page', description: null }, image };
}

/** A message of the agent that has a preview, with an image where files are taken. */
export async function makePreview(store: StoreUnderTest): Promise<{ room_id: string; message_id: string; url: string; image_id: string }> {
  const { id: room_id } = await makeRoom(store);
  const [url, image_id] = ['https://a.example/', newId()];
  const { id: message_id } = await post(store, room_id, url);
  const image = store.ephemeral ? null : { id: image_id, sha256: `sha ${image_id}`, type: 'image/png', size: 100, width: 10, height: 10 };
  await store.run('addPreviews', { room_id, message_id, content: url, links: [url], previews: [newPreview(url, image)] });
  return { room_id, message_id, url, image_id };
}

export function makeSection(store: StoreUnderTest): Promise<Section> {
  const id = newId();
  return store.run('createSection', { participant_id: OWNER_ID, id, name: `Section ${id}` });
}

/** Runs `count` operations concurrently. They share commits, and are done in this order. */
export function together<T>(count: number, operation: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => operation(index)));
}
