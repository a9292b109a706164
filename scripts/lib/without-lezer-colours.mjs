// The Markdown parser brings the tags of an editor's syntax colours. Nothing here reads them, so they are left out of the page.
const COLOURS = '@lezer/highlight';

export function withoutLezerColours() {
  return {
    name: 'lanai:without-lezer-colours',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id === COLOURS ? `\0${COLOURS}` : null),
    load: (id) => (id === `\0${COLOURS}` ? NO_TAGS : null),
  };
}

/** The parser's imports from it. A new version that imports more fails to build. */
const NO_TAGS = `
export const tags = { special: () => null };
export const styleTags = () => () => null;
export class Tag {}
`;
