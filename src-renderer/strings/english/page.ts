import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The page of a room, and its versions. */
export const pageWords = {
  title: (room: string) => `Page of ${room}`,
  none: 'Nothing is written yet',
  noneText: 'Keep here what the room should find at once: notes, a plan, decisions, links. All who can write in the room can edit it.',
  noneToRead: 'A page keeps what the room should find at once: notes, a plan, decisions, links.',
  write: 'Write the page',
  cleared: 'This page is empty.',
  edit: 'Edit',
  loading: 'Loading the page',
  failed: (reason: string) => `The page could not be loaded. ${reason}`,
  /** `when`: "Yesterday, 10:24". */
  savedBy: (name: string, when: string) => `${name} · ${when}`,

  field: 'Text of the page',
  hint: 'In Markdown. A mention here notifies nobody.',
  showChanges: 'Show changes',
  hideChanges: 'Hide changes',
  /** Above the differences. */
  legend: 'Lines with - are in the saved page, lines with + in your text.',
  tooLong: (size: string) => `The page is too long: ${size} at most.`,
  discardTitle: 'Discard your changes?',
  discardText: 'The page stays as it was saved last.',
  discard: 'Discard',
  /** `when`: "14:03". */
  meanwhile: (name: string, when: string) => `${name} saved the page at ${when}, after you began to write. Your text is kept here.`,
  useMine: 'Use mine',
  useTheirs: 'Use theirs',
  editOn: 'Keep editing',
  theirsTitle: 'Use the saved page?',
  theirsText: 'Your text is discarded.',

  versions: 'Versions',
  back: 'Back to the page',
  backToVersions: 'Back to the versions',
  version: (number: string) => `Version ${number}`,
  /** `size`: "1.2 KB". */
  versionBy: (name: string, when: string, size: string) => `${name} · ${when} · ${size}`,
  now: 'Now',
  noVersions: 'No versions yet',
  noVersionsText: 'Each change of the page is kept as a version.',
  loadingVersions: 'Loading the versions',
  versionsFailed: (reason: string) => `The versions could not be loaded. ${reason}`,
  olderVersions: 'Show older versions',
  kept: (count: number) => plural(count, { one: 'The newest version is kept.', other: 'The newest # versions are kept.' }),
  whatToShow: 'What to show',
  views: { text: 'Text', changes: 'Changes', sinceThen: 'Until now' },
  restore: 'Restore',
  restored: (number: string) => `The text of version ${number} is the page again.`,

  difference: 'Differences, line by line',
  line: (number: number) => `line ${number}`,
  same: 'The texts are the same.',
  tooDifferent: 'The texts differ too much to compare them line by line.',
  beforeNotKept: 'The version before this one is not kept any more.',
};
