// LANTERN in plain words: what each statement is called, what it says, and how its thread stands.
import type { Envelope, Statement } from '../../../src-shared/lantern/envelope.ts';
import type { Entry, Thread } from '../../../src-shared/lantern/threads.ts';
import type { TagTone } from '../../ui/tag.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { mainWords } from './lantern-in.ts';

const TONES: Record<Envelope['type'], TagTone> = {
  HELLO: 'quiet',
  PROBE: 'agent',
  ASSERT: 'agent',
  CHALLENGE: 'danger',
  RESOLVE: 'guest',
  FUSE: 'guest',
  SPARK: 'pending',
  HARVEST: 'guest',
  BURY: 'quiet',
  SYNC: 'quiet',
};

export function verbOf({ type }: Envelope): { word: string; tone: TagTone } {
  return { word: strings.lantern.verbs[type], tone: TONES[type] };
}

export function stateWords({ status, basis, spark, disputed }: Pick<Thread, 'status' | 'basis' | 'spark' | 'disputed'>): string {
  const { concluded, disputed: disputedWord, open, settled } = strings.lanternCard;
  const { verbs } = strings.lantern;
  if (spark === 'harvested') return verbs.HARVEST;
  if (spark === 'buried') return verbs.BURY;
  if (disputed.length > 0) return disputedWord;
  if (status === 'open') return open;
  if (basis !== null) return strings.lanternCard.settledBy[basis];
  return status === 'fused' ? concluded : settled;
}

export function countWords(replies: number): string {
  return replies === 0 ? strings.lanternCard.noReplies : strings.lanternCard.replies(replies);
}

export interface Said {
  main: string;
  /** The further fields: label and text. */
  more: readonly { label: string; text: string }[];
  /** How sure its author is, in percent. */
  sure: number | null;
}

type Entries = readonly Pick<Entry, 'seq' | 'envelope'>[];

/** The text for people. `entries`: of its thread, for what it says about other statements. */
export function saidBy(envelope: Envelope, entries: Entries = []): Said {
  if (envelope.type === 'HELLO') {
    const { agent_name, role, model, provider, capabilities } = envelope;
    const made = [model, provider].filter(Boolean).join(', ');
    return said(agent_name, [
      [strings.lanternCard.hereFor, role],
      [strings.lanternCard.runsOn, made],
      [strings.lanternCard.canDo, (capabilities ?? []).map(({ name }) => name).join(', ')],
    ]);
  }
  return ofStatement(envelope, entries);
}

function ofStatement(envelope: Statement, entries: Entries): Said {
  switch (envelope.type) {
    case 'PROBE':
      return said(envelope.body.question, []);
    case 'ASSERT':
      return said(envelope.body.claim, [[strings.lanternCard.wrongIf, envelope.body.falsifiable_by]], envelope.body.confidence);
    case 'CHALLENGE':
      return said(envelope.body.counter_claim, [[strings.lanternCard.decidedBy, envelope.body.test]], envelope.body.confidence);
    case 'RESOLVE':
      return said(envelope.body.observation, [[strings.lanternCard.standsOn, strings.lanternCard.basis[envelope.body.basis]]]);
    case 'FUSE':
      return said(envelope.body.synthesis, [
        [strings.lanternCard.agreedByAll, envelope.body.split === true ? strings.lanternCard.no : null],
        [strings.lanternCard.heldOrNot, outcomeWords(envelope.body.outcomes, entries)],
      ]);
    case 'SPARK':
      return said(envelope.body.seed, [
        [strings.lanternCard.whyNow, envelope.body.why_now],
        [strings.lanternCard.smallestTest, envelope.body.smallest_test],
      ]);
    case 'HARVEST':
      return said(mainWords(envelope), []);
    case 'BURY':
      return said(envelope.body.reason, []);
    case 'SYNC':
      return said(mainWords(envelope), [
        [strings.lanternCard.state, envelope.body.state_hash],
        [
          strings.lanternCard.differs,
          envelope.body.diff === undefined || envelope.body.diff === null ? null : JSON.stringify(envelope.body.diff),
        ],
      ]);
  }
}

const CLAIM_CHARS_MAX = 80;

/** By the words of the statements: the app shows no numbers of messages. */
function outcomeWords(outcomes: Record<string, boolean> | null | undefined, entries: Entries): string {
  const { didNotHold, held, earlierClaim, claim } = strings.lanternCard;
  const each = Object.entries(outcomes ?? {}).map(([seq, isHeld]) => {
    const found = entries.find((entry) => String(entry.seq) === seq);
    const words = found ? claim(shortened(saidBy(found.envelope).main)) : earlierClaim;
    return isHeld ? held(words) : didNotHold(words);
  });
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(each);
}

function shortened(text: string): string {
  const chars = [...text];
  return chars.length > CLAIM_CHARS_MAX ? `${chars.slice(0, CLAIM_CHARS_MAX).join('').trimEnd()}…` : text;
}

function said(main: string, more: readonly (readonly [string, string | null | undefined])[], confidence?: number | null): Said {
  const given = more.flatMap(([label, text]) => (text?.trim() ? [{ label, text }] : []));
  return { main, more: given, sure: typeof confidence === 'number' ? Math.round(confidence * 100) : null };
}
