// Link previews of a running home, with a web site beside it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import { filePath } from '../../../../src-shared/files.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { LinkPreview } from '../../../../src-shared/link-previews.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { PNG, squarePng } from '../../testing/pictures.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { bytes, html, startSite, type Site } from '../../testing/site.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

/** Each test begins with full buckets. */
let minutes = 0;
beforeEach(() => void (minutes += 1));
const home = homeForAll({ previewAddresses: 'any', now: () => Date.now() + minutes * 60_000 });
let site: Site;
let owner: Watcher;

beforeAll(async () => {
  site = await startSite();
  owner = await watchAs(home, home.owner);
  await owner.do('update_home', { link_previews: true });
});
afterAll(async () => {
  owner.close();
  await site.close();
});

const say = (content: string, more: object = {}): Promise<Message> => owner.do('send_message', { room_id: LOBBY_ID, content, ...more });

async function messageNow(id: string, room_id = LOBBY_ID): Promise<Message> {
  const { messages } = await owner.do('get_history', { room_id, limit: 1_000 });
  return messages.find((each) => each.id === id) ?? expect.fail('The message is gone.');
}

const previewsOf = async (message: Message): Promise<LinkPreview[]> => (await messageNow(message.id, message.room_id)).previews ?? [];

/** Waits for so many. */
async function made(message: Message, count: number): Promise<LinkPreview[]> {
  await expect.poll(async () => (await previewsOf(message)).length, { timeout: 10_000 }).toBe(count);
  return previewsOf(message);
}

/** Posts a message with a preview, and waits for that: those before it are over then. */
async function settled(): Promise<void> {
  await made(await say(site.article()), 1);
}

describe('A link in a message', () => {
  it('gets a preview, which everyone is sent as a change of the message', async () => {
    const guest = await watchAs(home, await home.guest('Sarah', { room_ids: [LOBBY_ID] }));
    const agent = await home.agent('Rune');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const url = site.article({ description: 'Red', site_name: 'Garden', image: '/tomato.png' });
    site.pages.set('/tomato.png', bytes(squarePng(40)));
    const message = await say(`Look: ${url}`);
    expect(message).not.toHaveProperty('previews');
    const [preview] = await made(message, 1);
    expect(preview).toMatchObject({ url, host: new URL(url).host, site_name: 'Garden', description: 'Red' });
    expect(preview?.image).toMatchObject({ type: 'image/png', width: 40, height: 40, name: 'preview', by: owner.id });
    const picture = await guest.picture();
    expect(picture.cursor).toBeGreaterThan(0);
    const changes = guest
      .events()
      .filter((event): event is Extract<HomeEvent, { type: 'message.changed' }> => event.type === 'message.changed');
    expect(changes.map((event) => [event.message.id, event.message.previews?.length, event.message.edited_at])).toEqual([
      [message.id, 1, null],
    ]);
    guest.close();
    // Agents of ClawChat's protocol hear of the message once, without what they do not know.
    const heard = agent.received.filter(({ payload }) => JSON.stringify(payload).includes(message.id));
    expect(heard.map(({ type }) => type)).toEqual(['message_received']);
    expect(JSON.stringify(heard)).not.toContain('previews');
    agent.close();
  });

  it('has an image that the server sends itself, to those who see the room', async () => {
    const room = await owner.do('create_room', { name: newId(), public: false });
    site.pages.set('/secret.png', bytes(PNG));
    const small = await say(site.article({ image: '/secret.png' }), { room_id: room.id });
    expect((await made(small, 1))[0]?.image).toBeNull();
    site.pages.set('/secret.png', bytes(squarePng(64)));
    const message = await say(site.article({ image: '/secret.png' }), { room_id: room.id });
    const image = (await made(message, 1))[0]?.image ?? expect.fail('no image');
    const before = site.requests.length;
    const fetched = await home.owner.get(filePath(image));
    expect([fetched.status, fetched.headers['content-type'], fetched.bytes.equals(squarePng(64))]).toEqual([200, 'image/png', true]);
    const guest = await home.guest('Gus', { room_ids: [LOBBY_ID] });
    expect((await guest.get(filePath(image))).status).toBe(404);
    expect(site.requests).toHaveLength(before);
    expect((await owner.do('list_files', { room_id: room.id })).files).toEqual([]);
    expect((await owner.do('preview_room_deletion', { room_id: room.id })).files).toBe(0);
  });

  it('shows no image that is none', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    for (const body of [svg, Buffer.from('<html><script>1</script>'), Buffer.from('GIF89a'), Buffer.alloc(0)]) {
      site.pages.set('/no-image.png', bytes(body));
      expect((await made(await say(site.article({ image: '/no-image.png' })), 1))[0]?.image, body.toString()).toBeNull();
    }
  });

  it('is read once an hour for all authors, also with another fragment', async () => {
    const url = site.article();
    const at = new URL(url).pathname;
    const [first, second] = await Promise.all([say(`${url}#a`), say(`${url}#b`)]);
    await made(first, 1);
    await made(second, 1);
    await made(await say(url), 1);
    expect(site.paths().filter((each) => each === at)).toHaveLength(1);
    const missing = `${site.url}/missing-${newId()}`;
    for (let count = 0; count < 2; count += 1) {
      await say(missing);
      await settled();
    }
    expect(site.paths().filter((each) => missing.endsWith(each))).toHaveLength(1);
  });

  it('gives at most three previews, in the order of the links', async () => {
    const urls = [site.article(), site.article(), site.article(), site.article()];
    const message = await say(urls.join(' '));
    expect((await made(message, 3)).map(({ url }) => url)).toEqual(urls.slice(0, 3));
  });

  it('gives none in code, in thoughts, in sealed rooms, and none of the home', async () => {
    const url = site.article();
    const thought = await owner.do('thinking', { room_id: LOBBY_ID, content: url });
    const messages = [
      thought,
      await say(`\`${url}\``),
      await say(`${home.url}/#/room/${LOBBY_ID}`),
      await say('no link', { metadata: { url } }),
    ];
    const sealed = await owner.do('create_room', { name: newId(), public: true, encrypted: true });
    messages.push(await say(`clw1:${'A'.repeat(40)}`, { room_id: sealed.id }));
    await settled();
    for (const message of messages) expect(await previewsOf(message)).toEqual([]);
    expect(site.paths()).not.toContain(new URL(url).pathname);
  });

  it('in a room that lives in memory has a preview without an image', async () => {
    const room = await owner.do('create_room', { name: newId(), ephemeral: true });
    await owner.do('join_room', { room_id: room.id });
    site.pages.set('/brief.png', bytes(squarePng(40)));
    const [preview] = await made(await say(site.article({ image: '/brief.png' }), { room_id: room.id }), 1);
    expect(preview?.image).toBeNull();
  });

  it('gives none while the owner does not allow it', async () => {
    await owner.do('update_home', { link_previews: false });
    const message = await say(site.article());
    await owner.do('update_home', { link_previews: true });
    await settled();
    expect(await previewsOf(message)).toEqual([]);
  });

  it('gives none when its page fails, and the message is as it was', async () => {
    site.pages.set('/broken', (response) => response.destroy());
    site.pages.set('/none', html('<p>nothing'));
    const messages = await Promise.all([say(`${site.url}/broken`), say(`${site.url}/none`), say('http://127.0.0.1:1/')]);
    await settled();
    for (const message of messages) expect(await messageNow(message.id)).toEqual(message);
  });
});

describe('A message with previews', () => {
  it('keeps those of the links that stay when it is edited, and gets new ones', async () => {
    const [first, second, third] = [site.article(), site.article(), site.article()];
    const message = await say(`${first} ${second}`);
    await made(message, 2);
    const edited = await owner.do('edit_message', { room_id: LOBBY_ID, message_id: message.id, content: `${second} and ${third}` });
    expect(edited.previews?.map(({ url }) => url)).toEqual([second]);
    expect((await made(message, 2)).map(({ url }) => url)).toEqual([second, third]);
    const bare = await owner.do('edit_message', { room_id: LOBBY_ID, message_id: message.id, content: 'Nothing' });
    expect(bare).not.toHaveProperty('previews');
  });

  it('that is edited while its page is read has a preview of what is left', async () => {
    const [slow, gone] = [site.article(), site.article()];
    const respond = site.pages.get(new URL(slow).pathname);
    site.pages.set(new URL(slow).pathname, (response, request) => setTimeout(() => respond?.(response, request), 200));
    const message = await say(`${slow} ${gone}`);
    await owner.do('edit_message', { room_id: LOBBY_ID, message_id: message.id, content: `Better: ${slow}` });
    expect((await made(message, 1))[0]?.url).toBe(slow);
    const deleted = await say(`${slow}?2`);
    site.pages.set(`${new URL(slow).pathname}?2`, (response, request) => setTimeout(() => respond?.(response, request), 200));
    await owner.do('delete_message', { room_id: LOBBY_ID, message_id: deleted.id });
    await settled();
    expect(await previewsOf(deleted)).toEqual([]);
  });

  it('loses them with it, and their images are gone', async () => {
    site.pages.set('/gone.png', bytes(squarePng(48)));
    const message = await say(site.article({ image: '/gone.png' }));
    const image = (await made(message, 1))[0]?.image ?? expect.fail('no image');
    await owner.do('delete_message', { room_id: LOBBY_ID, message_id: message.id });
    expect(await messageNow(message.id)).not.toHaveProperty('previews');
    expect((await home.owner.get(filePath(image))).status).toBe(404);
  });

  it('keeps them through reactions and pins', async () => {
    const message = await say(site.article());
    const previews = await made(message, 1);
    const of = { room_id: LOBBY_ID, message_id: message.id };
    expect((await owner.do('react', { ...of, emoji: '👍' })).previews).toEqual(previews);
    expect((await owner.do('pin_message', of)).previews).toEqual(previews);
  });

  it('is forwarded, and the copy gets its own', async () => {
    const room = await owner.do('create_room', { name: newId(), public: true });
    site.pages.set('/forward.png', bytes(squarePng(40)));
    const message = await say(site.article({ image: '/forward.png' }));
    const [first] = await made(message, 1);
    const forwarded = await owner.do('forward_message', { from_room_id: LOBBY_ID, message_id: message.id, room_id: room.id, comment: '' });
    const [second] = await made(forwarded, 1);
    expect(second?.image?.sha256).toBe(first?.image?.sha256);
    expect(second?.image?.id).not.toBe(first?.image?.id);
  });
});
