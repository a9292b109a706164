import { CircleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** In place of a part of the app that could not be drawn. */
export function Stumbled({ onRetry }: { onRetry: () => void }) {
  return (
    <div role="alert" className="flex min-h-0 min-w-0 flex-1 flex-col justify-center">
      <EmptyState icon={CircleAlert} title="This could not be shown" text="Nothing is lost. Try again, or go somewhere else and come back.">
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
      </EmptyState>
    </div>
  );
}
