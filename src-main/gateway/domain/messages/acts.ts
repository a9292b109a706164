// The stored part of an act: its line, and as much of the rest as readers need. Every member of the room is sent all of it.
import type { Act, ActDiff } from '../../../../src-shared/acts.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { ACT_DIFF_BYTES_MAX, ACT_LINE_CHARS_MAX, ACT_PATH_CHARS_MAX, ACT_TEXT_BYTES_MAX } from '../../../../src-shared/limits.ts';

import type { Message } from '../../../../src-shared/objects.ts';
import type { Caller, Core } from '../core.ts';
import { requirePermission } from '../policy.ts';
import { postKind } from './commands.ts';

interface NewAct {
  room_id: string;
  thread_id?: string | null | undefined;
  content: string;
  act: Act;
}

/** Throws what `thinking` answers when it may not be posted. */
export function postAct(core: Core, context: Caller, { act, ...thought }: NewAct): Promise<Message> {
  const { room } = core.openRoom(context, thought.room_id);
  requirePermission(core.participant(context.actor.participant_id).kind === 'agent', 'Only agents can post what they did.');
  if (room.encrypted) throw new AppError('plaintext_in_encrypted_room', 'A sealed room takes no acts: the server could read them.');
  const content = actLine(thought.content);
  if (content === '') throw new AppError('invalid_payload', 'content: say in one line what you did.');
  return postKind(core, context, 'thinking', { ...thought, content, act: cutAct(act) });
}

/** Enough for any mark. */
const MARK_BYTES_MAX = 64;
/** Equal lines that stay on both sides of a change. */
const CONTEXT_LINES = 3;

/** The act with its long texts cut. A mark says how much is left out. */
export function cutAct({ kind, outcome, input, output, diff }: Act): Act {
  return {
    kind,
    outcome,
    ...(input !== undefined && { input: cutText(input, ACT_TEXT_BYTES_MAX) }),
    ...(output !== undefined && { output: cutText(output, ACT_TEXT_BYTES_MAX) }),
    ...(diff && { diff: cutDiff(diff) }),
  };
}

/** The words of an act, in one line. */
export function actLine(words: string): string {
  const line = words.toWellFormed().replaceAll(/\s+/gu, ' ').trim();
  return line.length <= ACT_LINE_CHARS_MAX ? line : `${line.slice(0, ACT_LINE_CHARS_MAX - 1).replace(HALF_CHARACTER, '')}…`;
}

const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/** The beginning and the end: errors are at the end of an output. */
function cutText(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text.toWellFormed());
  if (bytes.length <= bytesMax) return bytes.toString();
  const kept = bytesMax - MARK_BYTES_MAX;
  const from = characterAt(bytes, Math.floor(kept / 2));
  const to = characterAt(bytes, bytes.length - Math.floor(kept / 2) + CHARACTER_BYTES_MAX);
  return `${bytes.subarray(0, from).toString()}\n… (${to - from} bytes left out) …\n${bytes.subarray(to).toString()}`;
}

const CHARACTER_BYTES_MAX = 4;

/** Where the character begins that this byte belongs to. */
function characterAt(bytes: Buffer, index: number): number {
  let at = index;
  while (at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

function cutDiff({ path, before, after }: ActDiff): ActDiff {
  const shortPath = path.length <= ACT_PATH_CHARS_MAX ? path : `…${path.slice(1 - ACT_PATH_CHARS_MAX)}`;
  const whole = { path: shortPath.toWellFormed(), before: before?.toWellFormed() ?? null, after: after.toWellFormed() };
  if (bytesOf(whole) <= ACT_DIFF_BYTES_MAX) return whole;
  const changed = whole.before === null ? whole : { ...whole, ...withoutEqualLines(whole.before, whole.after) };
  if (bytesOf(changed) <= ACT_DIFF_BYTES_MAX) return changed;
  const half = ACT_DIFF_BYTES_MAX / 2;
  const [old, now] = [Buffer.byteLength(changed.before ?? ''), Buffer.byteLength(changed.after)];
  return {
    ...changed,
    before: changed.before && cutText(changed.before, Math.max(half, ACT_DIFF_BYTES_MAX - now)),
    after: cutText(changed.after, Math.max(half, ACT_DIFF_BYTES_MAX - old)),
  };
}

function bytesOf({ before, after }: ActDiff): number {
  return Buffer.byteLength(before ?? '') + Buffer.byteLength(after);
}

/** Without the lines at the beginning and at the end that the change left as they were. */
function withoutEqualLines(before: string, after: string): { before: string; after: string } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(old.length, now.length);
  let first = 0;
  while (first < shorter && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < shorter - first && old[old.length - 1 - last] === now[now.length - 1 - last]) last += 1;
  const [head, tail] = [Math.max(0, first - CONTEXT_LINES), Math.max(0, last - CONTEXT_LINES)];
  const part = (lines: string[]): string => [...mark(head), ...lines.slice(head, lines.length - tail), ...mark(tail)].join('\n');
  return { before: part(old), after: part(now) };
}

function mark(lines: number): string[] {
  return lines === 0 ? [] : [`… (${lines} equal lines left out) …`];
}
