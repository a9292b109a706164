// Files: their bytes come over HTTP, the rest by frames.
import { uploadPath } from '../../../../src-shared/files.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { ask as askHttp } from '../http-client.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

async function uploaded(cast: Cast, room_id: string): Promise<string> {
  const headers = { authorization: `Bearer ${cast.home.key}`, 'lanai-agent': 'Uploader' };
  const answer = await askHttp(`${cast.home.url}${uploadPath(room_id, 'a.txt')}`, { method: 'POST', headers, body: newId() });
  if (answer.status !== 201) throw new Error(`The file was refused: ${answer.text}`);
  return answer.field('id');
}

/** A room with two messages, a file in each. */
async function roomWithFiles(cast: Cast): Promise<string> {
  const room_id = await roomOf(cast);
  for (const content of ['one', 'two'])
    await ask(cast.ada, 'send_message', { room_id, content, file_ids: [await uploaded(cast, room_id)] });
  return room_id;
}

const listed = (seqs: number[], has_more: boolean): [string, unknown] => [
  'ok',
  like({ room_id: someId, files: seqs.map((seq) => like({ seq, file: like({ name: 'a.txt', size: 36 }) })), has_more }),
];

export const FILE_CASES = {
  list_files: {
    right: [
      {
        that: 'is the newest first',
        send: async (cast) => ({ room_id: await roomWithFiles(cast) }),
        answer: () => listed([2, 1], false),
      },
      {
        that: 'is no longer than asked',
        by: 'quill',
        send: async (cast) => ({ room_id: await roomWithFiles(cast), limit: 1, before: null }),
        answer: () => listed([2], true),
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' },
      { that: 'takes no negative limit', send: ({ room_id }) => ({ room_id, limit: -1 }), answer: 'invalid_payload' },
      { that: 'takes no null for a limit', send: ({ room_id }) => ({ room_id, limit: null }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'is no longer for a larger limit',
        send: async (cast) => ({ room_id: await roomWithFiles(cast), limit: 9_007_199_254_740_991 }),
        answer: () => listed([2, 1], false),
      },
      { that: 'takes no path for a room', send: () => ({ room_id: '../../lanai.db' }), answer: 'room_not_found' },
    ],
  },

  remove_file: {
    right: [
      {
        that: 'takes back what was not sent',
        send: async (cast) => ({ file_id: await uploaded(cast, cast.room_id) }),
        answer: () => ['ok', { file_id: someId }],
      },
    ],
    wrong: [
      { that: 'is of a file that is there', send: () => ({ file_id: newId() }), answer: 'file_not_found' },
      {
        that: 'is not of a file that was sent',
        send: async (cast) => {
          const file_id = await uploaded(cast, cast.room_id);
          await ask(cast.ada, 'send_message', { room_id: cast.room_id, content: '', file_ids: [file_id] });
          return { file_id };
        },
        answer: 'file_not_found',
      },
      {
        that: "is not of another's file",
        send: async (cast) => ({
          file_id: (await cast.home.owner.send(uploadPath(cast.room_id, 'b.txt'), { method: 'POST', body: 'x' })).field('id'),
        }),
        answer: 'file_not_found',
      },
    ],
    hostile: [
      { that: 'takes no path for a file', send: () => ({ file_id: '../../agent.key' }), answer: 'file_not_found' },
      { that: 'takes one, not all of them', send: () => ({ file_id: ['%'] }), answer: 'invalid_payload' },
    ],
  },
} satisfies Record<string, FrameCases>;
