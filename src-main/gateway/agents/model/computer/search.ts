import type { Folder } from './folder.ts';

const FILES_MAX = 5_000;
const FILE_BYTES_MAX = 1024 * 1024;
const BYTES_MAX = 32 * 1024 * 1024;
const FOUND_MAX = 100;
const LINE_CHARS_MAX = 200;
/** Large, and not written by people. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', '__pycache__']);

/** Lines with the text: `src/main.ts:12: …`. Ends early when the signal is aborted. */
export async function searchIn(
  folder: Folder,
  { text, folder: below }: { text: string; folder: string },
  signal: AbortSignal,
): Promise<string> {
  const wanted = text.toLowerCase();
  const found: string[] = [];
  let [files, bytes] = [0, 0];
  const isOver = (): boolean => files >= FILES_MAX || bytes >= BYTES_MAX || found.length >= FOUND_MAX;
  for await (const path of folder.files(below, (name) => SKIPPED.has(name))) {
    signal.throwIfAborted();
    if (isOver()) break;
    files += 1;
    // Those that are no text, or not for the agent, have no lines.
    const read = await folder.read(path, FILE_BYTES_MAX).catch(() => null);
    if (read === null) continue;
    bytes += read.text.length;
    for (const [index, line] of read.text.split('\n').entries())
      if (found.length < FOUND_MAX && line.toLowerCase().includes(wanted)) found.push(`${path}:${index + 1}: ${around(line, wanted)}`);
  }
  const end = isOver() ? '\nThe search was cut here. Search in one folder, or for more words.' : '';
  return found.length === 0 ? `Nothing was found.${end}` : `${found.join('\n')}${end}`;
}

/** The part of a long line that has the text. */
function around(line: string, wanted: string): string {
  if (line.length <= LINE_CHARS_MAX) return line;
  const start = Math.max(0, line.toLowerCase().indexOf(wanted) - LINE_CHARS_MAX / 2);
  return line.slice(start, start + LINE_CHARS_MAX).toWellFormed();
}
