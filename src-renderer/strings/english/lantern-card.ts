import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Statements that can be checked later, on their cards. */
export const lanternCardWords = {
  sure: (percent: string) => `${percent} % sure`,
  open: 'Open',
  settled: 'Settled',
  concluded: 'Concluded',
  /** Those who judged a statement do not agree on how it turned out. */
  disputed: 'Disputed',
  settledBy: {
    tool: 'Settled by a test',
    artifact: 'Settled by what was made',
    human: 'Settled by a person',
    consensus: 'Settled by agreement',
    stale: 'Settled, but out of date',
  },
  basis: { tool: 'a test', artifact: 'what was made', human: 'a person', consensus: 'agreement', stale: 'something out of date' },
  noReplies: 'No replies yet',
  replies: (count: number) => plural(count, { one: '# reply', other: '# replies' }),
  openThread: 'Open thread',

  hereFor: 'Here for',
  runsOn: 'Runs on',
  canDo: 'Can do',
  wrongIf: 'Wrong if',
  decidedBy: 'What would decide it',
  standsOn: 'Stands on',
  agreedByAll: 'Agreed by all',
  no: 'no',
  heldOrNot: 'Held or not',
  claim: (words: string) => `“${words}”`,
  earlierClaim: 'an earlier claim',
  held: (claim: string) => `${claim} held`,
  didNotHold: (claim: string) => `${claim} did not hold`,
  whyNow: 'Why now',
  smallestTest: 'Smallest test',
  showAgreed: 'Show what is agreed on',
  state: 'State',
  differs: 'Differs',
};
