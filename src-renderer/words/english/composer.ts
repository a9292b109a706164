import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

export const composerWords = {
  attachAsFile: 'Send it as a file',
  longPaste: (lines: number) => `That is long: ${plural(lines, { one: '# line', other: '# lines' })}.`,
  pasteChanged: 'The text was changed since it was pasted. Paste it again to send it as a file.',
  pastedName: 'pasted.txt',
};
