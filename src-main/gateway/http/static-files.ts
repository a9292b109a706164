// The app's files, from a table made at the start: no path is ever joined with what a request says.
import { lookup } from 'mrmime';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENTER_PATH, JOIN_PATH } from '../../../src-shared/http.ts';

/** Paths that show the app itself. */
const PAGES = ['/', JOIN_PATH, ENTER_PATH];
const ONE_YEAR_S = 31_536_000;

export interface StaticFile {
  body: Buffer;
  headers: Record<string, string>;
}

/** Path of a request to its file; empty when the app was not built. */
export function loadStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of listFiles(folder)) {
    if (entry.endsWith('.map')) continue;
    files.set(`/${entry}`, { body: readFileSync(path.join(folder, entry)), headers: headersOf(entry) });
  }
  const index = files.get('/index.html');
  for (const page of index ? PAGES : []) if (index) files.set(page, index);
  return files;
}

function headersOf(file: string): Record<string, string> {
  // The build puts a hash of the content into the names under assets/.
  const isNamedByContent = file.startsWith('assets/');
  const type = lookup(file) ?? 'application/octet-stream';
  return {
    'content-type': type.startsWith('text/') || type.endsWith('javascript') ? `${type};charset=utf-8` : type,
    'cache-control': isNamedByContent ? `public, max-age=${ONE_YEAR_S}, immutable` : 'no-cache',
  };
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((each) => each.isFile())
      .map((each) => path.relative(folder, path.join(each.parentPath, each.name)).split(path.sep).join('/'));
  } catch {
    return [];
  }
}
