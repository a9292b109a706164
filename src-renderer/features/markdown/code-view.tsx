import { Check, Copy, WrapText } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { foldOf, isDiff, isWide } from './code-fold.ts';
import { CodeLines } from './code-lines.tsx';
import { CodeFrame, FOLD_BUTTON, type CodeProps } from './code-frame.tsx';

const SAYS_COPIED_MS = 2_000;
/** Longer lines do not fit on a phone. */
const NARROW_CHARS = 36;

interface CodeViewProps extends CodeProps {
  /** Besides its own. */
  tools?: ReactNode;
  /** A sentence below. */
  note?: string;
}

export function CodeView({ code, info, tools, note }: CodeViewProps) {
  const [isCopied, setIsCopied] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const [isWrapped, setIsWrapped] = useState(false);
  const diff = isDiff(info);
  const { lines, shown } = useMemo(() => foldOf(code, diff), [code, diff]);
  const canWrap = lines.some(({ length }) => length > NARROW_CHARS);
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
      isWide={diff || isWide(code)}
      isWrapped={isWrapped}
      tools={
        <>
          {tools}
          {canWrap && (
            <IconButton
              icon={WrapText}
              label={strings.code.wrap}
              aria-pressed={isWrapped}
              size="small"
              className="aria-pressed:bg-line-2 aria-pressed:text-accent"
              onClick={() => setIsWrapped(!isWrapped)}
            />
          )}
          <IconButton
            icon={isCopied ? Check : Copy}
            label={isCopied ? strings.code.copied : strings.code.copy}
            size="small"
            onClick={() => void copy()}
          />
        </>
      }
      foot={
        <>
          {note !== undefined && <p className="px-4 pb-2 text-meta text-ink-2">{note}</p>}
          {isLong && (
            <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className={FOLD_BUTTON}>
              {isOpen ? strings.markdown.showLess : strings.markdown.showAllLines(lines.length)}
            </button>
          )}
        </>
      }
    >
      <CodeLines code={isLong && !isOpen ? lines.slice(0, shown).join('\n') : code} language={info} isDiff={diff} isWrapped={isWrapped} />
    </CodeFrame>
  );
}
