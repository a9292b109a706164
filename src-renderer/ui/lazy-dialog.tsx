import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { ErrorFallback } from './error-fallback.tsx';
import { LazyBoundary } from './lazy.tsx';
import { strings } from '../strings/strings.ts';

interface LazyDialogProps {
  parts: readonly { forget(): void }[];
  onClose: () => void;
  children: ReactNode;
}

/** Around a dialog that is fetched later: when it could not be fetched, a dialog says so. */
export function LazyDialog({ parts, onClose, children }: LazyDialogProps) {
  return (
    <LazyBoundary
      parts={parts}
      fallback={(retry) => (
        <Dialog title={strings.ui.missingPart} onClose={onClose}>
          <ErrorFallback onRetry={retry} />
        </Dialog>
      )}
    >
      {children}
    </LazyBoundary>
  );
}
