// Sharing by talking to Porter, with a stand-in for cloudflared.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PORTER_ID } from '../../../src-shared/ids.ts';
import { createPrograms } from './testing/programs.ts';
import { startTestHome } from '../testing/home.ts';
import { homeForAll } from '../testing/shared-home.ts';
import { answerIn, directAnswer, directRoom, posted } from '../testing/porter-talk.ts';
import { watchAs, type Watcher } from '../testing/watcher.ts';

const LAN = '127.0.0.2';
const NEXT = '127.0.0.3';
const THIRD = '127.0.0.4';
const WAIT = { timeout: 15_000, interval: 25 };
const programs = createPrograms();
const home = homeForAll({ lanAddresses: [LAN, NEXT], searchPath: programs.folder });
let ada: Watcher;

beforeAll(async () => {
  ada = await watchAs(home, home.owner);
  await ada.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
});
afterAll(() => programs.remove());

const text = async (said: string): Promise<string> => (await directAnswer(ada, said)).content;
const lanOrigin = (): string => `http://${LAN}:${new URL(home.url).port}`;
const stateOf = async (kind: string) => (await ada.do('get_sharing', {})).entrances.find(({ way }) => way.kind === kind)?.state;
const lastWords = async (): Promise<string> => {
  const room = await directRoom(ada);
  return posted(ada).findLast((each) => each.room_id === room && each.author_id === PORTER_ID)?.content ?? '';
};

describe('Porter shares', () => {
  it('nothing at first, and says so', async () => {
    expect(await text('which entrances are open?')).toBe('The entrances:\n\n- **this computer**: always open\n- **your Wi-Fi**: off');
    expect(await text('stop sharing')).toBe('Nothing is shared: only this computer reaches the server.');
    expect(await text('close the tunnel')).toBe('That is not open. Say **which entrances are open** for a list.');
  });

  it('on the Wi-Fi at once, and stops after a yes', async () => {
    // The answer with the address is for the asker alone.
    expect((await answerIn(ada, 'share on the Wi-Fi')).content).toBe('I sent it to you in our direct room, where only you can read it.');
    expect(await lastWords()).toMatch(
      /^Shared on your Wi-Fi: http:\/\/127\.0\.0\.2:\d+\n\nEvery device on your network can reach it\. What passes is not encrypted\./,
    );
    expect((await ada.do('get_sharing', {})).origins).toEqual([lanOrigin()]);
    expect(await text('share over wifi')).toContain(lanOrigin());
    expect(await text('is this shared?')).toContain(`- **your Wi-Fi**: open at ${lanOrigin()} .`);
    expect(await text('turn off the wifi')).toMatch(
      /^Stop sharing through your Wi-Fi \(http:.*\)\? Everyone who came that way is disconnected within a second/,
    );
    expect((await ada.do('get_sharing', {})).origins).toEqual([lanOrigin()]);
    expect(await text('yes')).toBe('Stopped. Only this computer reaches the server now.');
    expect((await ada.do('get_sharing', {})).origins).toEqual([]);
    const { entries } = (await home.owner.get('/api/audit')).json() as { entries: object[] };
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'set_sharing', entrance: 'porter', facts: { addresses: '' } }));
  });

  it('asks in which way, when it was not said', async () => {
    expect(await text('share')).toMatch(
      /^In which way\?\n\n1\. Your Wi-Fi\..*\n2\. Your tailnet\..*\n3\. A Cloudflare tunnel\..*Cloudflare can read what passes\.\n4\. /,
    );
    expect(await text('3')).toMatch(/^Share through a Cloudflare tunnel\? Everyone on the internet/);
    expect(await text('no')).toBe('I left everything as it is.');
    expect(await stateOf('cloudflare')).toBe(undefined);
    expect(await text('share on the internet')).toMatch(/1\. A Cloudflare tunnel.*\n2\. Tailscale Funnel/);
  });

  it('says that a program is missing', async () => {
    await text('open a tunnel');
    await text('yes');
    await expect.poll(lastWords, WAIT).toMatch(/^I could not open a Cloudflare tunnel\. .*cloudflared/);
    expect(await text('which entrances are open')).toContain('- **a Cloudflare tunnel**: on, and does not work.');
    await text('stop sharing');
    await text('yes');
    await expect.poll(() => stateOf('cloudflare'), WAIT).toBe('off');
  });

  it('at another address, and says once which invites lead to the old one', async () => {
    await ada.do('set_sharing', { addresses: [LAN] });
    const { invite } = await ada.do('create_invite', { name: 'Tom *bold*' });
    const closed = /^The addresses of this home have changed\. .*:\n- \*\*Tom \\\*bold\\\*\*\*: 127\.0\.0\.2:\d+\n\nMake a new link/;
    const offer = { action: 'renew_invite', label: 'Copy new link', name: 'Tom *bold*', invite_id: invite.id };
    await ada.do('set_sharing', { addresses: [] });
    await ada.do('set_sharing', { addresses: [NEXT] });
    await expect.poll(lastWords, WAIT).toMatch(closed);
    const room = await directRoom(ada);
    expect(posted(ada).findLast((each) => each.room_id === room)?.metadata).toEqual({ actions: [offer] });
    await ada.do('set_sharing', { addresses: [] });
    await ada.do('set_sharing', { addresses: [NEXT] });
    expect((await directAnswer(ada, 'reinvite Tom *bold*')).metadata).toEqual({ actions: [offer] });
    expect(posted(ada).filter(({ content }) => closed.test(content))).toHaveLength(1);
    const renewed = await ada.do('renew_invite', { invite_id: invite.id });
    expect(renewed.links[0]).toBe(`http://${NEXT}:${new URL(home.url).port}/join#${renewed.code}`);
    expect(renewed.invite.origins).toEqual([`http://${NEXT}:${new URL(home.url).port}`]);
    await ada.do('revoke_invite', { invite_id: invite.id });
    await ada.do('set_sharing', { addresses: [] });
  });

  it('through a tunnel after a yes, says when its address works, and stops exactly what it asked about', async () => {
    programs.fake('cloudflared');
    expect(await text('open a tunnel')).toContain('It stays open until you stop it, also after a restart.');
    expect(await text('yes')).toBe('I am opening a Cloudflare tunnel. I will write here when its address works.');
    expect(await text('open a tunnel')).toMatch(/^I am opening a Cloudflare tunnel/);
    writeFileSync(programs.file('ready'), '');
    await expect
      .poll(lastWords, WAIT)
      .toMatch(/^Shared through a Cloudflare tunnel: https:\/\/four-plain-test-words\.trycloudflare\.com\n\n/);
    await text('stop sharing');
    await ada.do('set_sharing', { addresses: [LAN] });
    const again = await text('yes');
    expect(again).toMatch(
      /^Something has changed since I asked, so I did nothing yet\. Stop sharing through your Wi-Fi \(.*\) and a Cloudflare tunnel/,
    );
    expect(await stateOf('cloudflare')).toBe('open');
    await text('close the tunnel');
    expect(await text('yes')).toBe(`Stopped. Still open: your Wi-Fi (${lanOrigin()}).`);
    await expect.poll(() => stateOf('cloudflare'), WAIT).toBe('off');
    rmSync(programs.file('ready'));
    await ada.do('set_sharing', { addresses: [] });
  });

  it.each([
    ['share over ssh', /^Only the owner turns that on/],
    ['share through the reverse proxy', /^That was never set up/],
    ['share on the tailnet', /^(?:I am opening|I could not open) your tailnet/],
  ])('%s', async (said, says) => expect(await text(said)).toMatch(says));
});

it('Porter says of each link once that it is closed, also after a restart', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-porter-'));
  const lanAddresses = [LAN, NEXT, THIRD];
  const closed = (who: Watcher): string[] =>
    posted(who).flatMap(({ content }) => (content.startsWith('The addresses of this home have changed.') ? [content] : []));
  const first = await startTestHome({ dataDir, lanAddresses });
  const before = await watchAs(first, first.owner);
  await before.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
  // Two messages, of one link each.
  for (const [name, at, next] of [
    ['Tom', LAN, NEXT],
    ['Eva', NEXT, THIRD],
  ] as const) {
    await before.do('set_sharing', { addresses: [at] });
    await before.do('create_invite', { name });
    await before.do('set_sharing', { addresses: [next] });
    await expect.poll(() => closed(before).at(-1), WAIT).toContain(`**${name}**`);
  }
  await first.close();
  const second = await startTestHome({ dataDir, lanAddresses });
  const after = await watchAs(second, second.owner);
  await after.do('set_sharing', { addresses: [] });
  await after.do('set_sharing', { addresses: [THIRD] });
  await directAnswer(after, 'hello');
  expect(closed(after)).toEqual([]);
  await second.close();
  rmSync(dataDir, { recursive: true });
});
