import { useMemo } from 'react';
import { CodeLines } from './code-lines.tsx';
import { strings } from '../../strings/all-strings.ts';
import { diffText } from './diff-text.ts';

export interface LineDiffProps {
  before: string;
  after: string;
}

/** The lines that the texts do not share, with their signs. */
export function LineDiff({ before, after }: LineDiffProps) {
  const diff = useMemo(() => diffText(before, after, strings.page.line), [before, after]);
  if (diff === null || diff === '')
    return <p className="py-2 text-list text-ink-2">{diff === null ? strings.page.tooDifferent : strings.page.same}</p>;
  return (
    <pre
      tabIndex={0}
      aria-label={strings.page.difference}
      className="my-2 max-h-[50dvh] overflow-auto rounded-control border border-line bg-panel px-4 py-2 font-mono text-code [font-variant-ligatures:none] wrap-anywhere whitespace-pre-wrap focus-visible:-outline-offset-2"
    >
      <CodeLines code={diff} language="" isDiff isWrapped />
    </pre>
  );
}
