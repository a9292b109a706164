// The title and the summary of an endpoint are for the documentation. The page asks these endpoints at once, and shows neither.
import path from 'node:path';

const TEXT = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
const WORDS = new RegExp(String.raw`^ +(?:title|summary):\s+(?:${TEXT}),$`, 'gm');

/** @param {string} folder absolute: the rows of the endpoints */
export function withoutRowWords(folder) {
  return {
    name: 'lanai:without-row-words',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    /** The lines stay, so that source maps do. */
    transform: (code, id) => (path.dirname(id) === folder ? { code: code.replaceAll(WORDS, emptied), map: null } : null),
  };
}

const emptied = (text) => text.replaceAll(/[^\n]+/g, '');
