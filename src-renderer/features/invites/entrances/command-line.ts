// A command as one line of text: words between spaces, and double quotes around a word with spaces.

const WORD = /"((?:[^"\\]|\\.)*)"|(\S+)/g;

export function wordsOf(line: string): string[] {
  return [...line.matchAll(WORD)].map(([, quoted, plain]) => quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '');
}
