import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';

export function LoadFailed({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-list text-ink-2">
        {text}
      </p>
      <Button onClick={onRetry}>{strings.ui.tryAgain}</Button>
    </div>
  );
}
