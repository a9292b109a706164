import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** In the text of a message. */
export const markdownWords = {
  code: 'Code',
  codeIn: (language: string) => `Code, ${language}`,
  table: 'Table',
  showLess: 'Show less',
  showAllLines: (count: number) => plural(count, { one: 'Show the one line', other: 'Show all # lines' }),
  done: 'Done',
  toDo: 'To do',
};
