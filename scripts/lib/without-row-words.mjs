// The title and the summary of an endpoint are for the documentation, and so are the descriptions of fields. The page asks these
// endpoints at once, and shows none of these texts. It checks no access, writes no audit log and does not answer
// with the status of an error. The server sends a sentence with each of its errors, so the page has none for them in its first load.
import path from 'node:path';

const TEXT = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
/** Fields of a row that only the server and the documentation read, each on a line. */
const WORDS = new RegExp(
  String.raw`^ +(?:(?:title|summary|auditFailure|access):\s+(?:${TEXT})|(?:audit|access): \{[^{}\n]*\}|readOnly: (?:true|false)),$`,
  'gm',
);

const DESCRIPTION = new RegExp(String.raw`\bdescribed\((\s*)(?:${TEXT}),`, 'g');

/** A schema without its description is the schema itself. Descriptions that are no literals come with it. */
const UNDESCRIBED = '// @__NO_SIDE_EFFECTS__\nexport const described = (first, schema = first) => schema;\n';

const STATUS = /(?<=^  \w+: )\d{3}(?=,$)/gm;
const IMPORTED_TEXTS = /^import \{ ERROR_TEXTS \} from '[^']+';$/m;

/** @param {string} folder absolute: src-shared, with the rows in `endpoints` */
export function withoutRowWords(folder) {
  return {
    name: 'lanai:without-row-words',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    /** The lines stay, so that source maps do. */
    transform(code, id) {
      if (!id.startsWith(folder + path.sep)) return null;
      if (id === path.join(folder, 'described.ts')) return { code: UNDESCRIBED, map: null };
      const plain = code.replaceAll(DESCRIPTION, 'described($1');
      if (id === path.join(folder, 'errors.ts')) {
        return { code: plain.replaceAll(STATUS, '0').replace(IMPORTED_TEXTS, 'const ERROR_TEXTS = {};'), map: null };
      }
      return { code: path.dirname(id) === path.join(folder, 'endpoints') ? plain.replaceAll(WORDS, emptied) : plain, map: null };
    },
  };
}

const emptied = (text) => text.replaceAll(/[^\n]+/g, '');
