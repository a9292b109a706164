// A home with one of everything that is stored. releases.integration.test.ts checks that a later program finds all of it.
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { createFileSender } from '../file-sender.ts';
import type { TestHome } from '../home.ts';
import { squarePng } from '../pictures.ts';

export const FILE_TEXT = 'The tide tables of November.';
export const SEALED = `clw1:${'A'.repeat(40)}`;

/** Data that is known only when a home is created: ids, and secrets that are stored as verifiers. */
export interface Facts {
  room_id: string;
  sealed_id: string;
  direct_id: string;
  guest_id: string;
  message_id: string;
  file_message_id: string;
  file_id: string;
  vote_id: string;
  closed_vote_id: string;
  task_id: string;
  subscription_id: string;
  key_secret: string;
  invite_code: string;
  home_key: string;
}

/** Fills a new home. Takes a second. */
export async function fillHome(home: TestHome): Promise<Facts> {
  const { owner } = home;
  const made = async (path: string, body: object, field = 'id'): Promise<string> => {
    const answer = await owner.post(path, body);
    if (answer.status > 201) throw new Error(`${path}: ${answer.text}`);
    return answer.field(field);
  };
  const done = async (asked: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await asked;
    if (status > 201) throw new Error(text);
  };
  await done(owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Ada' }));
  const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
  const guest_id = (await guest.get('/api/session')).field('me.id');
  await done(guest.patch('/api/profile', { status: { text: 'Out for lunch' }, color: 'plum' }));
  await done(owner.send('/api/profile/picture', { method: 'PUT', body: squarePng(64) }));

  const room_id = await made('/api/rooms', { name: 'Harbour', description: 'Boats', public: true, member_ids: [guest_id] });
  const sealed_id = await made('/api/rooms', { name: 'Vault', encrypted: true, member_ids: [guest_id] });
  const archived_id = await made('/api/rooms', { name: 'Old dock' });
  await done(owner.put(`/api/rooms/${archived_id}/archive`));
  const direct_id = await made('/api/directs', { participant_id: guest_id });
  await made('/api/rooms', { name: 'Pier', parent_id: room_id });

  const messages = `/api/rooms/${room_id}/messages`;
  const message_id = await made(messages, { content: 'High tide at nine, @Gus', metadata: { source: 'table' } });
  const reply_id = await made(messages, { content: 'Thanks', reply_to: message_id });
  await done(guest.put(`${messages}/${message_id}/reactions/${encodeURIComponent('⛵')}`));
  await done(owner.patch(`${messages}/${reply_id}`, { content: 'Thank you' }));
  const gone_id = await made(messages, { content: 'A mistake' });
  await done(owner.delete(`${messages}/${gone_id}`));
  await made(`/api/rooms/${direct_id}/messages`, { content: 'Between us' });
  await made(`/api/rooms/${sealed_id}/messages`, { content: SEALED });
  const files = createFileSender(home);
  const file = await files.upload(FILE_TEXT, { room: room_id, name: 'tides.txt' });
  const { id: file_message_id } = await files.post([file], { room: room_id });
  await done(guest.put(`/api/rooms/${room_id}/read`, { seq: 2 }));
  await done(guest.put(`/api/rooms/${room_id}/notifications`, { level: 'mentions' }));
  await done(guest.patch('/api/notifications', { what: 'everything' }));

  const here = await home.agent('scout');
  await here.request('join_room', { room_id });
  const vote_id = await made(`/api/rooms/${room_id}/votes`, { title: 'Sail?', options: ['yes', 'no'] });
  const closed_vote_id = await made(`/api/rooms/${room_id}/votes`, { title: 'Paint?', options: ['blue', 'red'] });
  await here.request('cast_vote', { vote_id: closed_vote_id, option_index: 1 });
  await done(owner.put(`/api/votes/${closed_vote_id}/ballot`, { option_index: 1 }));
  const task_id = await made(`/api/rooms/${room_id}/tasks`, { title: 'Scrub the deck', assignee: guest_id });
  await done(owner.patch(`/api/tasks/${task_id}`, { status: 'in_progress', note: 'half' }));
  const subscription_id = await made(`/api/rooms/${room_id}/webhooks`, { webhook_url: 'http://127.0.0.1:1/', secret: 'hook-secret' });
  const key_secret = await made('/api/keys', { label: 'Bot', room_ids: [room_id] }, 'secret');
  const invite_code = await made('/api/invites', { name: 'Eve', room_ids: [room_id] }, 'code');
  await done(owner.put('/api/retention', { days: 365 }));
  await done(owner.patch('/api/limits', { agents_per_key: 50 }));
  return {
    ...{ room_id, sealed_id, direct_id, guest_id, message_id, file_message_id, file_id: file.id },
    ...{ vote_id, closed_vote_id, task_id, subscription_id, key_secret, invite_code, home_key: home.key },
  };
}
