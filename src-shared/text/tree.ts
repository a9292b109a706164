// A text as it is read: the Markdown of docs/markdown.md, taken apart. It is drawn, read aloud in notifications and searched
// for mentions from this tree alone.

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly start: number; readonly end: number; readonly ids: readonly string[] }
  | { readonly kind: 'code'; readonly code: string }
  | MathInline
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly content: readonly Inline[] }
  | LinkInline;

/** A formula in TeX. */
export interface MathInline {
  readonly kind: 'math';
  readonly tex: string;
  /** On a separate line. */
  readonly isDisplay: boolean;
}

export interface LinkInline {
  readonly kind: 'link';
  /** Null for an address that browsers do not open by themselves. The link is drawn as written, between `opening` and `closing`. */
  readonly address: string | null;
  readonly content: readonly Inline[];
  readonly opening: string;
  readonly closing: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly content: readonly Inline[] }
  | CodeBlock
  | { readonly kind: 'math'; readonly tex: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[]; readonly sides: readonly Side[] }
  | { readonly kind: 'rule' };

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export interface CodeBlock {
  readonly kind: 'code';
  readonly code: string;
  readonly info: string;
  /** The closing fence exists. Text that is still streaming may continue with more code. */
  readonly isClosed: boolean;
}

export interface ListItem {
  /** Null where there is none. */
  readonly number: number | null;
  /** The number with its dot or bracket; '' where there is none. */
  readonly written: string;
  /** Of a task; null for an ordinary item. */
  readonly isDone: boolean | null;
  readonly blocks: readonly Block[];
}

export type Cell = readonly Inline[];

/** The alignment of a column of a table. */
export type Side = 'start' | 'center' | 'end';
