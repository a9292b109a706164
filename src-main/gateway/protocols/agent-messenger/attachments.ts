// Attachments: files of the home. Their clients upload a file before they say in which conversation it is sent.
import type { FileInfo } from '../../../../src-shared/files.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { FILES_PAGE_MAX } from '../../../../src-shared/limits.ts';
import { currentActor } from '../../domain/access/current-reader.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { fileOf, uploadRoom } from '../../domain/files/commands.ts';
import type { StoreBytes } from '../../domain/files/store-bytes.ts';
import type { StoredFile } from '../../store/interfaces/archive.ts';
import { ATTACHMENT_BYTES_MAX } from './asked.ts';
import { conversationsOf, requireConversation, timeText } from './conversation.ts';
import { Refusal } from './problem.ts';
import type { AskedBy, Routes } from './rest.ts';
import { required } from './routes-conversations.ts';

/** Each is in memory as a whole. */
const UPLOADS_AT_ONCE_MAX = 2;

export interface FilePorts {
  store: StoreBytes;
  /** The bytes with headers that let no file run in a page. `range`: of the request. */
  serve(file: StoredFile, range: string | null): Promise<Response>;
}

export class Attachments {
  readonly #core: Core;
  readonly #ports: FilePorts;
  #underWay = 0;

  constructor(core: Core, ports: FilePorts) {
    this.#core = core;
    this.#ports = ports;
  }

  routes(): Routes {
    return {
      'POST /attachments/upload': { for: 'user or agent', takesFile: true, answer: (request) => this.#upload(request) },
      'GET /attachments/*': {
        for: 'user or agent',
        answer: async ({ asked, actor }) =>
          this.#ports.serve(await fileOf(this.#core, actor, asked.params[0] ?? ''), asked.headers.get('range')),
      },
      'GET /messages/attachments': {
        for: 'user or agent',
        answer: async ({ asked, actor, run }) => {
          const { room } = requireConversation(this.#core, actor, required(asked.field('conversation_id'), 'conversation_id is required'));
          const { files } = await run('list_files', { room_id: room.id, limit: FILES_PAGE_MAX });
          return files.map(({ file, message_id }) => ({ ...attachmentObject(file), message_id }));
        },
      },
    };
  }

  /** The files that a message in this room may carry. One that was uploaded for another conversation is noted in this one too. */
  async inRoom(actor: Actor, roomId: string, ids: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const id of ids) {
      const file = await fileOf(this.#core, actor, id);
      const isElsewhere = file.room_id !== roomId && file.message_id === null;
      found.push(isElsewhere ? await this.#noteIn(actor, roomId, file) : file.id);
    }
    return found;
  }

  async #noteIn(actor: Actor, roomId: string, { sha256, name, type, size, width, height }: StoredFile): Promise<string> {
    const now = currentActor(this.#core.directory, this.#core.now(), actor);
    const { id: room_id } = uploadRoom(this.#core, now, roomId, 0);
    const by = { uploaded_by: now.participant_id, key_id: now.grant.key_id };
    const id = newId();
    await this.#core.write('addFile', { id, sha256, name, type, size, width, height, ...by, room_id });
    return id;
  }

  async #upload({ asked, actor }: AskedBy): Promise<Record<string, unknown>> {
    const file = asked.file('file');
    if (!file) throw new Refusal(400, 'file is required');
    if (asked.field('message_id') !== '') throw new Refusal(400, 'a file is sent by the attachment_ids of a new message');
    if (this.#underWay >= UPLOADS_AT_ONCE_MAX) throw new Refusal(429, 'too many uploads at once', { retryAfterMs: 1_000 });
    const roomId = asked.field('conversation_id') || this.#newestOf(actor);
    requireConversation(this.#core, actor, roomId);
    this.#core.admit(actor, 'post');
    this.#underWay += 1;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const now = (): Actor => currentActor(this.#core.directory, this.#core.now(), actor);
      return attachmentObject(await this.#ports.store(now, { roomId, bytes, bytesMax: ATTACHMENT_BYTES_MAX, nameFor: () => file.name }));
    } finally {
      this.#underWay -= 1;
    }
  }

  #newestOf(actor: Actor): string {
    const at = ({ room }: ReturnType<typeof conversationsOf>[number]): number => room.last_message_at ?? room.created_at;
    const [newest] = conversationsOf(this.#core, actor).sort((a, b) => at(b) - at(a));
    if (!newest) throw new Refusal(400, 'begin a conversation first');
    return newest.room.id;
  }
}

function attachmentObject({ id, name, type, size, sha256, created_at }: FileInfo): Record<string, unknown> {
  return { id, filename: name, content_type: type, size, sha256, url: `/attachments/${id}`, created_at: timeText(created_at) };
}
