// A backup of a home that runs, and of one that was killed.
import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const ran = await home.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return ran.lines();
}

describe('backup and restore', () => {
  it('is one file, made while the home is written to, from which a home starts with everything in it', async () => {
    await json('send', 'lobby', 'before');
    const pouring = Promise.all(Array.from({ length: 10 }, (_each, index) => json('send', 'lobby', `meanwhile ${index}`)));
    const [made] = await json('backup', home.file('copy.db'));
    await pouring;
    expect(statSync(home.file('copy.db')).mode & 0o777).toBe(0o600);
    expect(await home.run(['backup', home.file('copy.db')])).toMatchObject({ code: 1, err: matching(/exists already/) });

    const other = await startCommandHome();
    try {
      await other.run(['send', 'lobby', 'of another home']);
      const copy = home.file('copy.db');
      expect(await other.run(['restore', copy])).toMatchObject({ code: 1, err: matching(/^A home is running on .* End it first\.\n$/) });
      await other.kill();
      writeFileSync(home.file('no.db'), 'not a database');
      expect(await other.run(['restore', home.file('no.db')])).toMatchObject({ code: 1, err: matching(/Nothing was changed/) });
      const [restored] = (await other.run(['restore', copy, '--json'])).lines();
      expect(restored).toMatchObject({ messages: made?.messages, rooms: made?.rooms });
      expect(String(restored?.kept)).toMatch(/backups\/lanai-[\d-]+-before-restore\.tar$/);
      expect(existsSync(String(restored?.kept))).toBe(true);
      await other.restart();
      const lines = async (): Promise<number> => (await other.run(['history', 'lobby', '--limit', '500', '--json'])).lines().length;
      // With Porter's message about the restore.
      await expect.poll(lines, { timeout: 10_000 }).toBe(Number(made?.messages) + 1);
      expect((await other.run(['history', 'lobby', '--limit', '2'])).out).toMatch(/meanwhile|before/);
    } finally {
      await other.close();
    }
  });

  it('works on a home that was killed, and says so when there is none', async () => {
    await json('send', 'lobby', 'the last word', '--name', 'Ada');
    await home.kill();
    const [made] = await json('backup', home.file('after.db'));
    await home.restart();
    expect(await json('history', 'lobby', '--limit', '500')).toHaveLength(Number(made?.messages));
    mkdirSync(home.file('empty'));
    expect(await home.run(['backup', home.file('x.db'), '--data-dir', home.file('empty')])).toMatchObject({
      code: 1,
      err: matching(/^There is no home in /),
    });
  });

  it('take "-" for standard output and input', async () => {
    const lanai = [process.execPath, path.resolve(import.meta.dirname, '../../../dist/cli/lanai.cjs')];
    const env = { PATH: process.env.PATH, LANAI_HOME: home.dataDir };
    const shell = (script: string): string => execFileSync('sh', ['-c', script, ...lanai], { cwd: home.file('.'), env, encoding: 'utf8' });
    await json('send', 'lobby', 'through a pipe');
    shell('"$0" "$1" backup - | cat > piped.tar');
    expect(execFileSync('tar', ['tf', home.file('piped.tar')], { encoding: 'utf8' })).toMatch(/^lanai-backup\.json\n[^]*lanai\.db\n$/);
    expect(existsSync(home.file('-'))).toBe(false);
    expect(shell('cat piped.tar | "$0" "$1" restore - --data-dir "$PWD/second" --json')).toMatch(/^\{"folder":".*second","kept":null,/);
    expect(readdirSync(home.dataDir).filter((name) => /^(?:backing-up|restoring)-/.test(name))).toEqual([]);
    expect(readdirSync(home.file('second')).filter((name) => /^(?:backing-up|restoring)-/.test(name))).toEqual([]);
    expect(await home.run(['restore', '-', '--data-dir', home.file('third')], { input: 'a poem' })).toMatchObject({ code: 1 });
  });

  it('encrypt it with a passphrase, with which another computer checks and restores it', async () => {
    writeFileSync(home.file('word'), 'six words for a locked door\n');
    writeFileSync(home.file('wrong'), 'six words for another door\n');
    const [file, word] = [home.file('closed.encrypted'), ['--passphrase-file', home.file('word')]];
    await json('send', 'lobby', 'behind a passphrase');
    const [made] = await json('backup', file, ...word);
    expect(readFileSync(file).includes('behind a passphrase')).toBe(false);
    expect(await json('verify', file, ...word)).toMatchObject([{ encrypted: true, messages: made?.messages, rooms: made?.rooms }]);
    const elsewhere = home.file('elsewhere');
    for (const args of [
      ['verify', file],
      ['restore', file, '--data-dir', elsewhere],
    ]) {
      expect(await home.run(args, { input: '' })).toMatchObject({ code: 1, err: matching(/Enter the passphrase/) });
      const wrong = await home.run([...args, '--passphrase-file', home.file('wrong')]);
      expect(wrong).toMatchObject({ code: 1, err: matching(/does not open this backup/) });
    }
    expect(await json('restore', file, ...word, '--data-dir', elsewhere)).toMatchObject([{ messages: made?.messages, kept: null }]);
    // What is there now is a home like any other.
    expect(await json('backup', home.file('again.tar'), '--data-dir', elsewhere)).toMatchObject([{ messages: made?.messages }]);
    expect((await home.run(['verify', home.file('again.tar')])).out).toMatch(/ is a whole backup of “.* It is not encrypted\.\n$/);
  });

  it('of a home that encrypts its backups are not made plain, unless that is asked for', async () => {
    const other = await startCommandHome();
    try {
      writeFileSync(other.file('word'), 'six words for a locked door');
      await other.run(['backup', other.file('plain.tar')]);
      await other.kill();
      const db = new Database(path.join(other.dataDir, 'lanai.db'));
      db.exec("INSERT INTO settings (key, value) VALUES ('backups_encrypted', 'true')");
      db.close();
      const word = ['--passphrase-file', other.file('word')];
      for (const args of [
        ['backup', other.file('a.tar')],
        ['restore', other.file('plain.tar')],
      ])
        expect(await other.run(args, { input: '' })).toMatchObject({ code: 1, err: matching(/^This home encrypts its backups/) });
      expect(existsSync(other.file('a.tar'))).toBe(false);
      expect(await other.run(['backup', other.file('a.tar'), '--plain'])).toMatchObject({ code: 0 });
      const restored = await other.run(['restore', other.file('plain.tar'), ...word, '--json']);
      const [{ kept } = {}] = restored.lines();
      expect(kept).toMatch(/-before-restore\.encrypted$/);
      expect((await other.run(['verify', String(kept), ...word])).out).toContain('the passphrase opens it');
    } finally {
      await other.close();
    }
  });

  it('of a home are not encrypted with the passphrase of another home', async () => {
    const other = await startCommandHome();
    try {
      writeFileSync(other.file('word'), 'six words for a locked door');
      const word = ['--passphrase-file', other.file('word')];
      const [foreign, own] = [home.file('foreign.encrypted'), other.file('own.encrypted')];
      await json('backup', foreign, ...word);
      await other.run(['backup', own, ...word]);
      await other.kill();
      const db = new Database(path.join(other.dataDir, 'lanai.db'));
      db.exec("INSERT INTO settings (key, value) VALUES ('backups_encrypted', 'true')");
      db.close();
      const refused = await other.run(['restore', foreign, ...word], { input: '' });
      expect(refused).toMatchObject({ code: 1, err: matching(/belongs to another home.* use --plain/) });
      expect((await other.run(['restore', own, ...word, '--json'])).lines()).toMatchObject([{ kept: matching(/\.encrypted$/) }]);
      expect((await other.run(['restore', foreign, ...word, '--plain', '--json'])).lines()).toMatchObject([{ kept: matching(/\.tar$/) }]);
    } finally {
      await other.close();
    }
  });

  it('refuse both a passphrase and --plain', async () => {
    writeFileSync(home.file('both'), 'six words for a locked door');
    for (const more of [['--encrypt'], ['--passphrase-file', home.file('both')]])
      expect(await home.run(['backup', home.file('both.tar'), '--plain', ...more], { input: '' })).toMatchObject({
        code: 1,
        err: matching(/^Use either --plain or a passphrase\./),
      });
    expect(existsSync(home.file('both.tar'))).toBe(false);
  });

  it('leave no unpacked copy after a restore that fails', async () => {
    await json('backup', home.file('whole.tar'));
    const folder = home.file('blocked');
    await json('restore', home.file('whole.tar'), '--data-dir', folder);
    writeFileSync(path.join(folder, 'backups'), 'a file in the place of the folder');
    expect(await home.run(['restore', home.file('whole.tar'), '--data-dir', folder])).toMatchObject({ code: 1 });
    expect(readdirSync(folder).filter((name) => name.startsWith('restoring-'))).toEqual([]);
  });

  it('of a home that does not encrypt them, with a passphrase, encrypt what was there before a plain one is restored', async () => {
    const other = await startCommandHome();
    try {
      writeFileSync(other.file('word'), 'six words for a locked door');
      const word = ['--passphrase-file', other.file('word')];
      await other.run(['backup', other.file('plain.tar')]);
      await other.kill();
      expect(await other.run(['restore', other.file('plain.tar'), '--plain', ...word])).toMatchObject({
        code: 1,
        err: matching(/^Use either/),
      });
      const [{ kept } = {}] = (await other.run(['restore', other.file('plain.tar'), ...word, '--json'])).lines();
      expect(kept).toMatch(/-before-restore\.encrypted$/);
      expect((await other.run(['verify', String(kept), ...word])).out).toContain('the passphrase opens it');
    } finally {
      await other.close();
    }
  });

  it('of a home that has lost its settings are never made plain without a word', async () => {
    const other = await startCommandHome();
    try {
      await other.run(['backup', other.file('plain.tar')]);
      await other.kill();
      const db = new Database(path.join(other.dataDir, 'lanai.db'));
      db.exec('DROP TABLE settings');
      db.close();
      expect(await other.run(['backup', other.file('a.tar')])).toMatchObject({ code: 1, err: matching(/--plain/) });
      const [{ kept } = {}] = (await other.run(['restore', other.file('plain.tar'), '--json'])).lines();
      // All of its files, as of every damaged home.
      expect(existsSync(path.join(String(kept), 'lanai.db'))).toBe(true);
    } finally {
      await other.close();
    }
  });

  it('leave nothing of the database that a killed check unpacked', async () => {
    const temporary = mkdtempSync(home.file('temporary-'));
    writeFileSync(home.file('word'), 'six words for a locked door');
    await json('backup', home.file('waits.encrypted'), '--passphrase-file', home.file('word'));
    const noWord = path.join(mkdtempSync(home.file('no-word-')), 'word');
    execFileSync('mkfifo', [noWord]);
    const args = ['verify', home.file('waits.encrypted'), '--passphrase-file', noWord];
    const checking = home.start(args, { env: { TMPDIR: temporary } });
    await expect.poll(() => readdirSync(temporary)).toHaveLength(1);
    expect(await checking.stop('SIGTERM')).toMatchObject({ code: 1 });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each([
    ['short', 'eleven char\n', /has 12 to 500 characters/],
    ['missing', '\n', /There is no passphrase in the first line/],
  ])('refuse a passphrase that is %s, and write nothing', async (name, content, words) => {
    writeFileSync(home.file(name), content);
    const ran = await home.run(['backup', home.file(`${name}.tar`), '--passphrase-file', home.file(name)]);
    expect(ran).toMatchObject({ code: 1, err: matching(words) });
    expect(existsSync(home.file(`${name}.tar`))).toBe(false);
  });

  it('need a terminal to ask for a passphrase', async () => {
    expect(await home.run(['backup', home.file('asked.tar'), '--encrypt'], { input: '' })).toMatchObject({
      code: 1,
      err: matching(/no terminal to ask/),
    });
  });

  it.each([
    ['a folder that is missing', ['backup', 'none/a.tar'], /none does not exist\.\n$/],
    [
      'a folder that is a file',
      ['backup', 'agent.key/a.tar'],
      /agent\.key\/?.* is inside a file, not inside a folder\.\n$|does not exist\.\n$/,
    ],
    ['a name that is too long', ['backup', `${'x'.repeat(300)}.tar`], /^The path or a name in it is too long\.\n$/],
    ['a folder in the place of the file', ['backup', 'backups', '--force'], /./],
    ['a file that is missing', ['restore', 'none.tar', '--data-dir', 'fourth'], /^There is no file .*none\.tar\.\n$/],
    ['a backup to verify that is missing', ['verify', 'none.tar'], /^There is no file .*none\.tar\.\n$/],
    ['a passphrase file that is missing', ['backup', 'b.tar', '--passphrase-file', 'none.word'], /none\.word does not exist\.\n$/],
    ['a data folder that is a file', ['backup', 'a.tar', '--data-dir', 'agent.key'], /^There is no home in /],
    ['a key file that is a folder', ['send', 'lobby', 'x', '--key-file', 'backups'], /cannot be read\. .*is a folder\.\n$/],
    [
      // Before it connects: whether a home answers in time is another matter.
      'a cursor file in no folder',
      ['wait', 'lobby', '--url', 'tcp://127.0.0.1:1', '--cursor-file', 'none/seq'],
      /cursor file\. .* does not exist\.\n$/,
    ],
  ])('explain in a sentence that they were given %s', async (_what, args, words) => {
    mkdirSync(home.file('backups'), { recursive: true });
    const placed = args.map((each) => (/[/.]|^backups$|^fourth$/.test(each) && !each.startsWith('tcp:') ? home.file(each) : each));
    const ran = await home.run(placed.map((each) => (each === 'agent.key' ? home.file(each) : each)));
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(words);
    // The name of the folder is random, and may look like a code.
    expect(ran.err.replaceAll(home.dataDir, '')).not.toMatch(/\bE[A-Z]{3,}\b|\n\s+at /);
  });
});
