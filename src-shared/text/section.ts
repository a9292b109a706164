// The state of the inline rules in the piece of text that they read: a paragraph, a heading or a cell of a table.
import type { InlineContext } from '@lezer/markdown';
import { nameBehind, type NameFound, type Names } from './names.ts';

/**
 * More marks than this in one piece are no prose. The work to pair them grows with their square, so then none of them means
 * anything: it bounds the time that a hostile text takes.
 */
const MARKS_MAX = 600;
/** Further names in one piece are not mentions. */
const MENTIONS_MAX = 1_000;
const MARK = /[*_[\]]|~~/g;
const TICKS = /`+/g;

export class Section {
  readonly #cx: InlineContext;
  readonly #names: Names | null;
  #isOver: boolean | null = null;
  #ticks: Map<number, number[]> | null = null;
  #mentionEnd = -1;
  #mentions = 0;

  constructor(cx: InlineContext, names: Names | null) {
    this.#cx = cx;
    this.#names = names;
  }

  /** Whether it has more marks than are paired. */
  get isOver(): boolean {
    this.#isOver ??= this.#countMarks() > MARKS_MAX;
    return this.#isOver;
  }

  #countMarks(): number {
    let count = 0;
    for (const _ of this.#cx.text.matchAll(MARK)) {
      count += 1;
      if (count > MARKS_MAX) break;
    }
    return count;
  }

  /** The start of the next run of `size` backticks, or -1. Each run is looked at once. */
  nextTicks(size: number, from: number): number {
    this.#ticks ??= runsOfTicks(this.#cx.text);
    const places = this.#ticks.get(size) ?? [];
    const at = from - this.#cx.offset;
    // The last is first: runs behind this place are dropped.
    while (places.length > 0 && (places.at(-1) ?? 0) < at) places.pop();
    const found = places.at(-1);
    return found === undefined ? -1 : found + this.#cx.offset;
  }

  /** The participant that this @ mentions. */
  nameBehind(pos: number): NameFound | null {
    if (!this.#names || this.#mentions >= MENTIONS_MAX) return null;
    const { text, offset } = this.#cx;
    const at = pos - offset;
    // "example.org/@ada" is a path, unless the slash is between two names.
    if (text.charAt(at - 1) === '/' && this.#mentionEnd !== at - 1) return null;
    const found = nameBehind(text, at, this.#names);
    if (!found) return null;
    this.#mentionEnd = found.end;
    this.#mentions += 1;
    return { ids: found.ids, end: found.end + offset };
  }
}

function runsOfTicks(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(TICKS)) {
    const places = runs.get(run.length);
    if (places) places.push(index);
    else runs.set(run.length, [index]);
  }
  for (const places of runs.values()) places.reverse();
  return runs;
}
