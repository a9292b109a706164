import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Where files are looked at, and listed. */
export const viewingWords = {
  loadingFiles: 'Loading files',
  /** `why`: a whole sentence. */
  notListed: (why: string) => `The files could not be listed. ${why}`,
  noFiles: 'No files yet',
  noFilesText: 'Drop files on the messages, or use the paper clip.',
  files: 'Files',
  older: 'Show older files',
  showWhereSent: 'Show in room',
  loadingPages: 'Loading the document',
  pages: (count: number) => plural(count, { one: '# page', other: '# pages' }),
  page: (at: number, count: number) => `Page ${at} of ${count}`,
  larger: 'Larger',
  smaller: 'Smaller',
  locked: 'This document is locked with a password',
  lockedText: 'Download it and open it with a program that asks for the password.',
  broken: 'This document cannot be shown',
  brokenText: 'It may be damaged, or the connection was lost. Download it to try another program.',
  brokenPage: 'This page cannot be shown.',
  place: (at: number, count: number) => `${at} of ${count}`,
  fit: 'Fit to window',
  ownSize: 'Show full size',
  /** Of a film. */
  endsEarly: 'This film ends early. A part of it is missing.',
  before: 'Previous picture',
  next: 'Next picture',
};
