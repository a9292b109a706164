// Every text of the interface comes from here: `strings.timeline.jumpToLatest`. A language is an object of texts, and of
// functions where a text holds a number, a name or something drawn; the compiler sees to it that a translation has them all.
import { isolating } from '../../src-shared/isolate.ts';
import { english } from './english/english.ts';

/** The shape of a language: the same keys as English, with any text in them. */
export type Catalogue = Texts<typeof english>;

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
  catalogue: Catalogue;
}

/** The language that is spoken. Read it where a text is drawn, not on import: it is set before the first drawing. */
export let strings: Catalogue = isolating<Catalogue>(english);

/** For numbers, dates, lists and sorting. */
export let locale = 'en-GB';

/** To be called before anything is drawn; a change of language loads the page anew. */
export function speak({ tag, catalogue }: Language): void {
  strings = isolating(catalogue);
  locale = localeFor(tag, navigator.languages);
}

/** The reader's own variant of the language ("en-GB" for "en") where they have one, so that dates look as they are used to. */
export function localeFor(tag: string, preferred: readonly string[]): string {
  return preferred.find((each) => each === tag || each.startsWith(`${tag}-`)) ?? tag;
}
