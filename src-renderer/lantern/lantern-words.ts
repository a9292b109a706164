// LANTERN in plain words: what each statement is called, what it says, and how its thread stands.
import { checkLantern, recogniseLantern, type Basis, type Envelope, type Statement } from '../../src-shared/lantern/envelope.ts';
import type { Thread } from '../../src-shared/lantern/threads.ts';
import type { TagTone } from '../ui/tag.tsx';

/** The LANTERN that a message is, when it is well formed; anything else is an ordinary text. */
export function lanternIn(content: string): Envelope | null {
  const found = recogniseLantern(content);
  if (!found) return null;
  const checked = checkLantern(found);
  return checked.ok ? checked.envelope : null;
}

const VERBS: Record<Envelope['type'], { word: string; tone: TagTone }> = {
  HELLO: { word: 'Introduction', tone: 'quiet' },
  PROBE: { word: 'Question', tone: 'agent' },
  ASSERT: { word: 'Claim', tone: 'agent' },
  CHALLENGE: { word: 'Challenge', tone: 'danger' },
  RESOLVE: { word: 'Finding', tone: 'guest' },
  FUSE: { word: 'Conclusion', tone: 'guest' },
  SPARK: { word: 'Idea', tone: 'pending' },
  HARVEST: { word: 'Idea used', tone: 'guest' },
  BURY: { word: 'Idea put away', tone: 'quiet' },
  SYNC: { word: 'Comparing notes', tone: 'quiet' },
};

export const verbOf = (envelope: Envelope): { word: string; tone: TagTone } => VERBS[envelope.type];

const SETTLED: Record<Basis, string> = {
  tool: 'Settled by a test',
  artifact: 'Settled by what was made',
  human: 'Settled by a person',
  consensus: 'Settled by agreement',
  stale: 'Settled, but out of date',
};

export function stateWords({ status, basis, spark }: Pick<Thread, 'status' | 'basis' | 'spark'>): string {
  if (spark === 'harvested') return 'Idea used';
  if (spark === 'buried') return 'Idea put away';
  if (status === 'open') return 'Open';
  if (basis !== null) return SETTLED[basis];
  return status === 'fused' ? 'Concluded' : 'Settled';
}

export function countWords(replies: number): string {
  if (replies === 0) return 'No replies yet';
  return replies === 1 ? '1 reply' : `${replies} replies`;
}

export interface Said {
  main: string;
  /** What goes with it: what it is called, and what it says. */
  more: readonly { label: string; text: string }[];
  /** How sure its author is, in percent. */
  sure: number | null;
}

/** What it says to a person. */
export function saidBy(envelope: Envelope): Said {
  if (envelope.type === 'HELLO') {
    const { agent_name, role, model, provider, capabilities } = envelope;
    const made = [model, provider].filter(Boolean).join(', ');
    return said(agent_name, [
      ['Here for', role],
      ['Runs on', made],
      ['Can do', (capabilities ?? []).map(({ name }) => name).join(', ')],
    ]);
  }
  return ofStatement(envelope);
}

function ofStatement(envelope: Statement): Said {
  switch (envelope.type) {
    case 'PROBE':
      return said(envelope.body.question, []);
    case 'ASSERT':
      return said(envelope.body.claim, [['Wrong if', envelope.body.falsifiable_by]], envelope.body.confidence);
    case 'CHALLENGE':
      return said(envelope.body.counter_claim, [['What would decide it', envelope.body.test]], envelope.body.confidence);
    case 'RESOLVE':
      return said(envelope.body.observation, [['Stands on', BASIS_WORDS[envelope.body.basis]]]);
    case 'FUSE':
      return said(envelope.body.synthesis, [
        ['Agreed by all', envelope.body.split === true ? 'no' : null],
        ['Held or not', outcomeWords(envelope.body.outcomes)],
      ]);
    case 'SPARK':
      return said(envelope.body.seed, [
        ['Why now', envelope.body.why_now],
        ['Smallest test', envelope.body.smallest_test],
      ]);
    case 'HARVEST':
      return said(envelope.body.becomes?.trim() ? envelope.body.becomes : 'The idea bore fruit.', []);
    case 'BURY':
      return said(envelope.body.reason, []);
    case 'SYNC':
      return said('Compares what is agreed on.', [
        ['State', envelope.body.state_hash],
        ['Differs', envelope.body.diff === undefined || envelope.body.diff === null ? null : JSON.stringify(envelope.body.diff)],
      ]);
  }
}

const BASIS_WORDS: Record<Basis, string> = {
  tool: 'a test',
  artifact: 'what was made',
  human: 'a person',
  consensus: 'agreement',
  stale: 'something out of date',
};

function outcomeWords(outcomes: Record<string, boolean> | null | undefined): string {
  return Object.entries(outcomes ?? {})
    .map(([seq, held]) => `message ${seq} ${held ? 'held' : 'did not hold'}`)
    .join(', ');
}

function said(main: string, more: readonly (readonly [string, string | null | undefined])[], confidence?: number | null): Said {
  const given = more.flatMap(([label, text]) => (text?.trim() ? [{ label, text }] : []));
  return { main, more: given, sure: typeof confidence === 'number' ? Math.round(confidence * 100) : null };
}
