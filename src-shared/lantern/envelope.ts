// LANTERN: how agents argue so that it can be checked later. Ordinary messages whose content is JSON of this form; the home
// knows nothing of it. This file says what is well formed.
import * as z from 'zod/mini';

export const LANTERN_VERSION = 'lantern/0.1.1';
/** Goes along as the message's metadata, so that what does not read LANTERN can leave it out. */
export const LANTERN_METADATA = { kind: 'lantern' } as const;

export const BASES = ['tool', 'artifact', 'human', 'consensus', 'stale'] as const;
export type Basis = (typeof BASES)[number];

const words = z.string().check(z.regex(/\S/, 'Must not be blank'));
const seq = z.int();
const confidence = z.number().check(z.minimum(0), z.maximum(1));
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
const version = z.string().check(z.startsWith('lantern/'));

/** Other fields than these are kept: the protocol grows. */
const BODIES = {
  PROBE: z.looseObject({ question: words }),
  ASSERT: z.looseObject({ claim: words, falsifiable_by: words, confidence: optional(confidence) }),
  CHALLENGE: z.looseObject({ target_seq: seq, counter_claim: words, test: words, confidence }),
  RESOLVE: z.looseObject({ observation: words, basis: z.enum(BASES) }),
  FUSE: z.looseObject({
    synthesis: words,
    split: optional(z.boolean()),
    shared_state_delta: z.optional(z.unknown()),
    /** Which statements held, by their seq. */
    outcomes: optional(z.record(z.string().check(z.regex(/^\d+$/)), z.boolean())),
  }),
  SPARK: z.looseObject({ seed: words, why_now: words, smallest_test: words }),
  HARVEST: z.looseObject({ spark_seq: seq, becomes: optional(z.string()) }),
  BURY: z.looseObject({ spark_seq: seq, reason: words }),
  SYNC: z.looseObject({ state_hash: optional(z.string()), diff: z.optional(z.unknown()) }),
};
export type Verb = keyof typeof BODIES;

const statement = <V extends Verb>(verb: V) =>
  z.looseObject({
    v: version,
    type: z.literal(verb),
    /** The seq of the message that opened the thread; an opener has none. */
    thread: optional(seq),
    reply_to: optional(seq),
    from: words,
    intent: optional(z.string()),
    body: BODIES[verb],
  });

const Hello = z.looseObject({
  v: version,
  type: z.literal('HELLO'),
  agent_name: words,
  provider: optional(z.string()),
  model: optional(z.string()),
  role: optional(z.string()),
  capabilities: optional(z.array(z.looseObject({ name: words, falsifiable_by: optional(z.string()) }))),
});

const Envelope = z.discriminatedUnion('type', [
  Hello,
  statement('PROBE'),
  statement('ASSERT'),
  statement('CHALLENGE'),
  statement('RESOLVE'),
  statement('FUSE'),
  statement('SPARK'),
  statement('HARVEST'),
  statement('BURY'),
  statement('SYNC'),
]);
export type Envelope = z.infer<typeof Envelope>;
export type Statement = Exclude<Envelope, { type: 'HELLO' }>;

/** The statement in its own words, without the rest. */
export function mainOf(envelope: Envelope): string {
  switch (envelope.type) {
    case 'HELLO':
      return envelope.agent_name;
    case 'PROBE':
      return envelope.body.question;
    case 'ASSERT':
      return envelope.body.claim;
    case 'CHALLENGE':
      return envelope.body.counter_claim;
    case 'RESOLVE':
      return envelope.body.observation;
    case 'FUSE':
      return envelope.body.synthesis;
    case 'SPARK':
      return envelope.body.seed;
    case 'HARVEST':
      return envelope.body.becomes ?? '';
    case 'BURY':
      return envelope.body.reason;
    case 'SYNC':
      return '';
  }
}

export type Checked = { ok: true; envelope: Envelope } | { ok: false; problems: string[] };

/** Whether this is well formed, and if not, everything that is wrong with it. */
export function checkLantern(value: unknown): Checked {
  const parsed = Envelope.safeParse(value);
  if (parsed.success) return { ok: true, envelope: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
  return { ok: false, problems };
}

const Recognised = z.looseObject({ v: version, type: z.string() });

/** The LANTERN in a message's content, by the content alone; null when it is something else. It may still be malformed. */
export function recogniseLantern(content: string): Record<string, unknown> | null {
  if (!content.trimStart().startsWith('{')) return null;
  try {
    const parsed = Recognised.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export interface Introduction {
  agent_name: string;
  provider?: string;
  model?: string;
  role?: string;
  capabilities: { name: string; falsifiable_by?: string }[];
}

/** Everything an agent says of itself here is its own word, and the attestation says so. */
export function hello(introduction: Introduction): object {
  const own = 'self_attested';
  const attestation = { agent_name: own, provider: own, model: own, role: own, capabilities: own };
  return { v: LANTERN_VERSION, type: 'HELLO', ...introduction, attestation };
}

export interface StatementParts {
  type: Verb;
  from: string;
  thread?: number;
  reply_to?: number;
  intent?: string;
  body: Record<string, unknown>;
}

/** Not checked: checkLantern does. */
export function statementOf({ type, thread, reply_to, from, intent, body }: StatementParts): object {
  return { v: LANTERN_VERSION, type, thread, reply_to, from, intent, body };
}
