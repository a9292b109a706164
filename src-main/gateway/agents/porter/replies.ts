// The words that may follow a question of Porter.

export type Reply = { kind: 'yes' } | { kind: 'no' } | { kind: 'choice'; number: number };

const YES =
  /^(?:yes|y|yep|yeah|yup|ok|okay|sure|confirm(?:ed)?|do it|go ahead|yes,? (?:please|do it|do that|go ahead|i am sure|i'm sure))$/i;
const NO =
  /^(?:no|n|nope|nah|none(?: of (?:them|these|those))?|cancel|stop|abort|never ?mind|forget it|don't|don’t|do not|no,? (?:thanks|thank you|don't|don’t|stop|wait|cancel))$/i;
const CHOICE = /^(?:number |no\. ?|#|\()?(\d{1,2})[.)]?$/i;
const ORDINAL = /^the (first|second|third|fourth|fifth)(?: one)?$/i;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Null: it replies to no question. */
export function replyOf(text: string): Reply | null {
  const words = text
    .replace(/@porter\b[,:]?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[ .!]+$/, '');
  if (YES.test(words)) return { kind: 'yes' };
  if (NO.test(words)) return { kind: 'no' };
  const number = CHOICE.exec(words)?.[1];
  if (number !== undefined) return { kind: 'choice', number: Number(number) };
  const ordinal = ORDINAL.exec(words)?.[1];
  return ordinal === undefined ? null : { kind: 'choice', number: ORDINALS.indexOf(ordinal.toLowerCase()) + 1 };
}
