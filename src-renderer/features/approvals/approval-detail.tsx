import { useState } from 'react';
import type { ApprovalDetail } from '../../../src-shared/approvals.ts';
import { strings } from '../../strings/all-strings.ts';
import { Button } from '../../ui/button.tsx';
import { CodeLines } from '../markdown/code-lines.tsx';
import { hasUnseen, withCodes } from './approval-words.ts';

const FOLDED_LINES = 12;
const FOLDED_CHARS = 1_000;

interface Folding {
  isOpen: boolean;
  isLong: boolean;
  toggle(): void;
}

/** Whether the detail is shown whole. */
export function useFolding(detail: ApprovalDetail | null): Folding {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = detail !== null && (detail.text.length > FOLDED_CHARS || linesOf(detail.text) > FOLDED_LINES);
  return { isOpen, isLong, toggle: () => setIsOpen(!isOpen) };
}

/** The exact command, diff or text. */
export function Detail({ detail, folding: { isOpen, isLong, toggle } }: { detail: ApprovalDetail; folding: Folding }) {
  const words = strings.approvals;
  const whole = withCodes(detail.text, { isDiff: detail.kind === 'diff' });
  const text = isLong && !isOpen ? whole.split('\n', FOLDED_LINES).join('\n').slice(0, FOLDED_CHARS) : whole;
  return (
    <div className="mt-2.5">
      <pre
        dir="ltr"
        tabIndex={0}
        aria-label={strings.approvals.exactly[detail.kind]}
        className="max-h-[60dvh] overflow-auto rounded-control border border-line bg-panel px-4 py-2 font-mono text-code text-ink [font-variant-ligatures:none] wrap-anywhere whitespace-pre-wrap select-text focus-visible:-outline-offset-2"
      >
        {detail.kind === 'diff' ? <CodeLines code={text} language="" isDiff isWrapped /> : text}
      </pre>
      {hasUnseen(detail.text) && <p className="mt-1.5 text-meta text-coral-ink">{words.hidden}</p>}
      {isLong && (
        <Button look="quiet" size="small" className="mt-1 -ms-2" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? words.showLess : words.showAll(linesOf(detail.text))}
        </Button>
      )}
    </div>
  );
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
