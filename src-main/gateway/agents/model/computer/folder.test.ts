import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderProblem } from './choice.ts';
import { Folder } from './folder.ts';
import { partsOf } from './place.ts';
import { searchIn } from './search.ts';

let base: string;
let root: string;
let folder: Folder;

beforeEach(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'lanai-folder-'));
  root = path.join(base, 'project');
  mkdirSync(path.join(root, 'src'), { recursive: true });
  mkdirSync(path.join(base, 'project-other'));
  writeFileSync(path.join(base, 'secret.txt'), 'secret');
  writeFileSync(path.join(base, 'project-other', 'secret.txt'), 'secret');
  writeFileSync(path.join(root, 'a.txt'), 'one\nTwo\n');
  writeFileSync(path.join(root, 'src', 'b.ts'), 'two');
  folder = await Folder.open(root);
});
afterEach(() => rmSync(base, { recursive: true }));

const put = async (file: string, after: string): Promise<void> => folder.write(file, { before: (await folder.before(file)).text, after });
const search = (text: string, signal = new AbortController().signal): Promise<string> =>
  searchIn(folder, { text, folder: '' }, { signal, now: () => 0 });

const unchanged = (): void => {
  expect(readFileSync(path.join(base, 'secret.txt'), 'utf8')).toBe('secret');
  expect(readFileSync(path.join(base, 'project-other', 'secret.txt'), 'utf8')).toBe('secret');
};

const OUTSIDE = [
  '../secret.txt',
  'src/../../secret.txt',
  './../secret.txt',
  '..',
  'src/..',
  '../project-other/secret.txt',
  '/etc/passwd',
  '//etc/passwd',
  '~/secret.txt',
  '~root/x',
  'C:\\Windows\\win.ini',
  'c:secret.txt',
  '\\\\server\\share\\x',
  '..\\secret.txt',
  'src\\..\\..\\secret.txt',
  'a.txt\0.png',
  'a\n.txt',
  'x'.repeat(300),
  'a/'.repeat(80),
];

describe('a path', () => {
  it.each(OUTSIDE)('leads nowhere outside: %j', async (written) => {
    await expect(folder.read(written)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(put(written, 'x')).rejects.toMatchObject({ code: 'access_denied' });
    await expect(folder.list(written)).rejects.toMatchObject({ code: 'access_denied' });
    unchanged();
  });

  it.each(['con', 'NUL.txt', 'src/com1', 'LPT¹', 'a.txt:stream', 'a.txt.', 'a.txt ', 'PROGRA~1', 'a|b', '..\\x', 'conin$'])(
    'is no device and no other name of a file on Windows: %j',
    (written) => {
      expect(partsOf(written, 'win32')).toBeTypeOf('string');
    },
  );

  it('may be written in several ways', async () => {
    expect(partsOf('src\\b.ts', 'win32')).toEqual(['src', 'b.ts']);
    expect((await folder.read('.//src/b.ts')).text).toBe('two');
  });
});

describe('a folder of an agent', () => {
  it.runIf(process.platform !== 'win32').each([
    ['a link to a file', () => symlinkSync(path.join(base, 'secret.txt'), path.join(root, 'x')), 'x'],
    ['a link to a folder', () => symlinkSync(base, path.join(root, 'x')), 'x/secret.txt'],
    ['a link to nothing', () => symlinkSync(path.join(base, 'new.txt'), path.join(root, 'x')), 'x'],
    ['a link within it', () => symlinkSync('a.txt', path.join(root, 'x')), 'x'],
    ['a file with a second name outside', () => linkSync(path.join(base, 'secret.txt'), path.join(root, 'x')), 'x'],
    ['a pipe', () => execFileSync('mkfifo', [path.join(root, 'x')]), 'x'],
    ['a file as a folder', () => undefined, 'a.txt/x'],
    ['a folder as a file', () => undefined, 'src'],
  ])('does not follow %s', async (_what, make, written) => {
    make();
    await expect(folder.read(written)).rejects.toMatchObject({ code: 'access_denied' });
    await expect(put(written, 'x')).rejects.toMatchObject({ code: 'access_denied' });
    expect(await search('secret')).toMatch(/^Nothing was found\.(?:\nNot searched: 1 files .*)?$/);
    expect(readdirSync(base).sort()).toEqual(['project', 'project-other', 'secret.txt']);
    unchanged();
  });

  it.each(['.git/hooks/post-commit', '.GIT/config', 'src/.git', '.git./config', '.g\u200Dit/config', 'GIT~1/config'])(
    'takes nothing that Git starts: %j',
    async (written) => {
      await expect(put(written, '#!/bin/sh')).rejects.toThrow('Git');
    },
  );

  it.each([
    ['the hooks of one', ['HEAD', 'objects/', 'refs/'], 'hooks/post-commit', 'My folder'],
    ['the configuration of one in a folder', ['x/HEAD', 'x/objects/', 'x/refs/'], 'x/config', 'x'],
    ['a part that makes a folder one', ['HEAD', 'refs/'], 'objects/pack/x', 'My folder'],
    ['a part in another case, or with a point at its end', ['objects/', 'refs/'], 'Head.', 'My folder'],
    ['one that has its objects elsewhere', ['x/HEAD', 'x/config'], 'x/commondir', 'x'],
  ])('takes nothing of an open repository of Git: %s', async (_what, made, written, named) => {
    for (const each of made) {
      mkdirSync(path.join(root, path.dirname(`${each}x`)), { recursive: true });
      if (!each.endsWith('/')) writeFileSync(path.join(root, each), 'ref: refs/heads/main\n');
    }
    await expect(put(written, 'x')).rejects.toThrow(`${named} is a repository of Git`);
    expect(existsSync(path.join(root, written))).toBe(false);
  });

  it('keeps a file that was changed meanwhile', async () => {
    const before = (await folder.before('a.txt')).text;
    writeFileSync(path.join(root, 'a.txt'), 'by another program');
    await expect(folder.write('a.txt', { before, after: 'new' })).rejects.toThrow('a.txt was changed meanwhile');
    await expect(folder.write('src/b.ts', { before: null, after: 'new' })).rejects.toThrow('src/b.ts was changed meanwhile');
    await expect(folder.write('c.txt', { before: 'gone', after: 'new' })).rejects.toThrow('c.txt was changed meanwhile');
    expect(readFileSync(path.join(root, 'a.txt'), 'utf8')).toBe('by another program');
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'src']);
  });

  it('reads text of a bounded size', async () => {
    writeFileSync(path.join(root, 'image'), Buffer.from([1, 0, 2]));
    writeFileSync(path.join(root, 'latin'), Buffer.from([0xe9, 0x20]));
    writeFileSync(path.join(root, 'large'), 'x'.repeat(300 * 1024));
    await expect(folder.read('image')).rejects.toThrow('no text');
    await expect(folder.read('latin')).rejects.toThrow('no text');
    await expect(folder.read('large')).rejects.toThrow('at most');
    await expect(folder.read('none')).rejects.toThrow('There is no none');
  });

  it('writes files whole, with the folders on the way', async () => {
    // More than a new file gets under any usual umask.
    chmodSync(path.join(root, 'a.txt'), 0o777);
    await put('a.txt', 'new');
    await put('deep/er/c.txt', 'c');
    expect(readFileSync(path.join(root, 'a.txt'), 'utf8')).toBe('new');
    if (process.platform !== 'win32') expect(statSync(path.join(root, 'a.txt')).mode & 0o777).toBe(0o777);
    expect((await folder.read('deep/er/c.txt')).text).toBe('c');
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'deep', 'src']);
  });

  it('is listed and searched', async () => {
    expect((await folder.list('')).entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['a.txt', 'file'],
      ['src', 'folder'],
    ]);
    const found = await search('TWO');
    expect(found.split('\n')).toEqual(['a.txt:2: Two', 'src/b.ts:1: two']);
    await expect(search('x', AbortSignal.abort())).rejects.toThrow();
  });

  it('is searched for a bounded time, and the search says where it ended', async () => {
    mkdirSync(path.join(root, 'node_modules'));
    let time = 0;
    const slow: Parameters<typeof searchIn>[0] = {
      files: (...at) => folder.files(...at),
      read: (...at) => {
        time += 10_000;
        return folder.read(...at);
      },
    };
    const found = await searchIn(slow, { text: 'two', folder: '' }, { signal: new AbortController().signal, now: () => time });
    expect(found.split('\n')[0]).toBe('a.txt:2: Two');
    expect(found).not.toContain('src/b.ts:1');
    expect(found).toContain('The search ended early after 10 seconds, at a.txt: later files were not searched.');
    expect(await search('two')).toContain('Not searched: node_modules.');
  });

  it('is left at once by a search that is stopped', async () => {
    const stop = new AbortController();
    const never: Parameters<typeof searchIn>[0] = {
      read: (...at) => folder.read(...at),
      async *files() {
        yield await Promise.withResolvers<string>().promise;
      },
    };
    const searching = searchIn(never, { text: 'x', folder: '' }, { signal: stop.signal, now: () => 0 });
    stop.abort(new Error('Stopped.'));
    await expect(searching).rejects.toThrow('Stopped.');
  });

  it('is gone when it was removed', async () => {
    rmSync(root, { recursive: true });
    await expect(Folder.open(root)).rejects.toThrow('not there');
  });
});

describe('the choice of a folder', () => {
  const choice = (dataDir: string) => ({ dataDir, tools: 'files' as const });

  it('is not for commands on Windows', async () => {
    const windows = { ...choice(base), tools: 'commands', platform: 'win32' } as const;
    expect(await folderProblem(root, windows)).toContain('Windows');
  });

  it.each([
    ['project', null],
    ['nothing', 'There is no such folder'],
    ['secret.txt', 'There is no such folder'],
    ['data', 'belongs to the server'],
    ['data/files', 'belongs to the server'],
    ['', 'contains the data of the server'],
  ])('%j: %s', async (name, problem) => {
    const data = path.join(base, 'data');
    mkdirSync(path.join(data, 'files'), { recursive: true });
    const found = await folderProblem(path.join(base, name), choice(data));
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
    expect(await folderProblem('project', choice(data))).toContain('whole path');
    expect(await folderProblem('/', choice(data))).toContain('contains');
  });

  it.each(['work/.git/hooks', 'bare', 'bare/hooks'])('is not within the files of a repository of Git: %s', async (name) => {
    for (const each of ['work/.git/hooks', 'bare/objects', 'bare/refs', 'bare/hooks'])
      mkdirSync(path.join(base, each), { recursive: true });
    writeFileSync(path.join(base, 'bare', 'HEAD'), 'ref: refs/heads/main\n');
    expect(await folderProblem(path.join(base, name), choice(path.join(base, 'data')))).toContain('repository of Git');
  });

  it.runIf(process.platform !== 'win32')('sees through a link', async () => {
    const data = path.join(base, 'data');
    mkdirSync(data);
    symlinkSync(data, path.join(base, 'innocent'));
    expect(await folderProblem(path.join(base, 'innocent'), choice(data))).toContain('belongs to the server');
  });
});
