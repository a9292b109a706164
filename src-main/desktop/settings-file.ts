// Settings of the desktop in small JSON files of its profile.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Null when there is no file, or when `parse` refuses its content. */
export async function readSettings<T>(file: string, parse: (content: unknown) => T): Promise<T | null> {
  try {
    return parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

export async function writeSettings(file: string, settings: object): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(settings)}\n`);
}
