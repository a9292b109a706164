// Cuts a long JSON text into its parts while it is read, so that one with a million messages takes no more memory than one message.
import { unusable } from './unusable.ts';

/** Of one part. No program writes a message as large as this. */
const PART_CHARS_MAX = 8 * 1024 * 1024;
const DEPTH_MAX = 200;

type Step = string | number;

export interface Part {
  path: readonly Step[];
  /** Undefined: the part is too large, too deep, or damaged. */
  value: unknown;
}

/** `*` is each element of a list. */
export type Pattern = readonly string[];

/**
 * The parts of a JSON text, in order: the elements at the patterns, and whole values everywhere else. With the pattern `messages *`,
 * `{"name": "a", "messages": [1, 2]}` has the parts `name`, `messages 0` and `messages 1`.
 */
export async function* splitJson(bytes: AsyncIterable<Uint8Array>, ...patterns: Pattern[]): AsyncGenerator<Part, void, undefined> {
  const splitter = new Splitter(patterns);
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield* splitter.take(decoder.decode(chunk, { stream: true }));
  yield* splitter.take(decoder.decode());
  splitter.end();
}

interface Open {
  isList: boolean;
  path: readonly Step[];
  /** Of the next element. */
  index: number;
}

type Expects = 'value' | 'first' | 'key' | 'in-key' | 'colon' | 'comma' | 'in-part' | 'end';

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const OPENS = new Set(['{', '['].map((each) => each.charCodeAt(0)));
const CLOSES = new Set(['}', ']'].map((each) => each.charCodeAt(0)));
const BEGINS_VALUE = /[[{"\-\dtfn]/;
const ENDS_SCALAR = /[\s,\]}]/;

class Splitter {
  readonly #patterns: readonly Pattern[];
  readonly #open: Open[] = [];
  #expects: Expects = 'value';
  #path: readonly Step[] = [];
  /** The text of the key or the part so far. */
  #text = '';
  #chars = 0;
  #depth = 0;
  #deepest = 0;
  #isInText = false;
  #isEscaped = false;
  #isScalar = false;

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
  }

  *take(chunk: string): Generator<Part, void, undefined> {
    for (let at = 0; at < chunk.length;) {
      if (this.#expects === 'in-part' || this.#expects === 'in-key') {
        const from = at;
        at = this.#endOf(chunk, at);
        this.#keep(chunk.slice(from, at));
        if (this.#isInside()) return;
        if (this.#expects === 'in-key') this.#endKey();
        else yield this.#endPart();
        continue;
      }
      const char = chunk.charAt(at);
      if (/\s/.test(char)) at += 1;
      else at += this.#structure(char);
    }
  }

  end(): void {
    if (this.#expects === 'in-part' && this.#isScalar && this.#open.length === 0) return;
    if (this.#expects !== 'end') throw unusable('The file ends early: it was cut short. Export it again.');
  }

  /** Returns how many characters it has taken: none of a part that begins here. */
  #structure(char: string): number {
    const top = this.#open.at(-1);
    if (this.#expects === 'first' && char === (top?.isList ? ']' : '}')) return this.#close();
    if (this.#expects === 'comma' && char === (top?.isList ? ']' : '}')) return this.#close();
    if (this.#expects === 'comma' && char === ',' && top) {
      if (top.isList) this.#element(top);
      else this.#expects = 'key';
      return 1;
    }
    if (this.#expects === 'colon' && char === ':') {
      this.#expects = 'value';
      return 1;
    }
    if (this.#expects === 'first' && top?.isList) {
      this.#element(top);
      return 0;
    }
    if ((this.#expects === 'first' || this.#expects === 'key') && char === '"') return this.#begin('in-key', false);
    if (this.#expects === 'value') return this.#value(char);
    throw unusable('That file is not the JSON of an export, or it is damaged.');
  }

  #element(top: Open): void {
    this.#path = [...top.path, top.index];
    top.index += 1;
    this.#expects = 'value';
  }

  #value(char: string): number {
    if ((char === '[' || char === '{') && this.#leadsOn(this.#path, char === '[')) {
      this.#open.push({ isList: char === '[', path: this.#path, index: 0 });
      this.#expects = 'first';
      return 1;
    }
    if (!BEGINS_VALUE.test(char)) throw unusable('That file is not the JSON of an export, or it is damaged.');
    return this.#begin('in-part', !/[[{"]/.test(char));
  }

  #begin(expects: 'in-key' | 'in-part', isScalar: boolean): number {
    this.#expects = expects;
    this.#isScalar = isScalar;
    this.#text = '';
    this.#chars = 0;
    this.#depth = 0;
    this.#deepest = 0;
    this.#isInText = false;
    this.#isEscaped = false;
    return 0;
  }

  #close(): number {
    this.#open.pop();
    this.#expects = this.#open.length === 0 ? 'end' : 'comma';
    return 1;
  }

  /** Whether a pattern goes through this path into something deeper. */
  #leadsOn(path: readonly Step[], isList: boolean): boolean {
    return this.#patterns.some(
      (pattern) =>
        pattern.length > path.length &&
        path.every((step, index) => (typeof step === 'number' ? pattern[index] === '*' : pattern[index] === step)) &&
        (pattern[path.length] === '*') === isList,
    );
  }

  #isInside(): boolean {
    return this.#isScalar || this.#isInText || this.#depth > 0;
  }

  /** The place behind the text, list, object or word; the end of the chunk when it continues. */
  #endOf(chunk: string, from: number): number {
    if (this.#isScalar) {
      const rest = chunk.slice(from).search(ENDS_SCALAR);
      if (rest === -1) return chunk.length;
      this.#isScalar = false;
      return from + rest;
    }
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.#isInText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) this.#isInText = false;
        else continue;
      } else if (code === QUOTE) this.#isInText = true;
      else if (OPENS.has(code)) this.#depth += 1;
      else if (CLOSES.has(code)) this.#depth -= 1;
      else continue;
      if (this.#depth > this.#deepest) this.#deepest = this.#depth;
      if (!this.#isInText && this.#depth <= 0) return at + 1;
    }
    return chunk.length;
  }

  #keep(text: string): void {
    this.#chars += text.length;
    if (this.#chars <= PART_CHARS_MAX) this.#text += text;
    else this.#text = '';
  }

  #endKey(): void {
    const top = this.#open.at(-1);
    const key = this.#parsed();
    if (typeof key !== 'string' || !top) throw unusable('That file is not the JSON of an export, or it is damaged.');
    this.#path = [...top.path, key];
    this.#expects = 'colon';
  }

  #endPart(): Part {
    this.#expects = this.#open.length === 0 ? 'end' : 'comma';
    return { path: this.#path, value: this.#parsed() };
  }

  #parsed(): unknown {
    if (this.#chars > PART_CHARS_MAX || this.#deepest > DEPTH_MAX) return undefined;
    try {
      return JSON.parse(this.#text);
    } catch {
      return undefined;
    }
  }
}
