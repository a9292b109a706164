// Every text of the interface comes from here: `strings.timeline.jumpToLatest`. A language is an object of texts, and of
// functions where a text holds a number, a name or something drawn; the compiler sees to it that a translation has them all.
import { isolating } from '../../src-shared/isolate.ts';
import { english } from './english/english.ts';
import type { lateEnglish } from './english/late.ts';

/** The shape of a language: the same keys as English, with any text in them. */
export type Catalogue = FirstTexts & LateTexts;

/** The first screen needs no other texts. */
export type FirstTexts = Texts<typeof english>;
/** Texts of the parts that are fetched later: those read `strings` from all-strings.ts. */
export type LateTexts = Texts<typeof lateEnglish>;

type Texts<T> = T extends string
  ? string
  : T extends (...slots: infer Slots) => infer Result
    ? (...slots: Slots) => Said<Result>
    : { readonly [Key in keyof T]: Texts<T[Key]> };

/** Any text in place of an English one; what is drawn stays what it is. */
type Said<Result> = Result extends string ? string : Result;

export interface Language {
  /** BCP 47. */
  tag: string;
  /** English brings the texts for later parts with those parts. */
  catalogue: Catalogue | FirstTexts;
}

/** The language that is spoken. Read it where a text is drawn, not on import: it is set before the first drawing. */
export let strings: FirstTexts = isolating<FirstTexts>(english);

/** For numbers, dates, lists and sorting. */
export let locale = 'en-GB';

/** To be called before anything is drawn; a change of language loads the page anew. */
export function speak({ tag, catalogue }: Language): void {
  strings = isolating(catalogue);
  locale = localeFor(tag, navigator.languages);
}

/** All texts of the language that is spoken. `late`: English, for a language that has brought no texts for later parts. */
export function withLateTexts(late: LateTexts): Catalogue {
  return { ...isolating(late), ...strings };
}

/** The reader's own variant of the language ("en-GB" for "en") where they have one, so that dates look as they are used to. */
export function localeFor(tag: string, preferred: readonly string[]): string {
  return preferred.find((each) => each === tag || each.startsWith(`${tag}-`)) ?? tag;
}
