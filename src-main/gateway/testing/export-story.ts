// A home with all that an export has to hold, and what it must not: hostile names and texts are among it.
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Browser } from './browser.ts';
import { createFileSender } from './file-sender.ts';
import type { TestHome } from './home.ts';
import type { Answer } from './http-client.ts';

export const PLAN = Buffer.from('water the plants\n');
export const HOSTILE_TEXT =
  '<script>alert(1)</script> <img src=x onerror=alert(2)> [here](javascript:alert(3)) </body> \u202Egnp.exe **bold** & `code <b>`';
export const FILE_NAMES = ['../../etc/passwd', 'CON', `${'é'.repeat(150)}.txt`, 'a\u202Egnp.exe', '<b>&"quote".html', '.hidden'];
export const SECRETS = {
  deleted: 'a deleted secret',
  foreign: 'between two friends',
  earlier: 'the text before',
  note: 'a note about Ben',
};

export interface ExportStory {
  owner: Browser;
  ben: Browser;
  benId: string;
  ownerId: string;
  ids: { first: string; reply: string; inThread: string; deleted: string; vote: string };
  rooms: { garden: string; foreign: string; sealed: string; passing: string };
}

function good(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`Refused with ${answer.status}: ${answer.text}`);
  return answer;
}

export async function tellStory(home: TestHome): Promise<ExportStory> {
  const { owner } = home;
  const files = createFileSender(home);
  const ben = await home.guest('Ben', { role: 'member', room_ids: null });
  const at = `/api/rooms/${LOBBY_ID}/messages`;
  const say = async (by: Browser, body: object, to = at): Promise<string> => good(await by.post(to, body)).field('id');

  const idOf = async (by: Browser): Promise<string> => good(await by.post(at, { content: 'Hello' })).field('author_id');
  const [ownerId, benId] = [await idOf(owner), await idOf(ben)];
  const first = await say(owner, { content: HOSTILE_TEXT });
  const reply = await say(ben, { content: 'I agree, @everyone', reply_to: first });
  const inThread = await say(owner, { content: 'in a thread', thread_id: first });
  const edited = await say(ben, { content: SECRETS.earlier });
  good(await ben.patch(`${at}/${edited}`, { content: 'the text after' }));
  good(await owner.put(`${at}/${reply}/reactions/${encodeURIComponent('👍')}`));
  const deleted = await say(ben, { content: SECRETS.deleted });
  good(await ben.delete(`${at}/${deleted}`));
  const vote = good(await owner.post(`/api/rooms/${LOBBY_ID}/votes`, { title: 'Tea?', options: ['<yes>', 'no'] })).field('id');
  good(await ben.put(`/api/votes/${vote}/ballot`, { option_index: 0 }));
  good(await owner.put(`/api/votes/${vote}/ballot`, { option_index: 0 }));
  good(await ben.post(`/api/rooms/${LOBBY_ID}/tasks`, { title: 'Water *the* plants', assignee: benId }));
  await files.post([await files.upload(PLAN, { name: 'plan.txt', by: ben }), await files.upload(PLAN, { name: 'again.txt', by: ben })], {
    by: ben,
  });
  for (const name of FILE_NAMES) await files.post([await files.upload(`of ${name}`, { name })]);

  const room = async (by: Browser, body: object): Promise<string> => good(await by.post('/api/rooms', body)).field('id');
  const garden = await room(owner, { name: 'garden/../<i>', public: true });
  await say(ben, { content: 'in the garden' }, `/api/rooms/${garden}/messages`);
  const foreign = await room(ben, { name: 'ours', public: false });
  await say(ben, { content: SECRETS.foreign }, `/api/rooms/${foreign}/messages`);
  const sealed = await room(owner, { name: 'sealed', public: true, encrypted: true });
  const passing = await room(owner, { name: 'passing', public: true, ephemeral: true });
  return { owner, ben, ownerId, benId, ids: { first, reply, inThread, deleted, vote }, rooms: { garden, foreign, sealed, passing } };
}
