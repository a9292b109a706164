// The emoji of the names that chat programs write between colons.
import names from 'emojibase-data/en/shortcodes/iamcal.json';

let byName: Map<string, string> | null = null;

const TONES = ['', '', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];

/** Null for a name that only its own workspace knows. `+1::skin-tone-3` is a name with a tone. */
export function emojiCalled(name: string): string | null {
  const [base = '', tone = ''] = name.split('::skin-tone-');
  byName ??= namesOf();
  const emoji = byName.get(base);
  return emoji === undefined ? null : emoji + (TONES[Number(tone)] ?? '');
}

function namesOf(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [code, called] of Object.entries<string | string[]>(names)) {
    const emoji = String.fromCodePoint(...code.split('-').map((each) => Number.parseInt(each, 16)));
    for (const name of typeof called === 'string' ? [called] : called) found.set(name, emoji);
  }
  return found;
}
