import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError, StartFailure } from './errors.ts';
import { reasonOf } from './reason.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-reason-'));
  writeFileSync(path.join(folder, 'file'), '');
  mkdirSync(path.join(folder, 'full'));
  writeFileSync(path.join(folder, 'full', 'file'), '');
  symlinkSync(path.join(folder, 'loop'), path.join(folder, 'loop'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function failureOf(does: () => unknown): unknown {
  try {
    does();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

it.each([
  ['a file that is missing', () => readFileSync(path.join(folder, 'no')), /^\/.*\/no does not exist\.$/],
  ['a folder instead of a file', () => readFileSync(folder), /^The file is a folder\.$|is a folder\.$/],
  ['a file instead of a folder', () => readFileSync(path.join(folder, 'file', 'x')), /\/file\/x is inside a file, not inside a folder\.$/],
  ['a link to itself', () => readFileSync(path.join(folder, 'loop')), /\/loop is a link that leads back to itself\.$/],
  ['a name that is too long', () => readFileSync(path.join(folder, 'x'.repeat(300))), /^The path or a name in it is too long\.$/],
  ['a folder that is there', () => mkdirSync(folder), / exists already\.$/],
  ['a target that is missing', () => copyFileSync(path.join(folder, 'file'), path.join(folder, 'no', 'x')), / does not exist\.$/],
])('%s is a sentence', (_what, does, words) => {
  const reason = reasonOf(failureOf(does));
  expect(reason).toMatch(words);
  // The name of the folder is random, and may look like a code.
  expect(reason.replaceAll(folder, '')).not.toMatch(/E[A-Z]{3,}|open '|mkdir/);
});

it('every error of the file system that is known has words, and no code', () => {
  for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EPIPE', 'EMFILE', 'EBUSY', 'EIO', 'EXDEV', 'ENOTEMPTY']) {
    expect(constants.errno).toHaveProperty(code);
    const error = Object.assign(new Error(`${code}: something, open '/a'`), { code, path: '/a', syscall: 'open' });
    expect(reasonOf(error)).toMatch(/^[A-Z/].*\.$/);
    expect(reasonOf(error)).not.toContain(code);
  }
});

it('an error of SQLite is a sentence, whatever its details', () => {
  expect(reasonOf(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))).toBe('The disk is full.');
  expect(reasonOf(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' }))).toBe(
    'The disk could not be read or written.',
  );
  expect(reasonOf(Object.assign(new Error('x'), { code: 'SQLITE_READONLY_DBMOVED' }))).toBe('The database is read-only.');
});

it('words that were written for people stay as they are', () => {
  expect(reasonOf(new AppError('room_not_found'))).toBe('There is no such room here.');
  expect(reasonOf(new Error('No answer in time'))).toBe('No answer in time.');
  expect(reasonOf('It is closed.')).toBe('It is closed.');
  expect(reasonOf(Object.assign(new Error('The folder was moved.'), { code: 'ENOENT' }))).toBe('The folder was moved.');
});

it('nothing fails without a sentence', () => {
  for (const error of [
    new Error(),
    new Error(''),
    new Error(' \n'),
    undefined,
    null,
    '',
    5,
    {},
    new AggregateError([]),
    new AggregateError([new Error()]),
  ])
    expect(reasonOf(error)).toBe('The reason is not known.');
  expect(new AppError('home_busy', '').message).toBe('The home is busy with a backup. Try again when it is done.');
  expect(new AppError('home_busy', ' ').message).toBe('The home is busy with a backup. Try again when it is done.');
  expect(new StartFailure('internal', '').message).toBe('The home could not start.');
});

it('a failure within another one is what is said when the outer one says nothing', () => {
  expect(reasonOf(new Error('', { cause: new Error('The disk was pulled out.') }))).toBe('The disk was pulled out.');
});

it('an address that has several, none of which answers, is a sentence', async () => {
  const error = await new Promise((resolve) => connect({ host: 'localhost', port: 1 }).once('error', resolve));
  expect(reasonOf(error)).toBe('Nothing answers there.');
});
