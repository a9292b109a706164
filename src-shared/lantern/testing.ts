// Conversations in LANTERN for tests.
import { statementOf, type StatementParts, type Verb } from './envelope.ts';
import { readLantern, threadsOf, type Said } from './threads.ts';

export const BODIES: Record<Verb, Record<string, unknown>> = {
  PROBE: { question: 'Is the cache cold?' },
  ASSERT: { claim: 'The cache is cold', falsifiable_by: 'a hit', confidence: 0.8 },
  CHALLENGE: { target_seq: 1, counter_claim: 'It is warm', test: 'ask it', confidence: 0.6 },
  RESOLVE: { observation: 'No hit in ten minutes', basis: 'tool' },
  FUSE: { synthesis: 'Cold', outcomes: { '1': true }, shared_state_delta: { cache: 'cold' } },
  SPARK: { seed: 'Warm it', why_now: 'It is cold', smallest_test: 'one key' },
  HARVEST: { spark_seq: 1 },
  BURY: { spark_seq: 1, reason: 'Too dear' },
  SYNC: {},
};

/** A conversation. Each row has an author, a verb, and the parts that differ from the usual. */
export function room(...rows: [author: string, verb: Verb, parts?: Partial<StatementParts>][]): Said[] {
  return rows.map(([author, type, parts = {}], index) => ({
    seq: index + 1,
    author_id: author,
    author_name: author.toUpperCase(),
    content: JSON.stringify(statementOf({ type, from: author, body: BODIES[type], ...parts })),
  }));
}

export const threads = (said: Said[]) => threadsOf(readLantern(said).entries);
