// A formula in TeX as a tree of MathML that can do nothing and hides nothing: elements and attributes from a list, no address, no
// colour, nothing on top of other text. A formula with letters that would not be seen is refused, and shown as it was written.
import temml from 'temml';

export interface MathElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  style: Readonly<Record<string, string>>;
  classes: readonly string[];
  children: readonly MathPiece[];
}
export type MathPiece = string | MathElement;

const EXPANSIONS_MAX = 200;
const PIECES_MAX = 3_000;
const DEPTH_MAX = 60;
/** In em. */
const SIZE_MAX = 10;

/** Throws for a formula that is not drawn. */
export function drawMath(tex: string, isDisplay: boolean): MathElement {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library does not type its tree; it is read with care
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: isDisplay,
    throwOnError: true,
    trust: false,
    strict: false,
    maxExpand: EXPANSIONS_MAX,
    maxSize: [SIZE_MAX, SIZE_MAX],
  }) as LibraryNode;
  const [math] = new Cleaner().pieces(tree, 0);
  if (typeof math !== 'object' || math.name !== 'math') throw new Error('No formula came of it.');
  if (!showsAll(tex, seenIn(math))) throw new Error('Some of it would not be seen.');
  return math;
}

/** As the library has it: a text, a fragment without a type, or an element. */
interface LibraryNode {
  type?: string;
  text?: string;
  attributes?: Record<string, unknown>;
  classes?: readonly string[];
  style?: Record<string, unknown>;
  children?: readonly LibraryNode[];
}

const ELEMENTS: ReadonlySet<string> = new Set([
  ...['math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup'],
  ...['munder', 'mover', 'munderover', 'mmultiscripts', 'mprescripts', 'mtable', 'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom', 'menclose'],
]);

/** Numbers, lengths that are not negative, and words: no address. */
const ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    display: /^block$/,
    displaystyle: /^(?:true|false)$/,
    scriptlevel: /^[+-]?[0-3]$/,
    mathvariant: /^normal$/,
    form: /^(?:prefix|infix|postfix)$/,
    linethickness: /^0(?:px|em)?$/,
    columnspan: /^\d{1,2}$/,
    rowspan: /^\d{1,2}$/,
    ...all(['fence', 'separator', 'stretchy', 'symmetric', 'largeop', 'movablelimits', 'accent', 'accentunder'], /^(?:true|false)$/),
    ...all(['lspace', 'rspace', 'minsize', 'maxsize'], /^\d(?:\.\d{1,8})?(?:em)?$/),
  }),
);

function all(names: readonly string[], rule: RegExp): Record<string, RegExp> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

const LENGTH = /^(?:\d{1,2}(?:\.\d{1,8})?(?:em|pt|px)|0)$/;
const STYLES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    width: /^(?:50|100)%$/,
    ...all(['padding', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom'], LENGTH),
    ...all(['border', 'borderLeft', 'borderRight', 'borderTop', 'borderBottom'], /^\d?(?:\.\d{1,4})?(?:px|em) (?:solid|dashed)$/),
  }),
);

/** Those that the stylesheet knows. */
const CLASSES: ReadonlySet<string> = new Set([
  ...['tml-left', 'tml-right', 'tml-overline', 'tml-underline', 'tml-cancel', 'upstrike', 'downstrike', 'sout', 'tml-fbox'],
]);
/** Those that move a sign by a hair or stretch it. */
const SMALL_CLASS =
  /^(?:tml-(?:display|jot|small|sml-pad|med-pad|lrg-pad|prime|tageqn|tag|hat-\d|tilde-\d|vec|eqn)|(?:chr|wbk|ff|oldstyle)-?.*|math(?:scr|cal))$/;

class Cleaner {
  #left = PIECES_MAX;

  pieces(node: LibraryNode, depth: number): MathPiece[] {
    this.#left -= 1;
    if (this.#left < 0 || depth > DEPTH_MAX) throw new Error('It is too large.');
    if (typeof node.text === 'string') return node.text === '' ? [] : [node.text];
    const children = (node.children ?? []).flatMap((child) => this.pieces(child, depth + 1));
    if (node.type === undefined || node.type === '') return children;
    if (!ELEMENTS.has(node.type)) throw new Error(`It has an element ${node.type}.`);
    return [
      {
        name: node.type,
        attributes: kept(node.attributes ?? {}, node.type === 'mspace' ? SPACE_ATTRIBUTES : ATTRIBUTES),
        style: kept(node.style ?? {}, STYLES),
        classes: (node.classes ?? []).flatMap(keptClass),
        children,
      },
    ];
  }
}

const SPACE_ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map([['width', LENGTH]]);

function kept(values: Record<string, unknown>, rules: ReadonlyMap<string, RegExp>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries(entries.filter(([name, value]) => rules.get(name)?.test(value)));
}

function keptClass(name: string): string[] {
  if (name === '' || SMALL_CLASS.test(name)) return [];
  if (!CLASSES.has(name)) throw new Error(`It has a class ${name}.`);
  return [name];
}

function seenIn(piece: MathPiece): string {
  if (typeof piece === 'string') return piece;
  return piece.name === 'mphantom' ? '' : piece.children.map(seenIn).join('');
}

/** Parts of TeX that are no text: commands, names and columns of environments, lengths of spaces. */
const NO_TEXT = [
  /\\(?:begin|end)\s*\{(?:array|subarray)\*?\}(?:\s*\[[tbc]\])?(?:\s*\{[\sclr|:]*\})?/g,
  /\\(?:begin|end)\s*\{alignedat\*?\}(?:\s*\{\d\})?/g,
  /\\(?:begin|end)\s*\{[a-zA-Z]{1,20}\*?\}(?:\s*\[[tbcr]\])?/g,
  /\\(?:[hv]space|[hvm]skip|m?kern|mspace)\*?\s*\{?\s*-?[\d.]{1,8}\s*(?:em|ex|mu|pt|px|cm|mm)\b\s*\}?/g,
  /\\\\\s*\[-?[\d.]{1,8}\s*(?:em|ex|pt|px|cm|mm)\]/g,
  /\\(?:[a-zA-Z]+\*?|[^a-zA-Z])/g,
];

/** Whether each letter and digit of the text is among those that are seen, as often as it was written. */
function showsAll(tex: string, seen: string): boolean {
  const left = new Map<string, number>();
  for (const each of lettersOf(seen)) left.set(each, (left.get(each) ?? 0) + 1);
  if (left.size === 0 && !/\S/.test(seen)) return false;
  return lettersOf(NO_TEXT.reduce((text, rule) => text.replace(rule, ' '), tex)).every((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count > 0;
  });
}

function lettersOf(text: string): string[] {
  return text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? [];
}
