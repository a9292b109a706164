import { strings } from '../strings/strings.ts';
import { Button } from './button.tsx';

/** Below what is shown in place of a part that could not be fetched. */
export function TryAgain({ onRetry }: { onRetry: () => void }) {
  return (
    <Button look="quiet" onClick={onRetry}>
      {strings.ui.tryAgain}
    </Button>
  );
}
