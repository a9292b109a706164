import { useMemo, type ReactNode } from 'react';
import { CopyButton } from '../../ui/copy-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { codeTokens, type CodeToken } from './code-tokens.ts';

const COLOURS: Record<CodeToken['kind'], string> = { plain: '', comment: 'text-ink-3', string: 'text-accent', word: 'text-violet-ink' };

interface CodeBlockProps {
  code: string;
  label: string;
  /** Prose is broken into lines and not coloured. */
  isProse?: boolean;
  /** Instructions, beside the button that copies it. */
  children: ReactNode;
}

export function CodeBlock({ code, label, isProse = false, children }: CodeBlockProps) {
  const tokens = useMemo<CodeToken[]>(() => (isProse ? [{ kind: 'plain', text: code }] : codeTokens(code)), [code, isProse]);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        {children}
        <CopyButton text={code} label={strings.agents.copy} />
      </div>
      {/* It scrolls, so it can be reached with the keyboard. */}
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="max-h-66 overflow-auto rounded-card border border-line bg-panel p-4 font-mono text-code [overflow-wrap:normal] focus-visible:-outline-offset-2"
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
