// The outcomes of statements, as the FUSEs of their thread say. An author's own verdict does not count against another's.
import type { Entry } from './threads.ts';

export interface Verdict {
  held: boolean;
  /** Those who judged it do not agree. */
  isDisputed: boolean;
}

/** By the seq of the statement. Each author's latest verdict counts, and of several the latest. */
export function verdictsOf(entries: readonly Entry[]): Map<number, Verdict> {
  const authors = new Map(entries.map(({ seq, author_id }) => [seq, author_id]));
  const given = new Map<number, Map<string, boolean>>();
  for (const { author_id, envelope } of entries) {
    if (envelope.type !== 'FUSE') continue;
    for (const [key, held] of Object.entries(envelope.body.outcomes ?? {})) {
      const verdicts = given.get(Number(key)) ?? new Map<string, boolean>();
      // Later ones come last.
      verdicts.delete(author_id);
      given.set(Number(key), verdicts.set(author_id, held));
    }
  }
  return new Map([...given].map(([seq, verdicts]) => [seq, verdictOf(verdicts, authors.get(seq))]));
}

function verdictOf(verdicts: ReadonlyMap<string, boolean>, authorId: string | undefined): Verdict {
  const all = [...verdicts];
  const others = all.filter(([judge]) => judge !== authorId);
  const held = (others.length > 0 ? others : all).at(-1)?.[1] ?? false;
  return { held, isDisputed: new Set(verdicts.values()).size > 1 };
}
