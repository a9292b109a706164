import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Before a message that calls many is sent. */
export const callingWords = {
  title: (count: number) => plural(count, { one: 'Notify one member?', other: 'Notify # members?' }),
  text: 'Each of them gets a mention.',
  send: 'Send',
};
