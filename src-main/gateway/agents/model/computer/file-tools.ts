// The tools for the files of one folder.
import * as z from 'zod/mini';
import type { ActDiff } from '../../../../../src-shared/acts.ts';
import { isAllowed } from '../../../../../src-shared/approvals.ts';
import { described } from '../../../../../src-shared/described.ts';
import { AppError } from '../../../../../src-shared/errors.ts';
import { askShown } from '../../hosted/ask.ts';
import { diffText } from '../../hosted/diff-text.ts';
import type { Turn } from '../../hosted/turn.ts';
import type { Written } from '../../hosted/room-tools.ts';
import { ownTool } from '../own-tool.ts';
import type { Called } from '../tool-source.ts';
import { asksFirst, folderFor } from './access.ts';
import { inFolder, shortPath } from './card-words.ts';
import type { Folder } from './folder.ts';
import { searchIn } from './search.ts';

const WRITE_BYTES_MAX = 256 * 1024;

const file = described('The path of a file, from the folder: src/main.ts', z.string().check(z.minLength(1), z.maxLength(1_000)));
const folder = described('The path of a folder in it. Left out: all of it.', z._default(z.string().check(z.maxLength(1_000)), ''));

export const FILE_TOOLS = [
  ownTool({
    name: 'list_folder',
    description: 'List the files of your folder on this computer.',
    tier: 'files',
    kind: 'read',
    line: (input) => (named(input, 'folder') === '' ? 'Listed its folder' : `Listed ${named(input, 'folder')}`),
    input: z.object({ folder }),
    async run(turn, input) {
      const { entries, isCut } = await (await folderFor(turn, 'files')).list(input.folder);
      const lines = entries.map(({ name, kind }) => `${name}${kind === 'folder' ? '/' : kind === 'file' ? '' : ` (${kind}: not for you)`}`);
      return lines.length === 0 ? 'It is empty.' : `${lines.join('\n')}${isCut ? '\nThere are more.' : ''}`;
    },
  }),
  ownTool({
    name: 'read_file',
    description: 'Read a text file of your folder.',
    tier: 'files',
    kind: 'read',
    line: (input) => `Read ${named(input, 'file')}`,
    input: z.object({ file, from_line: described('The first line, from 1.', z._default(z.int().check(z.minimum(1)), 1)) }),
    async run(turn, input, { charsMax }) {
      turn.marks.add('file');
      const { text } = await (await folderFor(turn, 'files')).read(input.file);
      return linesFrom(text, input.from_line, charsMax);
    },
  }),
  ownTool({
    name: 'search_files',
    description: 'Find a text in the files of your folder, with their lines. Upper and lower case are the same.',
    tier: 'files',
    kind: 'search',
    line: (input) => `Searched its folder for “${named(input, 'text')}”`,
    input: z.object({ text: z.string().check(z.minLength(1), z.maxLength(200)), folder }),
    async run(turn, input, { signal }) {
      turn.marks.add('file');
      return searchIn(await folderFor(turn, 'files'), input, { signal, now: () => turn.core.now() });
    },
  }),
  ownTool({
    name: 'write_file',
    description:
      'Write a text file of your folder. Without `replaces`, text is all of the file. With it, text takes the place of those words, which have to stand there once.',
    tier: 'files',
    kind: 'edit',
    hides: ['text', 'replaces'],
    line: (input) => `Wrote ${named(input, 'file')}`,
    input: z.object({ file, text: z.string(), replaces: z.optional(z.string().check(z.minLength(1))) }),
    async run(turn, input, { signal }) {
      const place = await folderFor(turn, 'files');
      const { text: before, path } = await place.before(input.file);
      const after = changed(path, before, input);
      if (Buffer.byteLength(after) > WRITE_BYTES_MAX) throw new AppError('invalid_payload', `At most ${WRITE_BYTES_MAX} bytes.`);
      if (before === after) return `${path} has exactly that text.`;
      return write(turn, place, { path, before, after }, signal);
    },
  }),
];

function named(input: Written, field: string): string {
  const value = input[field];
  return typeof value === 'string' ? value.slice(0, 100).toWellFormed() : '';
}

function linesFrom(text: string, first: number, charsMax: number): string {
  const lines = text.split('\n');
  if (first > lines.length) return `It has ${lines.length} lines.`;
  let length = 0;
  let next = first - 1;
  while (next < lines.length && length + (lines[next]?.length ?? 0) + 1 < charsMax - END_CHARS) {
    length += (lines[next]?.length ?? 0) + 1;
    next += 1;
  }
  if (next === lines.length) return lines.slice(first - 1).join('\n');
  // A line that is longer than all that fits is cut by the caller.
  const end = Math.max(next, first);
  return `${lines.slice(first - 1, end).join('\n')}\n… (${lines.length} lines. Read from line ${end + 1}.)`;
}

const END_CHARS = 100;

function changed(path: string, before: string | null, { text, replaces }: { text: string; replaces?: string | undefined }): string {
  if (replaces === undefined) return text;
  const parts = before?.split(replaces) ?? [];
  if (parts.length !== 2)
    throw new AppError(
      'invalid_payload',
      `The words to replace stand ${Math.max(0, parts.length - 1)} times in ${path}. They have to stand there once.`,
    );
  return parts.join(text);
}

async function write(turn: Turn, { root }: Folder, diff: ActDiff, signal: AbortSignal): Promise<Called> {
  const { path, before, after } = diff;
  if (asksFirst(turn)) {
    const question = {
      title: `Write ${shortPath(path)} in ${shortPath(root)}`,
      reason: null,
      detail: { kind: 'diff' as const, text: inFolder(root, diffText(diff)) },
    };
    const outcome = await askShown(turn, { ...question, may_allow_session: false }, signal);
    signal.throwIfAborted();
    if (!isAllowed(outcome)) return notAllowed(`Did not write ${path}`, { kind: 'edit', diff });
  }
  // The owner may have taken the folder away meanwhile.
  const now = await folderFor(turn, 'files');
  if (now.root !== root) throw new AppError('access_denied', 'My folder was changed meanwhile.');
  await now.write(path, { before, after });
  const words = before === null ? `Created ${path}` : `Changed ${path}`;
  return { text: `${words}.`, isError: false, line: words, act: { kind: 'edit', diff } };
}

export function notAllowed(line: string, act: Called['act']): Called {
  return { text: 'My owner did not allow it.', isError: true, line, act: { ...act, outcome: 'refused' } };
}
