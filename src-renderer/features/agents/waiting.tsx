import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Agent } from '../../../src-shared/objects.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { strings } from '../../strings/all-strings.ts';

interface WaitingProps {
  name: string;
  arrived: Agent | null;
  /** It was connected before the dialog was opened. */
  wasHere: boolean;
  onGo: () => void;
  /** Other actions while waiting. */
  children: ReactNode;
}

/** Turns to "… is here" automatically when the agent connects. */
export function Waiting({ name, arrived, wasHere, onGo, children }: WaitingProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-dashed border-edge px-4 py-3">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2.5 text-list text-ink-2">
        {arrived ? <Check size={16} aria-hidden className="shrink-0 text-ok-ink" /> : <Spinner className="shrink-0 text-ink-3" />}
        <span className={arrived ? 'font-semibold text-ink' : undefined}>
          {arrived
            ? wasHere
              ? strings.agents.wasHere(arrived.name)
              : strings.agents.isHere(arrived.name)
            : strings.agents.waitingFor(name)}
        </span>
      </p>
      {arrived ? (
        <Button look="primary" onClick={onGo}>
          {strings.agents.sayHello}
        </Button>
      ) : (
        children
      )}
    </div>
  );
}
