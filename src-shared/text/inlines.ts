// The library's tree within a paragraph as inlines.
import type { TreeCursor } from '@lezer/common';
import { angleAddress, bareAddress, isOpenable, targetAt } from './addresses.ts';
import { mathAt } from './math.ts';
import { nameAt, type Names } from './names.ts';
import { isVisible } from './scripts.ts';
import type { Inline } from './tree.ts';
import { wordsOfInlines } from './words-read.ts';

/** So many pieces are drawn of one text; the rest of it is shown as it was written. */
const PIECES_MAX = 20_000;
const DEPTH_MAX = 24;

/** Marks that only say how something is drawn. */
const SIGNS = new Set(['EmphasisMark', 'DeletedMark', 'HeaderMark', 'QuoteMark', 'LinkMark', 'CodeMark', 'TaskMarker', 'LinkTarget']);
/** The escapes of HTML that people write by hand. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};

export class InlineReader {
  readonly #text: string;
  readonly #names: Names | null;
  #left = PIECES_MAX;
  #depth = 0;
  #isInTable = false;
  #isInLink = false;

  constructor(text: string, names: Names | null) {
    this.#text = text;
    this.#names = names;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** Counts a piece that has no text itself. */
  spend(): void {
    this.#left -= 1;
  }

  /** The content of the node at the cursor. The cursor does not move. */
  content(cursor: TreeCursor, isInTable = false): Inline[] {
    this.#isInTable = isInTable;
    return this.#within(cursor, cursor.from, cursor.to);
  }

  #within(cursor: TreeCursor, from: number, to: number): Inline[] {
    const pieces = new Pieces();
    let at = from;
    this.#left -= 1;
    this.#depth += 1;
    if (cursor.firstChild()) {
      do {
        if (this.isSpent || this.#depth > DEPTH_MAX) break;
        pieces.addText(this.#text.slice(at, cursor.from));
        this.#add(pieces, cursor);
        at = cursor.to;
      } while (cursor.nextSibling());
      cursor.parent();
    }
    pieces.addText(this.#text.slice(at, to));
    this.#depth -= 1;
    return pieces.all.map((piece) => (piece.kind === 'text' ? { ...piece, text: withoutIndents(piece.text) } : piece));
  }

  #add(pieces: Pieces, cursor: TreeCursor): void {
    const { name, from, to } = cursor;
    const written = this.#text.slice(from, to);
    if (SIGNS.has(name)) return;
    switch (name) {
      case 'Escape':
        return pieces.addText(written.slice(1));
      case 'HardBreak':
        return;
      case 'Entity':
        return pieces.addText(ENTITIES[written.toLowerCase()] ?? written);
      case 'Emphasis':
        return pieces.add({ kind: 'emphasis', content: this.#within(cursor, from, to) });
      case 'StrongEmphasis':
        return pieces.add({ kind: 'strong', content: this.#within(cursor, from, to) });
      case 'Deleted':
        return pieces.add({ kind: 'deleted', content: this.#within(cursor, from, to) });
      case 'InlineCode':
        return pieces.add({ kind: 'code', code: this.#code(cursor) });
      case 'Math':
        return this.#addMath(pieces, cursor);
      case 'Mention':
        return this.#addMention(pieces, from, to);
      case 'Address':
        return this.#addAddress(pieces, written);
      case 'Link':
      case 'Image':
        return this.#addLink(pieces, cursor);
      default:
        return pieces.addText(written);
    }
  }

  #addMention(pieces: Pieces, start: number, end: number): void {
    this.#left -= 1;
    const text = this.#text.slice(start, end);
    const ids = this.#names && nameAt(text, 1, this.#names)?.ids;
    if (ids) pieces.add({ kind: 'mention', text, start, end, ids });
    else pieces.addText(text);
  }

  #addMath(pieces: Pieces, cursor: TreeCursor): void {
    this.#left -= 1;
    const written = this.#written(cursor);
    const found = mathAt(written, 0);
    if (found?.end === written.length) pieces.add({ kind: 'math', tex: found.tex, isDisplay: found.isDisplay });
    else pieces.addText(written);
  }

  #addAddress(pieces: Pieces, written: string): void {
    this.#left -= 1;
    const isAngle = written.startsWith('<');
    const address = (isAngle ? angleAddress(written, 0) : bareAddress(written, 0))?.href ?? null;
    if (address === null || this.#isInLink) return pieces.addText(written);
    const [opening, closing] = isAngle ? ['<', '>'] : ['', ''];
    const content: Inline[] = [{ kind: 'text', text: isAngle ? written.slice(1, -1) : written }];
    pieces.add({ kind: 'link', address, content, opening, closing });
  }

  #addLink(pieces: Pieces, cursor: TreeCursor): void {
    const { from, to, name } = cursor;
    const closingFrom = cursor.node.getChild('LinkTarget')?.from ?? to;
    const closing = this.#text.slice(closingFrom, to);
    const target = targetAt(closing, 1);
    // The address of a link within a link would not be seen.
    if (!target || this.#isInLink) return pieces.addText(this.#text.slice(from, to));
    const opening = name === 'Image' ? '![' : '[';
    const address = isOpenable(target.address) ? target.address : null;
    this.#isInLink = address !== null;
    const label = this.#within(cursor, from, closingFrom);
    this.#isInLink = false;
    const hasWords = address === null || isVisible(wordsOfInlines(label));
    pieces.add({ kind: 'link', address, content: hasWords ? label : [{ kind: 'text', text: address }], opening, closing });
    if (address !== null && target.title !== '') pieces.addText(` ${target.title}`);
  }

  /** Without the markers of the enclosing quote. */
  #written(cursor: TreeCursor): string {
    const { from, to } = cursor;
    let written = '';
    let at = from;
    if (cursor.firstChild()) {
      do {
        written += this.#text.slice(at, cursor.from);
        at = cursor.to;
      } while (cursor.nextSibling());
      cursor.parent();
    }
    return written + this.#text.slice(at, to);
  }

  #code(cursor: TreeCursor): string {
    let code = '';
    let at: number | null = null;
    if (cursor.firstChild()) {
      do {
        if (at !== null) code += this.#text.slice(at, cursor.from);
        at = cursor.to;
      } while (cursor.nextSibling());
      cursor.parent();
    }
    const line = withoutIndents(code).replaceAll('\n', ' ');
    const shown = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '' ? line.slice(1, -1) : line;
    return this.#isInTable ? shown.replaceAll('\\|', '|') : shown;
  }
}

/** Neighbouring texts are one. */
class Pieces {
  readonly all: Inline[] = [];

  add(piece: Inline): void {
    this.all.push(piece);
  }

  addText(text: string): void {
    if (text === '') return;
    const last = this.all.at(-1);
    if (last?.kind === 'text') this.all[this.all.length - 1] = { kind: 'text', text: last.text + text };
    else this.all.push({ kind: 'text', text });
  }
}

/** Lines of a paragraph begin and end without spaces, as they may be indented in the source. */
function withoutIndents(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.trimStart();
      return index === lines.length - 1 ? start : start.trimEnd();
    })
    .join('\n');
}
