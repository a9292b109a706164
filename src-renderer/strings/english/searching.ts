import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** In the dialog that searches all messages. */
export const searchingWords = {
  placeholder: 'Words, or in: from: has: before: after:',
  placeholderWithFilters: 'Words',
  filters: 'Filters',
  messages: 'Messages',
  earlier: 'Earlier searches',
  forgetEarlier: 'Clear earlier searches',
  removeFilter: (filter: string) => `${filter}: remove this filter`,
  narrow: 'Filter',
  hint: '“Words in quotes” match as a phrase. Newest messages come first.',
  filterHelp: { in: 'a room', from: 'a person or an agent', has: 'a link, code, or your name', before: 'a day', after: 'a day' },
  /** When what was typed behind the filter fits nothing. */
  noneLikeThat: {
    in: 'No match. Type the name of a room.',
    from: 'No match. Type the name of a person or an agent.',
    has: 'No match. Type “link”, “code”, “file”, “image” or “mention”.',
    before: 'No match. Type a day.',
    after: 'No match. Type a day.',
  },
  inRoom: (room: string) => `in #${room}`,
  inDirect: (name: string) => `in ${name}`,
  from: (name: string) => `from ${name}`,
  fromYou: 'from you',
  has: { link: 'has a link', code: 'has code', file: 'has a file', image: 'has a picture', mention: 'has your name' },
  before: (day: string) => `before ${day}`,
  after: (day: string) => `from ${day} on`,
  sealedApart: 'Sealed rooms are searched only with in:, on a device that has the key.',
  searching: 'Searching',
  loading: 'Loading…',
  older: 'Show older messages',
  offline: 'Not connected to your Lanai',
  offlineText: 'Search needs the connection. It continues by itself when the connection is back.',
  failed: 'Search failed',
  found: (count: number) => plural(count, { one: '# found', other: '# found' }),
  foundOrMore: (count: number) => plural(count, { one: '# or more found', other: '# or more found' }),
  noMessage: 'No messages found',
  noMessageFiltered: 'Remove a filter, or try another word.',
  noMessageText: 'Search matches whole words, and the beginning of the last word. Try another word.',
};
