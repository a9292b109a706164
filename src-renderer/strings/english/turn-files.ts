import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The files that went into an answer of an agent. */
export const turnFilesWords = {
  count: (count: number) => plural(count, { one: '# file', other: '# files' }),
  leftOut: (count: number) => plural(count, { one: '# left out', other: '# left out' }),
  more: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
  gone: 'A file that was deleted, or that you cannot see',
  sent: { whole: 'all of it', part: 'a part of it', copy: 'as a copy for its program', none: 'left out' },
  noneBecause: (why: string) => `left out: ${why}`,
  byTool: 'read by the agent',
};
