import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { Marks } from '../hosted/marks.ts';
import { TurnFiles } from '../hosted/turn-files.ts';
import { CallFiles } from './call-files.ts';

let folders = '';
let logged: unknown[] = [];
beforeEach(() => {
  logged = [];
  folders = mkdtempSync(path.join(tmpdir(), 'lanai-call-files-'));
});
afterEach(() => rmSync(folders, { recursive: true, force: true }));

const file = { id: 'f1', name: 'a.png', size: 3, type: 'image/png' } as FileInfo;
const message = { id: 'm', author_id: 'sarah', kind: 'chat', deleted_at: null, reply_to: null, attachments: [file] } as unknown as Message;

function filesOf(copyFile: (id: string, folder: string) => Promise<string>): CallFiles {
  const turn = {
    ...{
      marks: new Marks('scout', () => null),
      files: new TurnFiles(),
      signal: new AbortController().signal,
      log: (_message: string, error: unknown) => void logged.push(error),
      copyFile,
    },
    readFile: () => Promise.reject(new Error('It is not read.')),
  };
  return new CallFiles(turn, { folders, takes: { images: false, texts: false } });
}

it('makes no copy after the copies of the turn were removed', async () => {
  const files = filesOf(() => Promise.resolve('/copy'));
  await files.remove();
  await expect((async () => files.of(message, [message]))()).rejects.toThrow('The turn has ended.');
  expect(existsSync(path.join(folders, 'turn-files'))).toBe(false);
});

it('removes the copy that was being made', async () => {
  const copying = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<undefined>();
  const files = filesOf((_id, folder) => {
    begun.resolve(undefined);
    return copying.promise.then(() => folder);
  });
  const made = files.of(message, [message]);
  await begun.promise;
  const removed = files.remove();
  copying.resolve('');
  await Promise.all([made, removed]);
  expect(readdirSync(path.join(folders, 'turn-files'))).toEqual([]);
});

it('says why a file was not copied', async () => {
  const attachments = Array.from({ length: 11 }, () => file);
  const many: Message = { ...message, attachments };
  const full = Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
  const failing = filesOf((_id, folder) =>
    folder.endsWith('0')
      ? Promise.reject(new AppError('access_denied', 'It is too large.'))
      : folder.endsWith('1')
        ? Promise.reject(full)
        : Promise.resolve('/copy'),
  );
  const { text } = await failing.of(many, [many]);
  await failing.remove();
  const reasons = text.split('\n').flatMap((line) => /not sent\. (.*)$/.exec(line)?.[1] ?? []);
  expect(reasons).toEqual(['It is too large.', 'The server could not read it.', 'I am given at most 10 files at a time.']);
  expect(logged).toEqual([full]);
});
