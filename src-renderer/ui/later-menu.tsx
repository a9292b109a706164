import { useId, type ReactNode } from 'react';
import { LazyBoundary } from './lazy.tsx';
import { BELOW_START, MenuList } from './menu.tsx';
import type { Box } from './place-beside.ts';
import { strings } from '../strings/strings.ts';

interface LaterMenuProps {
  parts: readonly { forget(): void }[];
  /** Where it was asked for, in the window. */
  at: Box;
  onClose: () => void;
  children: ReactNode;
}

/** Around a menu that is fetched later: when it could not be fetched, a menu offers to try again. */
export function LaterMenu({ parts, at, onClose, children }: LaterMenuProps) {
  const id = useId();
  return (
    <LazyBoundary
      parts={parts}
      fallback={(retry) => (
        <MenuList
          id={id}
          label={strings.ui.missingPart}
          items={[{ label: strings.ui.tryAgain, onSelect: retry }]}
          placement={BELOW_START}
          triggerId={null}
          at={at}
          startsAt={0}
          onClose={onClose}
          onLeave={onClose}
        />
      )}
    >
      {children}
    </LazyBoundary>
  );
}
