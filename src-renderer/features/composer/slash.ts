// All that the composer needs for a text that begins with a slash. It is fetched with the first of them: see use-slash.ts.
export { readWritten } from './slash-commands.ts';
export { offerSource, runSlash, SlashProblem } from './run-slash.ts';
export { slashFace } from './slash-face.tsx';
export { completion, offerKey, slashOffers, type SlashOffer } from './slash-offers.ts';
