import type { ComponentProps, ReactNode } from 'react';
import { LazyBoundary } from './lazy.tsx';
import { TryAgain } from './try-again.tsx';

interface OrPlainProps {
  parts: ComponentProps<typeof LazyBoundary>['parts'];
  /** Shown until the code of the parts is there, and beside the button when it cannot be fetched. */
  plain: ReactNode;
  children: ReactNode;
}

/** A part of the interface that is fetched later, and can be read without it. */
export function OrPlain({ parts, plain, children }: OrPlainProps) {
  return (
    <LazyBoundary
      parts={parts}
      meanwhile={plain}
      fallback={(retry) => (
        <>
          {plain}
          <TryAgain onRetry={retry} />
        </>
      )}
    >
      {children}
    </LazyBoundary>
  );
}
