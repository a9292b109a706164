// The files of a call for a program: as content of the prompt where the program takes it, and else as copies in a folder that only this
// turn has. A copy cannot change the content that the server keeps.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { callFilesOf, filesText, noteFiles, whyNotRead, type CallFile } from '../hosted/call-files.ts';
import { imageTokens, tokensIn } from '../hosted/messages.ts';
import type { Turn } from '../hosted/turn.ts';
import type { ContentBlock, Takes } from './connection.ts';

const TOKENS_MAX = 12_000;
const COPIES_MAX = 10;
const TOO_MANY_COPIES = `I am given at most ${COPIES_MAX} files at a time.`;
const NO_IMAGES = 'The program takes no images.';
/** The folder of the copies of all turns, among those of the agents. */
const FOLDER = 'turn-files';

export interface ProgramFiles {
  /** For the text of the prompt. */
  text: string;
  /** After the text. */
  blocks: ContentBlock[];
  /** An estimate, of all of them. */
  tokens: number;
}

export interface ProgramFilePorts {
  /** The folder of the agents. */
  folders: string;
  takes: Takes;
}

type FilesTurn = Parameters<typeof callFilesOf>[0] & Pick<Turn, 'copyFile' | 'files' | 'signal' | 'log'>;

export class CallFiles {
  readonly #turn: FilesTurn;
  readonly #folder: string;
  #takes: Takes;
  #made: Promise<ProgramFiles> | null = null;
  #copies = 0;
  #copiesMax = COPIES_MAX;
  #isRemoved = false;

  constructor(turn: FilesTurn, { folders, takes }: ProgramFilePorts) {
    this.#turn = turn;
    this.#takes = takes;
    this.#folder = path.join(folders, FOLDER, newId());
  }

  /** Made once: a turn may begin another conversation. */
  of(message: Message, messages: readonly Message[]): Promise<ProgramFiles> {
    return (this.#made ??= this.#make(message, messages));
  }

  /** From now on images are copies. */
  withoutImages(): void {
    this.#takes = { ...this.#takes, images: false };
    this.#made = null;
    this.#copiesMax = this.#copies + COPIES_MAX;
  }

  /** Removes the copies. None is made afterwards: a turn that was stopped may still begin its conversation. */
  async remove(): Promise<void> {
    this.#isRemoved = true;
    await this.#made?.catch(() => undefined);
    if (this.#copies > 0) await removeFolder(this.#folder, (message, error) => this.#turn.log(message, error));
  }

  async #make(message: Message, messages: readonly Message[]): Promise<ProgramFiles> {
    this.#requireOpen();
    const whyNoImages = this.#takes.images ? null : NO_IMAGES;
    const found = await callFilesOf(this.#turn, { message, messages, whyNoImages, tokensMax: TOKENS_MAX, readsPdfs: false });
    const files: CallFile[] = [];
    const blocks: ContentBlock[] = [];
    for (const each of found) {
      const { file, content } = each;
      if (content.kind === 'image') {
        blocks.push({ type: 'image', mimeType: content.image.type, data: Buffer.from(content.image.bytes).toString('base64') });
        files.push(each);
      } else if (content.kind === 'text' && content.raw !== null && this.#takes.texts) {
        blocks.push({ type: 'resource', resource: { uri: `lanai://files/${file.id}`, mimeType: file.type, text: content.raw } });
        files.push({ ...each, content: { kind: 'beside', where: `in the prompt, as lanai://files/${file.id}`, isCopy: false } });
      } else if (content.kind === 'text' && !content.isCut) files.push(each);
      else {
        const copied = await this.#copy(each);
        if ('path' in copied) {
          const { path: copy } = copied;
          blocks.push({
            type: 'resource_link',
            uri: pathToFileURL(copy).href,
            name: path.basename(copy),
            mimeType: file.type,
            size: file.size,
          });
          files.push({ ...each, content: { kind: 'beside', where: `in the file ${copy}, until this answer ends`, isCopy: true } });
        } else files.push(content.kind === 'text' ? each : { ...each, content: { kind: 'none', why: copied.why } });
      }
    }
    noteFiles(this.#turn, files);
    const images = files.reduce((sum, { content }) => (content.kind === 'image' ? sum + imageTokens(content.image) : sum), 0);
    const texts = blocks.map((block) => (block.type === 'resource' && 'text' in block.resource ? block.resource.text : '')).join('\n');
    return { text: filesText(files, null), blocks, tokens: images + tokensIn(texts) };
  }

  #requireOpen(): void {
    if (this.#isRemoved) throw new Error('The turn has ended.');
  }

  async #copy({ file }: CallFile): Promise<{ path: string } | { why: string }> {
    if (this.#copies >= this.#copiesMax) return { why: TOO_MANY_COPIES };
    this.#requireOpen();
    const folder = path.join(this.#folder, String(this.#copies));
    this.#copies += 1;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return { path: await this.#turn.copyFile(file.id, folder) };
    } catch (error) {
      return { why: whyNotRead(this.#turn, error) };
    }
  }
}

type Log = Turn['log'];

/** Those of turns during which the server was killed. */
export async function removeOldCopies(folders: string, log: Log): Promise<void> {
  await removeFolder(path.join(folders, FOLDER), log);
}

/** A copy that stays is removed with the next start. */
async function removeFolder(folder: string, log: Log): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    log('Copies of files for a program could not be removed', error);
  }
}
