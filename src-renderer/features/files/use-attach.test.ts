import { expect, it } from 'vitest';
import { areFilesMeant } from './use-attach.ts';

const files = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

it.each([
  ['no text', '', files('screenshot.png')],
  ['blank text', ' \n', files('image.png')],
  ["its name, from macOS' Finder", 'report.pdf', files('report.pdf')],
  ['a name with a blank', 'my report.pdf', files('my report.pdf')],
  ['several names', 'a.pdf\rb.png', files('a.pdf', 'b.png')],
  ['names of which one was a folder', 'a.pdf\na.pdf', files('a.pdf')],
  ['a name in another form of Unicode', 'cafe\u0301.txt', files('caf\u00e9.txt')],
  ['a path', '/home/maya/report.pdf', files('report.pdf')],
  ['a path of Windows, in quotes', '"C:\\Users\\Maya\\my report.pdf"', files('my report.pdf')],
  ['an address', 'file:///home/maya/my%20report.pdf', files('my report.pdf')],
  ['a name with a per cent', '100%.pdf', files('100%.pdf')],
])('A paste of files with %s attaches the files', (_what, text, pasted) => {
  expect(areFilesMeant(text, pasted)).toBe(true);
});

it.each([
  ['a text from Word with its picture', 'Dear Maya,\nthe report is there.', files('image.png')],
  ['cells from Excel with their picture', 'a\tb\n1\t2', files('image.png')],
  ['a text that only mentions the file', 'see report.pdf', files('report.pdf')],
  ['a name and a text', 'report.pdf\nis what I mean', files('report.pdf')],
  ['another name', 'other.pdf', files('report.pdf')],
])('A paste of %s pastes the text', (_what, text, pasted) => {
  expect(areFilesMeant(text, pasted)).toBe(false);
});
