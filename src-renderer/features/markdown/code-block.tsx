import { Check, Copy } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { foldOf, isDiff } from './code-fold.ts';
import { CodeFrame, FOLD_BUTTON, type CodeProps } from './code-frame.tsx';
import { useColoured } from './use-coloured.ts';

const SAYS_COPIED_MS = 2_000;

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

export function CodeBlock({ code, info }: CodeProps) {
  const [isCopied, setIsCopied] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const { lines, shown } = useMemo(() => foldOf(code, isDiff(info)), [code, info]);
  const isLong = shown < lines.length;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy(): Promise<void> {
    setIsCopied(await copyText(code));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SAYS_COPIED_MS);
  }
  return (
    <CodeFrame
      info={info}
      tools={
        <IconButton
          icon={isCopied ? Check : Copy}
          label={isCopied ? strings.code.copied : strings.code.copy}
          size="small"
          onClick={() => void copy()}
        />
      }
      foot={
        isLong && (
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className={FOLD_BUTTON}>
            {isOpen ? strings.markdown.showLess : strings.markdown.showAllLines(lines.length)}
          </button>
        )
      }
    >
      <code>
        <Coloured code={isLong && !isOpen ? lines.slice(0, shown).join('\n') : code} language={info} />
      </code>
    </CodeFrame>
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
