import { createContext, use } from 'react';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { TryAgain } from '../../ui/try-again.tsx';
import { strings } from '../../strings/strings.ts';
import { foldOf, isDiff, isWide } from './code-fold.ts';
import { CodeFrame, FOLD_BUTTON, type CodeProps } from './code-frame.tsx';

/** Fetched with the first code that is drawn, and else after the first screen. */
export const CodeBlockPart = lazyPart(async () => (await import('./code-block.tsx')).CodeBlock);
const PARTS = [CodeBlockPart];

/** On paper code is whole, and has no tools. */
export const IsPrinted = createContext(false);

export function LaterCodeBlock(props: CodeProps) {
  if (use(IsPrinted)) return <PlainCode {...props} />;
  return (
    <LazyBoundary
      parts={PARTS}
      meanwhile={<FoldedCode {...props} />}
      fallback={(retry) => (
        <>
          <PlainCode {...props} />
          <TryAgain onRetry={retry} />
        </>
      )}
    >
      <CodeBlockPart {...props} />
    </LazyBoundary>
  );
}

/** As high as the code with its colours and tools, so that the messages do not move when those come. */
function FoldedCode({ code, info }: CodeProps) {
  const { lines, shown } = foldOf(code, isDiff(info));
  const isLong = shown < lines.length;
  return (
    <CodeFrame
      info={info}
      isWide={isDiff(info) || isWide(code)}
      foot={isLong && <p className={FOLD_BUTTON}>{strings.markdown.showAllLines(lines.length)}</p>}
    >
      <code>{isLong ? lines.slice(0, shown).join('\n') : code}</code>
    </CodeFrame>
  );
}

function PlainCode({ code, info }: CodeProps) {
  return (
    <CodeFrame info={info} isWide>
      <code>{code}</code>
    </CodeFrame>
  );
}
