import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** On the card of a vote. */
export const votingWords = {
  vote: 'Vote',
  voteCalled: (title: string) => `Vote: ${title}`,
  changeVote: 'Change vote',
  yourVote: 'Your vote',
  closeVote: 'Close vote',
  askClose: 'Close the vote for everyone and show the results?',
  resultsLater: 'Results appear when the vote closes.',
  canChange: 'You can change your vote until it closes. Results appear then.',
  archived: 'The room is archived. Nothing can be changed here.',
  voteClosed: 'This vote is closed.',
  voted: (count: number) => (count === 0 ? 'No votes yet' : plural(count, { one: '# has voted', other: '# have voted' })),
  /** `names`: "Maya, nova and 2 more". */
  waitingFor: (names: string) => `waiting for ${names}`,
  closesNow: 'closes now',
  closesInSeconds: (count: number) => `closes in ${count} s`,
  closesInMinutes: (count: number) => `closes in ${count} min`,
  closesInHours: (count: number) => `closes in ${count} h`,
  closesInDays: (count: number) => plural(count, { one: 'closes in # day', other: 'closes in # days' }),
  quoted: (option: string) => `“${option}”`,
  nobodyVoted: 'Nobody voted.',
  /** `options`: "“0.5%” and “1%”". */
  tie: (options: string) => `A tie between ${options}.`,
  /** `option` in its quotes. */
  won: (option: string, votes: number, voted: number) =>
    plural(votes, { one: `${option} won with # vote of ${voted}.`, other: `${option} won with # votes of ${voted}.` }),
};
