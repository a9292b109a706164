// The files that went into a turn, for the log of its agent. Without their names, which are words of others.
import { TURN_FILES_MAX } from '../../../../src-shared/agent-files.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { NotedFile } from '../../../../src-shared/hosted-agents.ts';
import { isImage, type FileContent } from '../../domain/files/read-content.ts';

type NamedFile = Pick<FileInfo, 'id' | 'type' | 'size'>;
type How = Pick<NotedFile, 'sent' | 'why'>;

/** A tool read them, or a part of each. `from`: the first byte of the part. */
export interface FileRead {
  content: FileContent;
  from: number;
}

export class TurnFiles {
  readonly #noted = new Map<string, NotedFile>();
  /** By the id of a file: the tool read it from its beginning up to this byte. */
  readonly #readTo = new Map<string, number>();
  readonly #further = new Set<string>();

  get all(): { files: NotedFile[]; files_more: number } {
    return { files: [...this.#noted.values()], files_more: this.#further.size };
  }

  /** A file of the call. It replaces what was noted of it before. */
  call(file: NamedFile, how: How): void {
    this.#note(file, 'call', how);
  }

  /** The agent got it from a tool. */
  read({ content, from }: FileRead): void {
    const { file } = content;
    this.#note(file, 'tool', { sent: content.kind === 'image' || this.#isWhole(content, from) ? 'whole' : 'part', why: null });
  }

  /** A tool read it, but the agent did not get it. */
  keptBack({ content: { file } }: FileRead, why: string): void {
    if (!this.#hasRead(file.id)) this.#note(file, 'tool', { sent: 'none', why });
  }

  /** The result of the tool was cut. */
  cut({ content: { file } }: FileRead): void {
    this.#readTo.delete(file.id);
    this.#note(file, 'tool', { sent: 'part', why: null });
  }

  /** The agent answers without the images that it was sent. */
  refusedImages(why: string): void {
    for (const [key, file] of this.#noted) if (isImage(file) && file.sent === 'whole') this.#noted.set(key, { ...file, sent: 'none', why });
  }

  #isWhole(content: FileContent & { kind: 'text' }, from: number): boolean {
    const { file, through, end, pdf } = content;
    const readTo = this.#readTo.get(file.id) ?? 0;
    if (from <= readTo) this.#readTo.set(file.id, Math.max(readTo, through));
    return (this.#readTo.get(file.id) ?? 0) >= end && !pdf?.cut;
  }

  #hasRead(fileId: string): boolean {
    const before = this.#noted.get(keyOf(fileId, 'tool'));
    return before !== undefined && before.sent !== 'none';
  }

  #note({ id, type, size }: NamedFile, way: NotedFile['way'], { sent, why }: How): void {
    const key = keyOf(id, way);
    if (this.#noted.has(key) || this.#noted.size < TURN_FILES_MAX) this.#noted.set(key, { file_id: id, type, size, way, sent, why });
    else this.#further.add(key);
  }
}

function keyOf(fileId: string, way: NotedFile['way']): string {
  return `${way} ${fileId}`;
}
