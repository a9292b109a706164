// The one parser of texts: the library's blocks, our inline rules, and nothing that docs/markdown.md does not list.
import {
  parser as commonMark,
  Table,
  TaskList,
  type BlockContext,
  type BlockParser,
  type InlineContext,
  type Line,
  type MarkdownParser,
} from '@lezer/markdown';
import type { Tree } from '@lezer/common';
import { INLINE_NODES, inlineRule, REPLACED_RULES } from './inline-rules.ts';
import type { Names } from './names.ts';
import { mathBlockEnd } from './math.ts';
import { Section } from './section.ts';

/** A list within a list counts twice. Deeper text is shown as it was written. */
const DEPTH_MAX = 24;

/** The names for the parser; set for the time of one parse, which nothing interrupts. */
let names: Names | null = null;
/** The text for the parser, likewise. */
let source = '';
let sections = new WeakMap<InlineContext, Section>();

function sectionOf(cx: InlineContext): Section {
  let section = sections.get(cx);
  if (!section) {
    section = new Section(cx, names);
    sections.set(cx, section);
  }
  return section;
}

const tooDeep: BlockParser = {
  name: 'TooDeep',
  before: 'IndentedCode',
  parse(cx, line) {
    if (cx.depth <= DEPTH_MAX || line.pos === line.text.length) return false;
    const from = cx.lineStart + line.pos;
    const to = cx.lineStart + line.text.length;
    cx.nextLine();
    cx.addElement(cx.elt('Paragraph', from, to, [cx.elt('Literal', from, to)]));
    return true;
  },
};

const DOLLAR = 36;
const BACKSLASH = 92;

const mathBlock: BlockParser = {
  name: 'MathBlock',
  before: 'FencedCode',
  parse(cx, line) {
    const end = endOfMath(cx, line);
    if (end === -1) return false;
    const from = cx.lineStart + line.pos;
    while (cx.nextLine() && cx.lineStart < end);
    cx.addElement(cx.elt('MathBlock', from, end));
    return true;
  },
  endLeaf: (cx, line) => endOfMath(cx, line) !== -1,
};

/** Only outside of quotes and lists, where the lines are those of the text. Elsewhere a formula is a part of its paragraph. */
function endOfMath(cx: BlockContext, line: Line): number {
  if ((line.next !== DOLLAR && line.next !== BACKSLASH) || cx.depth > 1 || line.indent - line.baseIndent >= CODE_INDENT) return -1;
  return mathBlockEnd(source, cx.lineStart + line.pos);
}

const CODE_INDENT = 4;

const parser: MarkdownParser = commonMark.configure([
  Table,
  TaskList,
  {
    defineNodes: [...INLINE_NODES, { name: 'MathBlock', block: true }],
    remove: ['LinkReference', 'HTMLBlock', 'HTMLTag', ...REPLACED_RULES],
    parseBlock: [tooDeep, mathBlock],
    parseInline: [inlineRule(sectionOf)],
  },
]);

export function parsed(text: string, called: Names | null): Tree {
  names = called;
  source = text;
  sections = new WeakMap();
  return parser.parse(text);
}
