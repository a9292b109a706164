import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { isLanguage } from '../../../src-shared/text/words-read.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';
import { useColoured } from './use-coloured.ts';

const SAYS_COPIED_MS = 2_000;
/** Longer code shows its start; it is not cut for the sake of a few lines. */
const LINES_MAX = 24;
const LINES_SLACK = 8;

/** The highlighter's names, by their beginning. */
const COLOURS: ReadonlyMap<string, string> = new Map([
  ['keyword', 'text-violet-ink'],
  ['operator', 'text-violet-ink'],
  ['meta', 'text-violet-ink'],
  ['selector-tag', 'text-violet-ink'],
  ['name', 'text-violet-ink'],
  ['section', 'font-semibold text-violet-ink'],
  ['string', 'text-accent'],
  ['regexp', 'text-accent'],
  ['link', 'text-accent'],
  ['code', 'text-accent'],
  ['comment', 'text-ink-3 italic'],
  ['quote', 'text-ink-3 italic'],
  ['number', 'text-coral-ink'],
  ['literal', 'text-coral-ink'],
  ['symbol', 'text-coral-ink'],
  ['bullet', 'text-coral-ink'],
  ['built_in', 'text-amber-ink'],
  ['type', 'text-amber-ink'],
  ['attr', 'text-amber-ink'],
  ['attribute', 'text-amber-ink'],
  ['variable', 'text-amber-ink'],
  ['property', 'text-amber-ink'],
  ['title', 'font-semibold'],
  ['strong', 'font-semibold'],
  ['emphasis', 'italic'],
  ['addition', 'bg-accent-soft text-accent'],
  ['deletion', 'bg-coral-soft text-coral-ink'],
]);

/** `info`: what stands behind the fence. All of it is shown, be it the name of a language or not. */
export function CodeBlock({ code, info }: { code: string; info: string }) {
  const language = isLanguage(info) ? info : '';
  const [isCopied, setIsCopied] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const lines = code.split('\n').length;
  const isLong = lines > LINES_MAX + LINES_SLACK;
  const shown = isLong && !isOpen ? code.split('\n').slice(0, LINES_MAX).join('\n') : code;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy(): Promise<void> {
    setIsCopied(await copyText(code));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SAYS_COPIED_MS);
  }
  return (
    <div className="group/code relative my-1.5 max-w-[680px] rounded-control border border-line bg-panel">
      {/* Beside the code, not on it. */}
      <div className="flex flex-row-reverse max-sm:flex-col">
        <div className="flex shrink-0 items-center gap-1 self-start p-1 text-meta text-ink-3 max-sm:-mb-3 max-sm:self-end max-sm:p-0">
          {language !== '' && <span className="max-w-40 truncate ps-2">{language}</span>}
          <IconButton
            icon={isCopied ? Check : Copy}
            label={isCopied ? strings.markdown.copied : strings.markdown.copyCode}
            size="small"
            onClick={() => void copy()}
          />
        </div>
        <div className="min-w-0 flex-1">
          {info !== language && <p className="px-4 pt-2 font-mono text-meta text-ink-2">{info}</p>}
          {/* Wide code scrolls; the keyboard can scroll only what it can focus. */}
          <pre
            tabIndex={0}
            aria-label={language === '' ? strings.markdown.code : strings.markdown.codeIn(language)}
            // Code is written from left to right everywhere.
            dir="ltr"
            className="overflow-x-auto rounded-control px-4 py-3 font-mono text-code focus-visible:-outline-offset-2 max-sm:pt-0"
          >
            <code>
              <Coloured code={shown} language={info} />
            </code>
          </pre>
        </div>
      </div>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="w-full rounded-b-control border-t border-line-2 py-1 text-meta font-semibold text-accent hover:bg-line-2 max-sm:py-3"
        >
          {isOpen ? strings.markdown.showLess : strings.markdown.showAllLines(lines)}
        </button>
      )}
    </div>
  );
}

function Coloured({ code, language }: { code: string; language: string }) {
  const pieces = useColoured(code, language);
  if (!pieces) return code;
  return pieces.map(({ text, scope }, index) => (
    <span key={index} className={scope === null ? undefined : COLOURS.get(scope.split('.')[0] ?? '')}>
      {text}
    </span>
  ));
}
