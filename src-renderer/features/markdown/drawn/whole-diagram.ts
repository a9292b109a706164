// The library of diagrams leaves out statements that it does not know. A diagram with less in it than was written would mislead, so it
// is compared with its source: its words, and the number of its arrows.

const KEYWORD =
  /^(?:graph|flowchart|TD|TB|LR|RL|BT|subgraph|end|direction|sequenceDiagram|participant|actor|as|loop|alt|else|opt|par|and|critical|option|break|autonumber|activate|deactivate|stateDiagram|v2|state|classDiagram|class|erDiagram|xychart|beta|axis|title|bar|line|horizontal|br)$/;
/** Notes are drawn beside a sequence only. */
const OF_SEQUENCE = /^(?:[Nn]ote|over|left|right|of)$/;

/** These change a look only. */
const LOOKS = /^\s*(?:style|classDef|linkStyle|direction|class\s+[\w,-]+\s+\w+\s*$)/;

export function isWhole(source: string, svg: string): boolean {
  const [header = '', ...statements] = source.split('\n').filter((line) => line.trim() !== '' && !LOOKS.test(line));
  const kind = /^\s*([a-zA-Z]+)/.exec(header)?.[1] ?? '';
  return showsWords(statements.join('\n'), svg, kind) && hasArrows(statements, svg, kind);
}

function showsWords(text: string, svg: string, kind: string): boolean {
  const shown = decoded(svg.replace(/<style>[^]*?<\/style>/, ''));
  // The numbers of a chart are heights.
  const written = text.replace(/[&#]\w{2,8};/g, ' ').replace(kind === 'sequenceDiagram' ? /--?x/g : /^$/, ' ');
  const words = written.match(kind === 'xychart' ? /\p{L}{2,}/gu : /[\p{L}\p{N}]{2,}/gu) ?? [];
  return [...new Set(words)].every(
    (word) => KEYWORD.test(word) || (kind === 'sequenceDiagram' && OF_SEQUENCE.test(word)) || shown.includes(word),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

function decoded(svg: string): string {
  return svg.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function hasArrows(statements: readonly string[], svg: string, kind: string): boolean {
  const count = (name: string): number => svg.split(`class="${name}"`).length - 1;
  const isGraph = kind === 'graph' || kind === 'flowchart';
  const lines = statements.map((line) => withoutWords(isGraph ? line.replace(/\|[^|]*\|/g, '') : line));
  const matching = (rule: RegExp): number => lines.filter((line) => rule.test(line)).length;
  switch (kind) {
    case 'graph':
    case 'flowchart':
      return lines.reduce((sum, line) => sum + edgesOf(line), 0) === count('edge');
    case 'stateDiagram':
      return matching(/-->/) === count('edge');
    case 'sequenceDiagram':
      if (matching(/<<-/) > 0) return false;
      return matching(/^[^:]*?[^\s:-]\s*(?:<<)?--?(?:>>?|x|\))/) === count('message');
    case 'classDiagram':
      return matching(/^[^:]*?(?:--|\.\.)/) === count('class-relationship');
    case 'erDiagram':
      return matching(/^[^:]*?[|o}{]\s*(?:--|\.\.)\s*[|o}{]/) === count('er-relationship');
    default:
      return true;
  }
}

/** Without quoted and bracketed words, which may have any signs. */
function withoutWords(line: string): string {
  let text = line.replace(/"[^"]*"/g, '');
  for (let depth = 0; depth < 4; depth += 1) text = text.replace(/\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\}/g, '');
  return text;
}

const ARROW = /<?(?:-{2,}[>xo]?|={2,}[>xo]?|-\.+-[>xo]?|~{3,})/;
const WORDS_IN_ARROW = /<?(?:--|==|-\.)\s+[^-=.>]+?\s+(?:-{2,}>?|={2,}>?|\.-+>?)/g;

function edgesOf(line: string): number {
  const groups = line
    .replace(WORDS_IN_ARROW, '-->')
    .split(ARROW)
    .map((group) => group.split('&').length);
  return groups.slice(1).reduce((sum, size, at) => sum + size * (groups[at] ?? 0), 0);
}

/** As the library reads it: one statement a line, and spaces around arrows. */
export function normalDiagram(source: string): string {
  if (!/^\s*(?:graph|flowchart)\b/.test(source)) return source;
  return linesOf(source)
    .map((line) =>
      line
        .replace(
          /([\w\])}])\s*--(?=[^\s>x|o-])([^|>"[\](){}]+?)--(>?)(?=\s*\w)/g,
          (_all, before: string, words: string, end: string) => `${before} -- ${words.trim()} --${end === '' ? '-' : '>'} `,
        )
        .replace(/(\w)(?=<?(?:--[->xo\s]|-\.|==))/g, '$1 '),
    )
    .join('\n');
}

/** A semicolon ends a statement, except within words. */
function linesOf(source: string): string[] {
  const lines: string[] = [];
  let line = '';
  let isQuoted = false;
  let depth = 0;
  for (const sign of source) {
    if (sign === '"') isQuoted = !isQuoted;
    if ('[({'.includes(sign)) depth += 1;
    if ('])}'.includes(sign)) depth -= 1;
    if (sign === '\n' || (sign === ';' && !isQuoted && depth <= 0)) {
      lines.push(line);
      line = '';
      isQuoted = false;
      depth = 0;
    } else line += sign;
  }
  return [...lines, line];
}
