// The facts that a link preview shows of a page. The page is written by a stranger: only its first part is read, all of a fact is
// cut to its length, and nothing of the page is kept besides the facts.
import { TextDecoder } from 'node:util';
import { Parser } from 'htmlparser2';
import {
  LINK_DESCRIPTION_CHARS_MAX,
  LINK_SITE_CHARS_MAX,
  LINK_TITLE_CHARS_MAX,
  LINK_URL_CHARS_MAX,
} from '../../../../src-shared/limits.ts';
import { normalLine, withoutUnseen } from '../../../../src-shared/visible-text.ts';

export interface PageFacts {
  title: string;
  description: string | null;
  site_name: string | null;
  /** The address of its image, as the page has it: it may be relative. */
  image: string | null;
}

/** The head of a page is not so deep. The parser keeps a list of all open elements, and takes longer the more there are. */
const DEPTH_MAX = 100;
/** More of a text is not looked at. */
const RAW_CHARS_MAX = 4_000;
/** Where a page declares its encoding (HTML Standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1_024;
const META_CHARSET = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
/** The letters under which no more marks are shown. */
const MANY_MARKS = /(\p{Mn}{2})\p{Mn}+/gu;

/** The names of the tags for each fact, the best first. */
const TITLES = ['og:title', 'twitter:title'];
const DESCRIPTIONS = ['og:description', 'twitter:description', 'description'];
const SITES = ['og:site_name', 'application-name'];
const IMAGES = ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'];
const KNOWN: ReadonlySet<string> = new Set([...TITLES, ...DESCRIPTIONS, ...SITES, ...IMAGES]);

export class PageReader {
  readonly #tags = new Map<string, string>();
  readonly #parser: Parser;
  /** Of the response's header. */
  readonly #charset: string | null;
  #decoder: TextDecoder | null = null;
  #head: Uint8Array[] = [];
  #headBytes = 0;
  #title: string | null = null;
  #isInTitle = false;
  #depth = 0;
  #isDone = false;

  constructor(charset: string | null) {
    this.#charset = charset;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#opened(name, attributes),
      ontext: (text) => {
        if (this.#isInTitle && this.#title !== null && this.#title.length < RAW_CHARS_MAX) this.#title += text;
      },
      onclosetag: (name) => this.#closed(name),
    });
  }

  /** The head of the page was read: nothing of the rest is needed. */
  get isDone(): boolean {
    return this.#isDone;
  }

  write(chunk: Uint8Array): void {
    if (this.#isDone) return;
    if (this.#decoder) {
      this.#parser.write(this.#decoder.decode(chunk, { stream: true }));
      return;
    }
    this.#head.push(chunk);
    this.#headBytes += chunk.length;
    if (this.#headBytes >= PRESCAN_BYTES) this.#begin();
  }

  /** After the last chunk. Null: the page has no title. */
  facts(): PageFacts | null {
    if (!this.#decoder) this.#begin();
    const title = this.#first(TITLES, LINK_TITLE_CHARS_MAX) ?? line(this.#title ?? '', LINK_TITLE_CHARS_MAX);
    if (title === null) return null;
    const image = IMAGES.map((name) => this.#tags.get(name)?.trim()).find((each) => each !== undefined && each !== '') ?? null;
    return {
      title,
      description: this.#first(DESCRIPTIONS, LINK_DESCRIPTION_CHARS_MAX),
      site_name: this.#first(SITES, LINK_SITE_CHARS_MAX),
      image: image !== null && image.length <= LINK_URL_CHARS_MAX ? image : null,
    };
  }

  #begin(): void {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    this.#decoder = decoderOf(head.subarray(0, PRESCAN_BYTES), this.#charset);
    this.#parser.write(this.#decoder.decode(head, { stream: true }));
  }

  #opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    if (name === 'body' || this.#depth > DEPTH_MAX) this.#end();
    if (this.#isDone) return;
    if (name === 'title' && this.#title === null) {
      this.#title = '';
      this.#isInTitle = true;
    }
    if (name === 'meta') this.#meta(attributes);
  }

  #closed(name: string): void {
    this.#depth -= 1;
    if (name === 'title') this.#isInTitle = false;
    if (name === 'head') this.#end();
  }

  #end(): void {
    this.#isDone = true;
    this.#parser.pause();
  }

  /** The first tag of a name counts. */
  #meta({ property, name, content }: Readonly<Record<string, string>>): void {
    const key = (property ?? name ?? '').trim().toLowerCase();
    if (content !== undefined && KNOWN.has(key) && !this.#tags.has(key)) this.#tags.set(key, content.slice(0, RAW_CHARS_MAX));
  }

  #first(names: readonly string[], charsMax: number): string | null {
    for (const name of names) {
      const text = line(this.#tags.get(name) ?? '', charsMax);
      if (text !== null) return text;
    }
    return null;
  }
}

/** The text on one line, without characters that hide something or turn the direction of reading. Null when nothing is left. */
function line(text: string, charsMax: number): string | null {
  const seen = normalLine(withoutUnseen(text.slice(0, RAW_CHARS_MAX).replace(/[\s\p{Cc}]+/gu, ' ')).replace(MANY_MARKS, '$1'));
  if (/^[\p{M}\p{Z}]*$/u.test(seen)) return null;
  const chars = [...seen];
  return chars.length <= charsMax
    ? seen
    : `${chars
        .slice(0, charsMax - 1)
        .join('')
        .trimEnd()}…`;
}

/** A mark at the beginning wins over the header, and the header over the page. */
function decoderOf(head: Uint8Array, charset: string | null): TextDecoder {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  const declared = META_CHARSET.exec(Buffer.from(head).toString('latin1'))?.[1] ?? null;
  // A page whose declaration can be read as ASCII is not in UTF-16.
  const inPage = declared !== null && /^utf-?16/i.test(declared) ? 'utf-8' : declared;
  return knownDecoder(charset) ?? knownDecoder(inPage) ?? new TextDecoder(isUtf8(head) ? 'utf-8' : 'windows-1252');
}

function knownDecoder(label: string | null): TextDecoder | null {
  try {
    return label === null ? null : new TextDecoder(label);
  } catch {
    return null;
  }
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // `stream`: it may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
