import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';

const SAYS_COPIED_MS = 2_000;

export function CodeBlock({ code, language }: { code: string; language: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy(): Promise<void> {
    setIsCopied(await copyText(code));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsCopied(false), SAYS_COPIED_MS);
  }
  return (
    <div className="group/code relative my-1.5 max-w-[680px] rounded-control border border-line bg-panel">
      <div className="absolute top-1 right-1 flex items-center gap-1 text-meta text-ink-3 max-sm:static max-sm:-mb-3 max-sm:justify-end">
        {language !== '' && <span className="max-w-40 truncate bg-panel pl-2">{language}</span>}
        <IconButton
          icon={isCopied ? Check : Copy}
          label={isCopied ? 'Copied' : 'Copy code'}
          size="small"
          onClick={() => void copy()}
          className="bg-panel"
        />
      </div>
      {/* Wide code scrolls; the keyboard can scroll only what it can focus. */}
      <pre
        tabIndex={0}
        aria-label={language === '' ? 'Code' : `Code, ${language}`}
        className="overflow-x-auto rounded-control px-4 py-3 pr-24 font-mono max-sm:pt-0 max-sm:pr-4 text-code focus-visible:-outline-offset-2"
      >
        <code>{code}</code>
      </pre>
    </div>
  );
}
