// Files on their way into a test's home, and where they lie there.
import path from 'node:path';
import { uploadPath, type FileInfo } from '../../../src-shared/files.ts';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import { ask, type Answer } from './http-client.ts';

export type Sender = Pick<Browser, 'send'>;

/** By default the owner, in the lobby. */
export interface HowSent {
  by?: Sender;
  room?: string;
  name?: string;
}

export function createFileSender(home: TestHome) {
  function put(body: Buffer | string, { by = home.owner, room = LOBBY_ID, name = 'a.bin' }: HowSent = {}): Promise<Answer> {
    return by.send(uploadPath(room, name), { method: 'POST', body });
  }

  return {
    put,
    /** Throws when it was refused. */
    async upload(body: Buffer | string, how: HowSent = {}): Promise<FileInfo> {
      return made<FileInfo>(await put(body, how));
    },
    async post(files: FileInfo[], { by = home.owner, room = LOBBY_ID }: HowSent = {}): Promise<Message> {
      const body = { content: '', file_ids: files.map((each) => each.id) };
      return made<Message>(await by.send(`/api/rooms/${room}/messages`, { method: 'POST', body }));
    },
    /** The path of a content on the disk. */
    blobOf: ({ sha256 }: Pick<FileInfo, 'sha256'>): string => path.join(home.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2)),
    temporaryFolder: path.join(home.dataDir, 'files', 'tmp'),
    /** A sender with a key instead of a session; `name`: the agent of the key. */
    withKey: (secret: string, name?: string): Sender => ({
      send: (to, { headers, ...rest } = {}) =>
        ask(`${home.url}${to}`, {
          ...rest,
          headers: { authorization: `Bearer ${secret}`, ...(name === undefined ? {} : { [AGENT_HEADER]: name }), ...headers },
        }),
    }),
  };
}

function made<T>(answer: Answer): T {
  if (answer.status !== 201) throw new Error(`Refused with ${answer.status}: ${answer.text}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test asserts what is in it
  return answer.json() as T;
}
