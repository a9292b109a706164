import { CircleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { strings } from '../strings/strings.ts';

/** In place of a part of the app that could not be drawn. */
export function ErrorFallback({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex min-h-0 min-w-0 flex-1 flex-col justify-center">
      <EmptyState icon={CircleAlert} title={strings.ui.notShown} text={strings.ui.notShownText}>
        <Button look="primary" onClick={onRetry}>
          {strings.ui.tryAgain}
        </Button>
      </EmptyState>
    </div>
  );
}
