// Converts the library's tree into blocks. No text is lost: an unsupported form is shown as its source text.
import type { Tree, TreeCursor } from '@lezer/common';
import { InlineReader } from './inlines.ts';
import { mathAt, TEX_CHARS_MAX } from './math.ts';
import type { Names } from './names.ts';
import { isVisible } from './scripts.ts';
import type { Block, Cell, HeadingLevel, Inline, ListItem, Side } from './tree.ts';
import { wordsOfInlines, wordsRead } from './words-read.ts';

export function blocksIn(tree: Tree, text: string, names: Names | null): Block[] {
  return new BlockReader(text, names).children(tree.cursor());
}

class BlockReader {
  readonly #text: string;
  readonly #inlines: InlineReader;

  constructor(text: string, names: Names | null) {
    this.#text = text;
    this.#inlines = new InlineReader(text, names);
  }

  /** The blocks within the block at the cursor, which stays where it is. */
  children(cursor: TreeCursor): Block[] {
    const { to } = cursor;
    const blocks: Block[] = [];
    if (!cursor.firstChild()) return blocks;
    do {
      if (this.#inlines.isSpent) {
        blocks.push(this.#written(cursor.from, to));
        break;
      }
      const block = this.#block(cursor);
      if (block) blocks.push(block);
    } while (cursor.nextSibling());
    cursor.parent();
    return blocks;
  }

  #block(cursor: TreeCursor): Block | null {
    const { name } = cursor;
    this.#inlines.spend();
    if (name === 'Paragraph' || name === 'Task') return { kind: 'paragraph', content: this.#inlines.content(cursor) };
    if (name.startsWith('ATXHeading') || name.startsWith('SetextHeading')) return this.#heading(cursor);
    switch (name) {
      case 'FencedCode':
      case 'CodeBlock':
        return this.#code(cursor);
      case 'Blockquote':
        return this.#quote(cursor);
      case 'BulletList':
      case 'OrderedList':
        return this.#list(cursor, name === 'OrderedList');
      case 'Table':
        return this.#table(cursor);
      case 'MathBlock':
        return this.#math(cursor);
      case 'HorizontalRule':
        return { kind: 'rule' };
      case 'QuoteMark':
      case 'ListMark':
        return null;
      default:
        return this.#written(cursor.from, cursor.to);
    }
  }

  #written(from: number, to: number): Block {
    return { kind: 'paragraph', content: [{ kind: 'text', text: this.#text.slice(from, to) }] };
  }

  #heading(cursor: TreeCursor): Block {
    const content = trimmed(this.#inlines.content(cursor));
    return isVisible(wordsOfInlines(content))
      ? { kind: 'heading', level: levelOf(cursor.name), content }
      : this.#written(cursor.from, cursor.to);
  }

  #code(cursor: TreeCursor): Block {
    const { from, to } = cursor;
    // The indent of a fence is taken off its lines too.
    const indent = /(?:^|\n)( {1,3})$/.exec(this.#text.slice(Math.max(0, from - 4), from))?.[1] ?? '';
    const isFence = cursor.name === 'FencedCode';
    let code = '';
    let info = '';
    let fences = 0;
    if (cursor.firstChild()) {
      do {
        const piece = this.#text.slice(cursor.from, cursor.to);
        if (cursor.name === 'CodeText') code += piece;
        else if (cursor.name === 'CodeInfo') info = piece;
        else if (cursor.name === 'CodeMark') fences += 1;
      } while (cursor.nextSibling());
      cursor.parent();
    }
    if (code === '' && info === '') return this.#written(from, to);
    const isClosed = !isFence || fences > 1;
    const shown = isFence && indent !== '' ? code.replace(new RegExp(`^ {1,${indent.length}}`, 'gm'), '') : code;
    if (isMath(info) && isClosed && shown.trim() !== '' && shown.length <= TEX_CHARS_MAX) return { kind: 'math', tex: shown.trim() };
    return { kind: 'code', code: shown, info, isClosed };
  }

  #math(cursor: TreeCursor): Block {
    const written = this.#text.slice(cursor.from, cursor.to);
    const found = mathAt(written, 0);
    return found?.end === written.length ? { kind: 'math', tex: found.tex } : this.#written(cursor.from, cursor.to);
  }

  #quote(cursor: TreeCursor): Block {
    const { from, to } = cursor;
    const blocks = this.children(cursor);
    return blocks.length === 0 ? this.#written(from, to) : { kind: 'quote', blocks };
  }

  #list(cursor: TreeCursor, isOrdered: boolean): Block {
    const { from, to } = cursor;
    const items: ListItem[] = [];
    if (cursor.firstChild()) {
      do {
        if (this.#inlines.isSpent) {
          items.push({ number: null, written: '', isDone: null, blocks: [this.#written(cursor.from, to)] });
          break;
        }
        items.push(this.#item(cursor, isOrdered));
      } while (cursor.nextSibling());
      cursor.parent();
    }
    const isEmpty = items.every(({ blocks }) => blocks.every(({ kind }) => kind === 'paragraph') && !isVisible(wordsRead(blocks)));
    return isEmpty ? this.#written(from, to) : { kind: 'list', isOrdered, items };
  }

  #item(cursor: TreeCursor, isOrdered: boolean): ListItem {
    this.#inlines.spend();
    const start = this.#text.slice(cursor.from, cursor.from + MARK_CHARS);
    const written = isOrdered ? (/^\d{1,9}[.)]/.exec(start)?.[0] ?? '') : '';
    return { number: isOrdered ? Number.parseInt(written, 10) : null, written, isDone: this.#task(cursor), blocks: this.children(cursor) };
  }

  #task(cursor: TreeCursor): boolean | null {
    const task = cursor.node.getChild('Task')?.firstChild;
    return task?.name === 'TaskMarker' ? this.#text.charAt(task.from + 1) !== ' ' : null;
  }

  #table(cursor: TreeCursor): Block {
    const { from, to } = cursor;
    const rows: Cell[][] = [];
    let sides: Side[] = [];
    if (cursor.firstChild()) {
      do {
        if (cursor.name === 'TableDelimiter') sides = sidesOf(this.#text.slice(cursor.from, cursor.to));
        else if (cursor.name === 'TableHeader' || cursor.name === 'TableRow') rows.push(this.#row(cursor));
      } while (cursor.nextSibling());
      cursor.parent();
    }
    const [head = [], ...body] = rows;
    if (!isVisible(rows.map((row) => row.map(wordsOfInlines).join('')).join(''))) return this.#written(from, to);
    return { kind: 'table', head, rows: body, sides };
  }

  #row(cursor: TreeCursor): Cell[] {
    const cells: Cell[] = [];
    let cell: Cell | null = null;
    let isFirst = true;
    if (!cursor.firstChild()) return cells;
    do {
      if (cursor.name === 'TableCell') {
        cell = this.#inlines.isSpent
          ? [{ kind: 'text', text: this.#text.slice(cursor.from, cursor.to) }]
          : this.#inlines.content(cursor, true);
      } else if (cursor.name === 'TableDelimiter') {
        if (cell || !isFirst) cells.push(cell ?? []);
        cell = null;
      }
      isFirst = false;
    } while (cursor.nextSibling());
    cursor.parent();
    if (cell) cells.push(cell);
    return cells;
  }
}

/** ```math */
function isMath(info: string): boolean {
  return info.trim().toLowerCase() === 'math';
}

function levelOf(node: string): HeadingLevel {
  const level = Number(node.at(-1));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parser has six
  return level as HeadingLevel;
}

const MARK_CHARS = 12;

function sidesOf(line: string): Side[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
    .map((cell) => (!cell.endsWith(':') ? 'start' : cell.startsWith(':') ? 'center' : 'end'));
}

/** Without the spaces around it. */
function trimmed(content: readonly Inline[]): Inline[] {
  return content
    .map((inline, index) => {
      if (inline.kind !== 'text') return inline;
      const start = index === 0 ? inline.text.trimStart() : inline.text;
      return { ...inline, text: index === content.length - 1 ? start.trimEnd() : start };
    })
    .filter((inline) => inline.kind !== 'text' || inline.text !== '');
}
