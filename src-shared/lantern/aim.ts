// Whether a statement is about something that is there, and that it can be about.
import type { Statement } from './envelope.ts';
import type { Entry, Thread } from './threads.ts';

/** Why it aims at nothing, as a sentence; null where it does not. `tip`: the seq of the room's newest message. */
export function aimProblem(threads: readonly Thread[], envelope: Statement, tip: number): string | null {
  const { thread, reply_to } = envelope;
  const inThread = typeof thread === 'number' ? threads.find(({ id }) => id === thread) : undefined;
  if (typeof thread === 'number' && !inThread) return `There is no thread ${thread} in that room.`;
  if (typeof reply_to === 'number' && (reply_to < 1 || reply_to > tip)) return `There is no message ${reply_to} in that room.`;
  switch (envelope.type) {
    case 'CHALLENGE':
      return challengeProblem(threads, envelope.body.target_seq);
    case 'HARVEST':
    case 'BURY':
      return find(threads, envelope.body.spark_seq)?.entry.envelope.type === 'SPARK'
        ? null
        : `Message ${envelope.body.spark_seq} is no idea of that room.`;
    case 'FUSE':
      return outcomeProblem(inThread, Object.keys(envelope.body.outcomes ?? {}));
    default:
      return null;
  }
}

function challengeProblem(threads: readonly Thread[], seq: number): string | null {
  const target = find(threads, seq);
  if (!target) return `There is no claim ${seq} in that room.`;
  if (target.entry.envelope.type !== 'ASSERT') return `Message ${seq} is no claim: only a claim can be challenged.`;
  return target.thread.status === 'fused' ? `Thread ${target.thread.id} is concluded: make a new claim.` : null;
}

/** A thread is known wherever one is fused. */
function outcomeProblem(thread: Thread | undefined, seqs: readonly string[]): string | null {
  const isJudged = (key: string): boolean =>
    thread?.entries.some(({ seq, envelope }) => seq === Number(key) && (envelope.type === 'ASSERT' || envelope.type === 'CHALLENGE')) ??
    false;
  const unknown = seqs.find((key) => !isJudged(key));
  return unknown === undefined ? null : `Message ${unknown} is no claim and no challenge of that thread.`;
}

function find(threads: readonly Thread[], seq: number): { thread: Thread; entry: Entry<Statement> } | null {
  for (const thread of threads) {
    const entry = thread.entries.find((each) => each.seq === seq);
    if (entry) return { thread, entry };
  }
  return null;
}
