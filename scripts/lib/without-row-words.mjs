// The title and the summary of an endpoint are for the documentation, and so are the descriptions of fields. The page asks these
// endpoints at once, and shows none of these texts. It does not answer with the status of an error either.
import path from 'node:path';

const TEXT = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
const WORDS = new RegExp(String.raw`^ +(?:title|summary):\s+(?:${TEXT}),$`, 'gm');

const DESCRIPTION = new RegExp(String.raw`\bdescribed\((\s*)(?:${TEXT}),`, 'g');

const STATUS = /\bstatus: \d+, /g;

/** @param {string} folder absolute: src-shared, with the rows in `endpoints` */
export function withoutRowWords(folder) {
  return {
    name: 'lanai:without-row-words',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    /** The lines stay, so that source maps do. */
    transform(code, id) {
      if (!id.startsWith(folder + path.sep)) return null;
      const plain = code.replaceAll(DESCRIPTION, "described($1'',");
      if (id === path.join(folder, 'errors.ts')) return { code: plain.replaceAll(STATUS, ''), map: null };
      return { code: path.dirname(id) === path.join(folder, 'endpoints') ? plain.replaceAll(WORDS, emptied) : plain, map: null };
    },
  };
}

const emptied = (text) => text.replaceAll(/[^\n]+/g, '');
