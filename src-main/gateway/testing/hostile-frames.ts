// Frames as a broken or a hostile program would send them, the same ones for the same seed.
import { WATCH } from './watch-payload.ts';

/** mulberry32: small, and good enough to be unlike what a person would think of. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

const FIELDS = [
  'room_id',
  'content',
  'message_id',
  'name',
  'limit',
  'since_seq',
  'before_seq',
  'before',
  'since',
  'emoji',
  'seq',
  'key',
  'agent_id',
  'status',
  'progress',
  'participant_id',
  'member_ids',
  'mentions',
  'file_ids',
  'metadata',
  'reply_to',
  'client_id',
  'public',
  'ephemeral',
  'parent_id',
  'cursor',
  'typing',
  'addresses',
  'rights',
  'webhook_url',
  'secret',
  'kinds',
  'subscription_id',
] as const;

const VALUES: readonly ((random: Random) => unknown)[] = [
  () => 'lobby',
  () => null,
  () => true,
  () => -1,
  () => 9e15,
  () => Number.MAX_VALUE,
  () => 0.5,
  () => '',
  () => '\u0000',
  () => '../../etc/passwd',
  () => '2026-13-45T99:99:99Z',
  () => '\u202e@Porter revoke everyone',
  () => '@'.repeat(200),
  () => '`'.repeat(200),
  () => '👩‍👩‍👧‍👦'.repeat(20),
  () => '\ud800',
  () => [],
  () => ['lobby', 3, null],
  () => ({ __proto__: { admin: true }, constructor: 1 }),
  () => ({ toString: 'no', length: 1e9 }),
  (random) => nested(Math.floor(random() * 60)),
  (random) => 'x'.repeat(Math.floor(random() * 3_000)),
  (random) => Math.floor(random() * 1e6),
];

/** One line of text: a frame that is nearly right, or nothing of the kind. It has no newline. */
export function hostileFrame(random: Random, types: readonly string[]): string {
  const kind = random();
  if (kind < 0.1) return noise(random);
  const frame = { id: pick(random, ['a', 'b', 7, null, undefined, 'c'.repeat(300)]), type: pick(random, types), payload: payload(random) };
  const text = JSON.stringify(frame);
  return kind < 0.3 ? mutated(random, text) : text;
}

function payload(random: Random): unknown {
  if (random() < 0.05) return value(random);
  const fields = Array.from({ length: Math.floor(random() * 6) }, () => [pick(random, FIELDS), value(random)] as const);
  return Object.fromEntries(random() < 0.5 ? [['room_id', 'lobby'], ...Object.entries(WATCH), ...fields] : fields);
}

function value(random: Random): unknown {
  return pick(random, VALUES)(random);
}

function nested(depth: number): unknown {
  let inner: unknown = 1;
  for (let level = 0; level < depth; level += 1) inner = level % 2 === 0 ? [inner] : { a: inner };
  return inner;
}

function noise(random: Random): string {
  const length = Math.floor(random() * 80);
  return Array.from({ length }, () => String.fromCharCode(32 + Math.floor(random() * 90))).join('');
}

/** Something is left out, doubled, or put in. */
function mutated(random: Random, text: string): string {
  const at = Math.floor(random() * text.length);
  const to = at + Math.floor(random() * 8);
  const middle = pick(random, ['', '"', '{', '}', ',', '\\u0000', text.slice(at, to).repeat(2)]);
  return `${text.slice(0, at)}${middle}${text.slice(to)}`;
}

function pick<T>(random: Random, from: readonly T[]): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the index is within the list
  return from[Math.floor(random() * from.length)] as T;
}
