import { unlessAborted } from '../../../domain/unless-aborted.ts';
import type { Folder } from './folder.ts';

const SEARCH_MS_MAX = 10_000;
const ENTRIES_MAX = 50_000;
const FILES_MAX = 5_000;
const FILE_BYTES_MAX = 1024 * 1024;
const BYTES_MAX = 32 * 1024 * 1024;
const FOUND_MAX = 100;
const LINE_CHARS_MAX = 200;
/** Large, and not written by people. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', '__pycache__']);

export interface Wanted {
  text: string;
  folder: string;
}

interface Options {
  signal: AbortSignal;
  now(): number;
}

type Searched = Pick<Folder, 'files' | 'read'>;

/** Lines with the text: `src/main.ts:12: …`. It rejects at once when the signal is aborted. */
export function searchIn(folder: Searched, wanted: Wanted, { signal, now }: Options): Promise<string> {
  return unlessAborted(search(folder, wanted, { signal, now }), signal);
}

async function search(folder: Searched, { text, folder: below }: Wanted, { signal, now }: Options): Promise<string> {
  const wanted = text.toLowerCase();
  const found: string[] = [];
  const leftOut = new Set<string>();
  const start = now();
  let [entries, files, bytes, unread] = [0, 0, 0, 0];
  let [last, limit] = ['', null as string | null];
  const isOver = (): boolean => {
    if (signal.aborted) return true;
    limit ??= limitOf({ ms: now() - start, entries, files, bytes, found: found.length });
    return limit !== null;
  };
  const walk = {
    isSkipped: (name: string) => SKIPPED.has(name) && leftOut.add(name).size > 0,
    onEntry: () => void (entries += 1),
    isOver,
    onCut: (name: string) => void (limit === null && leftOut.add(`a part of the folder ${name}`)),
  };
  for await (const path of folder.files(below, walk)) {
    signal.throwIfAborted();
    files += 1;
    last = path;
    const read = await folder.read(path, FILE_BYTES_MAX).catch(() => null);
    if (read === null) {
      unread += 1;
      continue;
    }
    bytes += read.text.length;
    for (const [index, line] of read.text.split('\n').entries())
      if (found.length < FOUND_MAX && line.toLowerCase().includes(wanted)) found.push(`${path}:${index + 1}: ${around(line, wanted)}`);
    if (isOver()) break;
  }
  signal.throwIfAborted();
  return [
    ...(found.length === 0 ? ['Nothing was found.'] : found),
    ...(limit === null
      ? []
      : [`The search ended early after ${limit}${last === '' ? '' : `, at ${last}`}: later files were not searched.`]),
    ...(unread === 0 ? [] : [`Not searched: ${unread} files that are no text, are larger than 1 MB or cannot be opened.`]),
    ...(leftOut.size === 0 ? [] : [`Not searched: ${[...leftOut].join(', ')}.`]),
  ].join('\n');
}

interface Spent {
  ms: number;
  entries: number;
  files: number;
  bytes: number;
  found: number;
}

/** The limit that is reached, in words for the model. */
function limitOf({ ms, entries, files, bytes, found }: Spent): string | null {
  if (found >= FOUND_MAX) return `${FOUND_MAX} lines`;
  if (files >= FILES_MAX) return `${FILES_MAX} files`;
  if (bytes >= BYTES_MAX) return `${BYTES_MAX / 1024 / 1024} MB`;
  if (entries >= ENTRIES_MAX) return `${ENTRIES_MAX} names`;
  return ms >= SEARCH_MS_MAX ? `${SEARCH_MS_MAX / 1000} seconds` : null;
}

/** The part of a long line that has the text. */
function around(line: string, wanted: string): string {
  if (line.length <= LINE_CHARS_MAX) return line;
  const start = Math.max(0, line.toLowerCase().indexOf(wanted) - LINE_CHARS_MAX / 2);
  return line.slice(start, start + LINE_CHARS_MAX).toWellFormed();
}
