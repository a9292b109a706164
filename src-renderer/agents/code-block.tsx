import { useMemo } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { codeTokens, type CodeToken } from './code-tokens.ts';

const COLOURS: Record<CodeToken['kind'], string> = { plain: '', comment: 'text-ink-3', string: 'text-accent', word: 'text-violet-ink' };

interface CodeBlockProps {
  code: string;
  label: string;
  /** Prose is broken into lines and not coloured. */
  isProse?: boolean;
}

export function CodeBlock({ code, label, isProse = false }: CodeBlockProps) {
  const tokens = useMemo<CodeToken[]>(() => (isProse ? [{ kind: 'plain', text: code }] : codeTokens(code)), [code, isProse]);
  return (
    <div className="relative rounded-card border border-line bg-panel">
      <div className="absolute top-2 right-2 z-10 rounded-control bg-panel">
        <CopyButton text={code} label="Copy" size="small" />
      </div>
      {/* It scrolls, so it can be reached with the keyboard. */}
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="max-h-80 overflow-auto rounded-card p-4 max-sm:pt-14 font-mono text-code [overflow-wrap:normal] focus-visible:-outline-offset-2"
      >
        <code className={isProse ? 'whitespace-pre-wrap' : 'whitespace-pre'}>
          {tokens.map((token, index) => (
            <span key={index} className={COLOURS[token.kind]}>
              {token.text}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
