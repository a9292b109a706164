// The texts for parts of the app that are fetched after the first screen, which has no need of them. Import it from such a part only:
// the first screen would load all of it.
import { lateEnglish } from './english/late.ts';
import { withLateTexts, type Catalogue } from './strings.ts';

/** Complete once a part is fetched: the language is set before that. */
export const strings: Catalogue = withLateTexts(lateEnglish);
