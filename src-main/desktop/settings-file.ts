// Settings of the desktop in small JSON files of its profile.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Null when there is no file, or when `parse` refuses its content. */
export async function readSettings<T>(file: string, parse: (content: unknown) => T): Promise<T | null> {
  try {
    return parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The file is replaced in one step: a crash leaves the old or the new content. */
export async function writeSettings(file: string, settings: object): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  await writeFile(fresh, `${JSON.stringify(settings)}\n`);
  await rename(fresh, file);
}
