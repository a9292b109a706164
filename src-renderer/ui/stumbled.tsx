import { CircleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { words } from '../words/words.ts';

/** In place of a part of the app that could not be drawn. */
export function Stumbled({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex min-h-0 min-w-0 flex-1 flex-col justify-center">
      <EmptyState icon={CircleAlert} title={words.ui.notShown} text={words.ui.notShownText}>
        <Button look="primary" onClick={onRetry}>
          {words.ui.tryAgain}
        </Button>
      </EmptyState>
    </div>
  );
}
