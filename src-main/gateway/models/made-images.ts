// The images that a model or a program answers with. The library of this dialect of models passes them over, so they are read from
// its raw pieces.
import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import * as z from 'zod/mini';
import { ANSWER_IMAGE_BYTES_MAX, ANSWER_IMAGES_MAX } from '../../../src-shared/agent-files.ts';

const MIB = 1024 * 1024;
export const TOO_MANY_MADE = `An answer has at most ${ANSWER_IMAGES_MAX} images. The others were left out.`;
const TOO_LARGE = `An image has at most ${ANSWER_IMAGE_BYTES_MAX / MIB} MB. A larger one was left out.`;
const ELSEWHERE = 'An image on another server was left out: it is not fetched from there.';
const UNREADABLE = 'An image that cannot be read was left out.';
const OTHER_FILE = 'The model also answered with a file that is no image. It was left out.';

/** Of OpenRouter, LiteLLM and others. */
const Linked = z.object({ image_url: z.object({ url: z.string() }) });
const Piece = z.object({
  choices: z.array(
    z.object({ delta: z.object({ images: z.optional(z.nullable(z.array(z.unknown()))), content: z.optional(z.unknown()) }) }),
  ),
});
const Parts = z.array(z.unknown());

const DATA_URL = /^data:[^,;]{0,100}(?:;[^,;]{0,100}){0,4};base64,/i;
const BASE64 = /^[\w+/-]+={0,2}$/;

type FilePart = LanguageModelV4StreamPart & { type: 'file' };

export class MadeImages {
  /** Their bytes, as they were sent: they may be anything. */
  readonly all: Buffer[] = [];
  readonly #lost = new Set<string>();

  /** None was sent, not even one that was left out. */
  get isEmpty(): boolean {
    return this.all.length === 0 && this.#lost.size === 0;
  }

  /** Why others are missing, in sentences for people. */
  get lost(): string[] {
    return [...this.#lost];
  }

  /** A piece of the stream as the server sent it. */
  addRaw(value: unknown): void {
    for (const { delta } of Piece.safeParse(value).data?.choices ?? []) {
      for (const each of [...(delta.images ?? []), ...(Parts.safeParse(delta.content).data ?? [])]) {
        const { data } = Linked.safeParse(each);
        if (data) this.#addUrl(data.image_url.url);
      }
    }
  }

  addFile({ mediaType, data }: FilePart): void {
    if (!/^image(?:\/|$)/i.test(mediaType)) this.#lost.add(OTHER_FILE);
    else if (data.type === 'url') this.#addUrl(String(data.url));
    else if (typeof data.data === 'string') this.addBase64(data.data);
    else this.#add(Buffer.from(data.data));
  }

  addBase64(text: string): void {
    if ((text.length / 4) * 3 > ANSWER_IMAGE_BYTES_MAX + 3) this.#lost.add(TOO_LARGE);
    else if (!BASE64.test(text)) this.#lost.add(UNREADABLE);
    else this.#add(Buffer.from(text, 'base64'));
  }

  #addUrl(url: string): void {
    const head = DATA_URL.exec(url.slice(0, 1024))?.[0];
    if (head !== undefined) this.addBase64(url.slice(head.length));
    else this.#lost.add(/^data:/i.test(url) ? UNREADABLE : ELSEWHERE);
  }

  #add(bytes: Buffer): void {
    // Some send an image again at the end.
    if (this.all.some((each) => each.equals(bytes))) return;
    if (bytes.length > ANSWER_IMAGE_BYTES_MAX) this.#lost.add(TOO_LARGE);
    else if (this.all.length >= ANSWER_IMAGES_MAX) this.#lost.add(TOO_MANY_MADE);
    else this.all.push(bytes);
  }
}
