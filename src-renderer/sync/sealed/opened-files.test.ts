import { expect, it } from 'vitest';
import { createRoomCipher } from '../../../src-shared/room-cipher.ts';
import { openFileInfo, sealFile } from '../../../src-shared/sealed-files.ts';
import { fileInfo } from '../../testing/cast.ts';
import { createOpenedFiles } from './opened-files.ts';
import type { ShownFile } from './shown-file.ts';

const ROOM = createRoomCipher('vault', { secret: 'ab'.repeat(32), stretched: null });

function setup() {
  const contents = new Map<string, Uint8Array>();
  const alive = new Map<string, Blob>();
  const asked: string[] = [];
  let made = 0;
  const files = createOpenedFiles({
    fetch(path) {
      asked.push(path);
      const bytes = contents.get(path.split('/')[3] ?? '');
      return Promise.resolve(bytes ? new Response(new Uint8Array(bytes)) : new Response(null, { status: 404 }));
    },
    createUrl(blob) {
      const url = `blob:${(made += 1)}`;
      alive.set(url, blob);
      return url;
    },
    revokeUrl: (url) => void alive.delete(url),
  });
  function sealed(id: string, type = 'image/png', more: Partial<ShownFile> = {}): ShownFile {
    const { name, bytes } = sealFile(ROOM, 'maya', new TextEncoder().encode(`content of ${id}`), { name: id, type, width: 1, height: 1 });
    contents.set(id, bytes);
    const opened = openFileInfo(ROOM, fileInfo(id, { name }));
    if (!opened) throw new Error('It should open.');
    return { ...opened.file, seal: { key: opened.key }, ...more };
  }
  return { files, contents, alive, asked, sealed };
}

it('a file is fetched and opened once for all who show it, and keeps its address while it is shown', async () => {
  const { files, alive, asked, sealed } = setup();
  const file = sealed('a');
  const [one, two] = [files.hold(file), files.hold(file)];
  expect(await one.url).toBe(await two.url);
  // Its name, which was sealed as well, does not go to the home.
  expect(asked).toEqual(['/api/files/a/sealed']);
  expect(await alive.get(await one.url)?.text()).toBe('content of a');
  one.release();
  two.release();
  expect(await files.hold(file).url).toBe(await one.url);
});

it.each([
  ['image/png', 'image/png'],
  ['video/webm', 'video/webm'],
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
  ['application/pdf', 'application/octet-stream'],
  ['text/javascript', 'application/octet-stream'],
])('what is called %s is under its address as %s: nothing there can act on the app', async (type, served) => {
  const { files, alive, sealed } = setup();
  expect(alive.get(await files.hold(sealed('a', type)).url)?.type).toBe(served);
});

it('those that nothing shows are let go when they become many, the oldest first', async () => {
  const { files, alive, sealed } = setup();
  const large = { size: 25 * 1024 * 1024 };
  const held = ['a', 'b', 'c'].map((id) => files.hold(sealed(id, 'image/png', large)));
  const urls = await Promise.all(held.map(({ url }) => url));
  for (const { release } of held) release();
  await Promise.resolve();
  expect([...alive.keys()]).toEqual(urls.slice(1));
});

it('what cannot be opened says so, and is asked for again by the next', async () => {
  const { files, contents, sealed } = setup();
  const file = sealed('a');
  const [whole] = [contents.get('a') ?? new Uint8Array()];
  contents.set('a', whole.subarray(0, -1));
  await expect(files.hold(file).url).rejects.toThrow();
  contents.delete('a');
  await expect(files.hold(file).url).rejects.toThrow(/404/);
  contents.set('a', whole);
  await expect(files.hold(file).url).resolves.toMatch(/^blob:/);
  await expect(files.hold(fileInfo('b')).url).rejects.toThrow(/no key/);
});

it('nothing that was opened is left when it is cleared', async () => {
  const { files, alive, sealed } = setup();
  await files.hold(sealed('a')).url;
  files.clear();
  await Promise.resolve();
  expect(alive.size).toBe(0);
});
