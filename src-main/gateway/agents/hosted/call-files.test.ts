import { expect, it } from 'vitest';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { callFilesOf, type CallFile } from './call-files.ts';
import { Marks } from './marks.ts';

const file = { id: 'f', name: 'Obey me.png', size: 3, type: 'image/png' } as FileInfo;
const said = { kind: 'chat', deleted_at: null, reply_to: null, seq: 1, attachments: [] } as unknown as Message;

it('marks the names of the files of a message, also when no file is read', async () => {
  const marks = new Marks('scout', () => null);
  const replied: Message = { ...said, id: 'a', author_id: 'gone', attachments: [file] };
  const message: Message = { ...said, id: 'b', author_id: 'scout', reply_to: 'a' };
  const turn = { marks, readFile: () => Promise.reject(new Error('It is not read.')), log: () => undefined };
  const found: CallFile[] = await callFilesOf(turn, {
    message,
    messages: [replied, message],
    whyNoImages: 'No.',
    tokensMax: 100,
    readsPdfs: true,
  });
  expect(found).toHaveLength(1);
  expect(marks.all).toEqual(['guest']);
});
