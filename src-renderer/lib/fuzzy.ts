// How well what was typed fits a name: for the jump box and the mention picker.

/** From this score on the name, or a word in it, begins with what was typed. */
export const GOOD_FIT = 600;

/** Higher is better; null when it does not fit. Letters must come in order; starts of words and unbroken runs count more. */
export function fuzzyScore(query: string, name: string): number | null {
  const wanted = folded(query);
  const text = folded(name);
  if (wanted === '') return 0;
  if (text.startsWith(wanted)) return 1_000 - text.length;
  const at = text.indexOf(wanted);
  if (at > 0) return (isWordStart(text, at) ? 700 : 500) - at - text.length / 100;
  return scattered(wanted, text);
}

export function fuzzyFilter<T>(items: readonly T[], query: string, nameOf: (item: T) => string): T[] {
  return items
    .map((item, order) => ({ item, order, score: fuzzyScore(query, nameOf(item)) }))
    .filter((row): row is { item: T; order: number; score: number } => row.score !== null)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ item }) => item);
}

function scattered(wanted: string, text: string): number | null {
  let from = 0;
  let score = 200 - text.length / 100;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    const at = text.indexOf(letter, from);
    if (at === -1) return null;
    score -= isWordStart(text, at) ? 0 : Math.min(at - from, 10);
    from = at + letter.length;
  }
  return score;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-_./]/.test(text.charAt(at - 1));
}

/** Without case and accents, so that "jose" finds José. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
