// Archives that are changed at random: each is read, or is refused with a sentence.
// LANAI_FUZZ_CASES reads so many of each program, and LANAI_FUZZ_SEED other ones.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { isReaction } from '../../../../src-shared/reaction.ts';
import { lineProblem } from '../../../../src-shared/visible-text.ts';
import { createRandom } from '../../testing/hostile-frames.ts';
import { makeZip } from '../../testing/imports/make-zip.ts';
import * as exports from '../../testing/imports/other-exports.ts';
import { SLACK_PARTS } from '../../testing/imports/slack-export.ts';
import { openArchive } from './archive.ts';
import { fitting } from './fitting.ts';
import { makePlan } from './make-plan.ts';
import type { Item, Items } from './stream.ts';

const CASES = Number(process.env.LANAI_FUZZ_CASES ?? 40);
const SEED = Number(process.env.LANAI_FUZZ_SEED ?? 1);
const NOW = Date.UTC(2026, 0, 1);
const TIMEOUT_MS = 20_000 + CASES * 200;

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'lanai-fuzz-'))));
afterAll(() => rmSync(folder, { recursive: true }));

type Random = () => number;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** A list within lists. */
function deep(depth: number): unknown {
  let value: unknown = [];
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

const ODD: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => 2 ** 60,
  () => '',
  () => '\0\u202e\ud800 x',
  () => 'x'.repeat(300_000),
  () => '<@U01MIRA> *a* `b` ```c <!here|',
  () => '99999999999.9',
  () => '../../../etc/passwd',
  () => '__proto__',
  () => ({ __proto__: null, constructor: 'x', toString: 1 }),
  () => [],
  () => [[null, {}, 'x']],
  () => deep(500),
  () => '2020-13-45T99:99:99',
  () => new Date(NOW).toISOString(),
];

/** The value with one part replaced, removed, repeated, or put in the place of another. */
function changed(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) return pick(random, ODD)();
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const keys = Object.keys(copy);
  if (keys.length === 0) return pick(random, ODD)();
  const key = pick(random, keys);
  const how = random();
  if (how < 0.1 && Array.isArray(copy)) copy.splice(Number(key), 1);
  else if (how < 0.1) Reflect.deleteProperty(copy, key);
  else if (how < 0.2 && Array.isArray(copy)) copy.push(copy[Number(key)]);
  else if (how < 0.3) Reflect.set(copy, key, Reflect.get(copy, pick(random, keys)));
  else Reflect.set(copy, key, changed(random, Reflect.get(copy, key)));
  return copy;
}

/** The bytes with some of them changed, taken out, or repeated. */
function damaged(random: Random, bytes: Buffer): Buffer {
  const at = Math.floor(random() * bytes.length);
  const how = random();
  if (how < 0.3) return bytes.subarray(0, at);
  if (how < 0.5) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.floor(random() * bytes.length))]);
  const copy = Buffer.from(bytes);
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

type Made = (random: Random) => Buffer;

const ofJson =
  (value: unknown): Made =>
  (random) =>
    Buffer.from(JSON.stringify(changed(random, value)) ?? '');

const ofLines =
  (text: string): Made =>
  (random) => {
    const lines = text.split('\n').map((line): unknown => JSON.parse(line));
    return Buffer.from(
      [changed(random, lines)]
        .flat()
        .map((line) => JSON.stringify(line) ?? '')
        .join('\n'),
    );
  };

const ofText =
  (text: string): Made =>
  (random) => {
    const lines = text.split('\n');
    return Buffer.from(
      [...lines, pick(random, ['99/99/99, 99:99 - A: x', '1/1/0001, 00:00 - : ', ':', pick(random, lines)])]
        .sort(() => random() - 0.5)
        .join('\n'),
    );
  };

const ofSlack: Made = (random) => {
  const parts = Object.entries(SLACK_PARTS);
  const [name, content] = pick(random, parts);
  const other = Buffer.isBuffer(content) ? damaged(random, content) : (JSON.stringify(changed(random, content)) ?? '');
  return makeZip({ ...SLACK_PARTS, [name]: other });
};

const PROGRAMS: [string, Made][] = [
  ['Slack', ofSlack],
  ['Telegram', ofJson(exports.TELEGRAM_ALL)],
  ['Discord', ofJson(exports.DISCORD_CHANNEL)],
  ['WhatsApp', ofText(exports.WHATSAPP_ANDROID)],
  ['Mattermost', ofLines(exports.MATTERMOST_LINES)],
  ['Element', ofJson(exports.ELEMENT_ROOM)],
  ['Lanai', ofLines(exports.LANAI_LINES)],
];

/** Everything that a home would be given keeps to its rules. */
async function* checked(items: Items): Items {
  for await (const item of items) {
    problemOf(item);
    yield item;
  }
}

function problemOf(item: Item): void {
  if ('person' in item) expect(lineProblem(item.person.name)).toBeNull();
  if ('room' in item) expect(lineProblem(item.room.name)).toBeNull();
  if (!('message' in item)) return;
  const { content, written_at, edited_at, reactions, files, author_id, id } = item.message;
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(MESSAGE_BYTES_MAX);
  expect(content === '' && files.length === 0).toBe(false);
  expect(content).not.toMatch(/\0|\p{Cs}/u);
  for (const time of [written_at, edited_at ?? NOW]) expect(Number.isSafeInteger(time) && time > 0 && time <= NOW + 86_400_000).toBe(true);
  for (const { emoji, person_ids } of reactions)
    expect(isReaction(emoji) && person_ids.every((each) => typeof each === 'string')).toBe(true);
  expect([typeof author_id, typeof id]).toEqual(['string', 'string']);
}

describe.each(PROGRAMS)('An export of %s', (_program, made) => {
  it.each([
    ['structure', (_random: Random, bytes: Buffer) => bytes],
    ['bytes', damaged],
  ])(
    'whose %s is changed is read, or refused with a sentence',
    async (_what, damage) => {
      const outcomes = { read: 0, refused: 0 };
      for (let number = 0; number < CASES; number += 1) {
        const random = createRandom(SEED * 1_000_003 + number);
        const file = path.join(folder, 'a');
        writeFileSync(file, damage(random, made(random)));
        try {
          const archive = await openArchive({ path: file, name: 'export', now: NOW }, null);
          await makePlan(checked(fitting(archive.read(), { oldest: null, fileBytesMax: 1_000 })));
          outcomes.read += 1;
        } catch (error) {
          if (!(error instanceof AppError) || !/^[A-Z].*\.$/.test(error.message)) throw new Error(`Case ${number}`, { cause: error });
          outcomes.refused += 1;
        }
      }
      expect(outcomes.read).toBeGreaterThan(0);
      expect(outcomes.read + outcomes.refused).toBe(CASES);
    },
    TIMEOUT_MS,
  );
});
