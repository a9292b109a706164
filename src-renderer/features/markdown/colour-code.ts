// Code as pieces with what they are. Loaded when there is code to colour; it makes no HTML, only this list.
import hljs from 'highlight.js/lib/core';
import type { Emitter, LanguageFn } from 'highlight.js';

export interface CodePiece {
  text: string;
  /** As the highlighter calls it, the innermost: `keyword`, `title.function`; null for the rest. */
  scope: string | null;
}

/** Takes what the highlighter says as it says it. */
class Pieces implements Emitter {
  readonly list: CodePiece[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    if (text === '') return;
    const scope = this.#scopes.at(-1) ?? null;
    const last = this.list.at(-1);
    if (last?.scope === scope) last.text += text;
    else this.list.push({ text, scope });
  }
  startScope(name: string): void {
    this.#scopes.push(name);
  }
  endScope(): void {
    this.#scopes.pop();
  }
  __addSublanguage(other: Emitter): void {
    if (other instanceof Pieces)
      for (const { text, scope } of other.list) this.list.push({ text, scope: scope ?? this.#scopes.at(-1) ?? null });
  }
  /** Its own names for the two, which its types do not know. */
  openNode(name: string): void {
    this.startScope(name);
  }
  closeNode(): void {
    this.endScope();
  }
  finalize(): void {
    // Nothing is kept open.
  }
  toHTML(): string {
    return '';
  }
}

const highlighter = hljs.newInstance();
highlighter.configure({ __emitter: Pieces });

export function colourCode(code: string, name: string, language: LanguageFn): CodePiece[] {
  if (!highlighter.getLanguage(name)) highlighter.registerLanguage(name, language);
  const { _emitter: pieces } = highlighter.highlight(code, { language: name, ignoreIllegals: true });
  return pieces instanceof Pieces ? pieces.list : [{ text: code, scope: null }];
}
