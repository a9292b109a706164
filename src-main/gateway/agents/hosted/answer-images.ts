// The images that an agent answers with. They are stored as they come, and sent with its answer. Only their
// bytes count: names and types that a model gives are not trusted.
import { ANSWER_IMAGE_BYTES_MAX, ANSWER_IMAGES_MAX, AGENT_IMAGE_SIDE_MAX } from '../../../../src-shared/agent-files.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { isImage } from '../../domain/files/read-content.ts';
import type { NewBytes, StoreBytes } from '../../domain/files/store-bytes.ts';
import { TOO_MANY_MADE } from '../../models/made-images.ts';

export interface AnswerImagesOptions {
  roomId: string;
  /** With the rights of this moment. */
  actor(): Actor;
  store: StoreBytes;
}

export class AnswerImages {
  readonly #core: Core;
  readonly #options: AnswerImagesOptions;
  readonly #ids: string[] = [];
  readonly #lost = new Set<string>();

  constructor(core: Core, options: AnswerImagesOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** Ids of the stored images, in order. */
  get ids(): string[] {
    return [...this.#ids];
  }

  /** Why others are missing, in sentences for the room. */
  get lost(): string[] {
    return [...this.#lost];
  }

  lose(sentence: string): void {
    this.#lost.add(sentence);
  }

  /** Deletes the stored images, which will not be sent. */
  async drop(): Promise<void> {
    const by = { participant_id: this.#options.actor().participant_id, key_id: null };
    for (const id of this.#ids.splice(0)) await this.#core.write('dropFile', { id, by });
  }

  /** A refusal becomes a sentence for the room. Other errors are thrown. */
  async add(bytes: Uint8Array): Promise<void> {
    if (this.#ids.length >= ANSWER_IMAGES_MAX) return this.lose(TOO_MANY_MADE);
    const { roomId, actor, store } = this.#options;
    const number = this.#ids.length + 1;
    const nameFor = ({ type, size }: Parameters<NewBytes['nameFor']>[0]): string => {
      if (!isImage({ type }) || size === null) throw new AppError('access_denied', 'It is no PNG, JPEG, GIF or WebP.');
      if (Math.max(size.width, size.height) > AGENT_IMAGE_SIDE_MAX)
        throw new AppError('access_denied', `It is ${size.width} × ${size.height} pixels, and at most ${AGENT_IMAGE_SIDE_MAX} are taken.`);
      return `image-${number}.${type.slice('image/'.length).replace('jpeg', 'jpg')}`;
    };
    try {
      const { id } = await store(actor, { roomId, bytes, bytesMax: ANSWER_IMAGE_BYTES_MAX, nameFor });
      this.#ids.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.lose(`An image was left out. ${error.message}`);
    }
  }
}
