// How far an author's confidence can be believed: the mean log loss over statements whose outcome is known. 0 is perfect,
// ln 2 is a coin's, ln 10 the worst that is counted.
import type { Basis } from './envelope.ts';
import type { Thread } from './threads.ts';
import { verdictsOf } from './verdicts.ts';

/** A confidence of exactly 0 or 1 would make one mistake cost everything. */
const CONFIDENCE_MIN = 1e-6;
const LOSS_MAX = Math.log(10);
/** Consensus is no observation, and what is stale is not one any more. */
const OBSERVED: ReadonlySet<Basis> = new Set(['tool', 'artifact', 'human']);

export interface Calibration {
  author_id: string;
  author_name: string;
  statements: number;
  /** How many of them held. */
  held: number;
  mean_loss: number;
}

interface Score {
  author_id: string;
  author_name: string;
  held: boolean;
  loss: number;
}

/** The best calibrated first. */
export function calibrationOf(threads: readonly Thread[]): Calibration[] {
  const byAuthor = new Map<string, Score[]>();
  for (const score of threads.flatMap(scoresOf)) {
    const theirs = byAuthor.get(score.author_id);
    if (theirs) theirs.push(score);
    else byAuthor.set(score.author_id, [score]);
  }
  const calibrations = [...byAuthor].map(([author_id, scores]): Calibration => ({
    author_id,
    author_name: scores.at(-1)?.author_name ?? '',
    statements: scores.length,
    held: scores.filter((score) => score.held).length,
    mean_loss: scores.reduce((sum, score) => sum + score.loss, 0) / scores.length,
  }));
  return calibrations.sort((a, b) => a.mean_loss - b.mean_loss);
}

export function logLoss(confidence: number, held: boolean): number {
  const bounded = Math.min(1 - CONFIDENCE_MIN, Math.max(CONFIDENCE_MIN, confidence));
  return Math.min(LOSS_MAX, Math.max(0, -Math.log(held ? bounded : 1 - bounded)));
}

function scoresOf({ status, basis, entries }: Thread): Score[] {
  if (status !== 'fused' || basis === null || !OBSERVED.has(basis)) return [];
  const verdicts = verdictsOf(entries);
  return entries.flatMap(({ seq, author_id, author_name, envelope }) => {
    const held = verdicts.get(seq)?.held;
    if ((envelope.type !== 'ASSERT' && envelope.type !== 'CHALLENGE') || held === undefined) return [];
    const { confidence } = envelope.body;
    if (typeof confidence !== 'number') return [];
    return [{ author_id, author_name, held, loss: logLoss(confidence, held) }];
  });
}
