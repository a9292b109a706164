// Uploaded archives in the data folder, each with a note of its import. So an import survives the end of the server.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Import } from '../../../../src-shared/imports.ts';

const FOLDER = 'imports';
const NOTE = 'import.json';
const ARCHIVE = 'archive';
const FILES = 'files';
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const ID = /^[0-9a-f-]{36}$/;

export class ImportFolder {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, FOLDER);
  }

  /** Notes that cannot be read are left out. */
  load(): Import[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder).flatMap((id) => this.#note(id) ?? []);
  }

  /** Moves an uploaded file here. */
  take(id: string, file: string): void {
    mkdirSync(this.#of(id), { recursive: true, mode: FOLDER_MODE });
    renameSync(file, this.archive(id));
  }

  /** Replaces the note as a whole: half a note could not be read. */
  save(note: Import): void {
    const file = path.join(this.#of(note.id), NOTE);
    writeFileSync(`${file}.new`, JSON.stringify(note), { mode: FILE_MODE, flush: true });
    renameSync(`${file}.new`, file);
  }

  archive(id: string): string {
    return path.join(this.#of(id), ARCHIVE);
  }

  /** For the files of the archive, until they are in the home. */
  files(id: string): string {
    return path.join(this.#of(id), FILES);
  }

  hasArchive(id: string): boolean {
    return existsSync(this.archive(id));
  }

  dropArchive(id: string): void {
    rmSync(this.archive(id), { force: true });
    this.dropFiles(id);
  }

  dropFiles(id: string): void {
    rmSync(this.files(id), { recursive: true, force: true });
  }

  delete(id: string): void {
    rmSync(this.#of(id), { recursive: true, force: true });
  }

  #of(id: string): string {
    if (!ID.test(id)) throw new Error('An import is named by a UUID.');
    return path.join(this.#folder, id);
  }

  #note(id: string): Import | null {
    try {
      return ID.test(id) ? Import.parse(JSON.parse(readFileSync(path.join(this.#of(id), NOTE), 'utf8'))) : null;
    } catch {
      return null;
    }
  }
}
