// The one parser of texts: the library's blocks, our inline rules, and nothing that docs/markdown.md does not list.
import { parser as commonMark, Table, TaskList, type BlockParser, type InlineContext, type MarkdownParser } from '@lezer/markdown';
import type { Tree } from '@lezer/common';
import { INLINE_NODES, inlineRule, REPLACED_RULES } from './inline-rules.ts';
import type { Names } from './names.ts';
import { Section } from './section.ts';

/** A list within a list counts twice. Deeper text is shown as it was written. */
const DEPTH_MAX = 24;

/** The names for the parser; set for the time of one parse, which nothing interrupts. */
let names: Names | null = null;
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

const parser: MarkdownParser = commonMark.configure([
  Table,
  TaskList,
  {
    defineNodes: INLINE_NODES,
    remove: ['LinkReference', 'HTMLBlock', 'HTMLTag', ...REPLACED_RULES],
    parseBlock: [tooDeep],
    parseInline: [inlineRule(sectionOf)],
  },
]);

export function parsed(text: string, called: Names | null): Tree {
  names = called;
  sections = new WeakMap();
  return parser.parse(text);
}
