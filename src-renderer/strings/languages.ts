// The languages. The choice is this browser's own, like the theme. To add a language: write its catalogue beside `english/`, and a
// line here. Only its readers load it.
import type { ErrorCode } from '../../src-shared/errors.ts';
import { english } from './english/english.ts';
import { speak, type Catalogue } from './strings.ts';

const STORAGE_KEY = 'lanai.language';

/** All texts, and a sentence for each of the server's errors. */
type Translation = Catalogue & { readonly errors: Readonly<Record<ErrorCode, string>> };

interface Entry {
  direction: 'ltr' | 'rtl';
  /** Missing: English, which is always there. */
  load?: () => Promise<Translation>;
}

const LANGUAGES: Record<string, Entry> = {
  en: { direction: 'ltr' },
  'en-XA': { direction: 'ltr', load: () => pseudo() },
  'ar-XB': { direction: 'rtl', load: () => pseudo() },
};

/** Speaks what was chosen in this browser, or else English, and tells the page. */
export async function speakChosen(storage: Pick<Storage, 'getItem'>, root: HTMLElement): Promise<void> {
  const tag = chosen(storage);
  const { direction, load } = LANGUAGES[tag] ?? { direction: 'ltr' };
  root.lang = tag;
  root.dir = direction;
  speak({ tag, catalogue: load ? await load() : english });
}

function chosen(storage: Pick<Storage, 'getItem'>): string {
  try {
    const tag = storage.getItem(STORAGE_KEY) ?? 'en';
    return tag in LANGUAGES ? tag : 'en';
  } catch {
    // A browser that keeps nothing for this page refuses even to be asked.
    return 'en';
  }
}

async function pseudo(): Promise<Translation> {
  const [{ pseudo: altered }, { lateEnglish }, { ERROR_TEXTS }] = await Promise.all([
    import('./pseudo.ts'),
    import('./english/late.ts'),
    import('../../src-shared/error-texts.ts'),
  ]);
  return altered({ ...english, ...lateEnglish, errors: ERROR_TEXTS });
}
