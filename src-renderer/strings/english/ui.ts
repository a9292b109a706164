import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Common texts of many parts. */
export const uiWords = {
  /** Over "This could not be shown". */
  missingPart: 'Something is missing',
  notShown: 'This could not be shown',
  notShownText: 'Nothing is lost. Try again, or open another page and come back.',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  dismiss: 'Dismiss',
  loading: 'Loading',
  copied: 'Copied',
  notCopied: 'Select it and copy',
  /** After the name of the one who reads it. */
  isYou: (name: string) => `${name} (you)`,
  /** The tag at an agent's name. */
  agent: 'agent',
  webhook: 'webhook',
  guest: 'guest',
  formerMember: 'A former member',
  /** Within a sentence. */
  aFormerMember: 'a former member',
  unreachable: 'Your Lanai cannot be reached. Nothing was changed. Try again in a moment.',
  failed: 'Something went wrong. Try again.',
  /** At the end of a list of names: "lobby, vault and 3 more". */
  more: (count: number) => plural(count, { one: '# more', other: '# more' }),
  justNow: 'just now',
  minutesAgo: (count: number) => plural(count, { one: '# min ago', other: '# min ago' }),
  hoursAgo: (count: number) => plural(count, { one: '# h ago', other: '# h ago' }),
  yesterday: 'yesterday',
  daysAgo: (count: number) => plural(count, { one: '# day ago', other: '# days ago' }),
  daysLeft: (count: number) => plural(count, { one: '# day left', other: '# days left' }),
  hoursLeft: (count: number) => plural(count, { one: '# h left', other: '# h left' }),
  underAnHourLeft: 'under an hour left',
  secret: {
    key: { name: 'Key', made: 'New key', once: 'Copy this key now. It is shown only once.', copy: 'Copy key' },
    secret: { name: 'Secret', made: 'New secret', once: 'Copy this secret now. It is shown only once.', copy: 'Copy secret' },
  },
  keyNames: {
    control: 'Ctrl',
    command: '⌘',
    shift: 'Shift',
    alt: 'Alt',
    option: '⌥',
    named: { Enter: 'Enter', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', Home: 'Home', End: 'End', Delete: 'Del' },
  },
};
