import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { FieldError } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { KEY_VARIABLE } from './snippets.ts';

interface MakeOwnKeyProps {
  label: string;
  onMade: (secret: string) => void;
}

export function MakeOwnKey({ label, onMade }: MakeOwnKeyProps) {
  const command = useCommand();
  const task = useTask();
  const make = (): void =>
    task.run(async () => {
      const { secret } = await command('create_key', { label });
      onMade(secret);
    });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button icon={KeyRound} isBusy={task.isBusy} onClick={make}>
        Make its own key
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

/** The secret, this once. */
export function ShownKey({ secret, hint }: { secret: string; hint: string }) {
  const box = useRef<HTMLDivElement>(null);
  // The button that made it is gone, or further down.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      role="group"
      aria-label="New key"
      className="flex flex-col gap-2 rounded-card border border-line bg-amber-soft px-4 py-3"
    >
      <p className="text-list text-amber-ink">
        <strong className="font-semibold">Copy this key now: it is shown only this once.</strong> {hint}
      </p>
      <div className="flex gap-2 max-sm:flex-col">
        <input
          readOnly
          aria-label="Key"
          value={secret}
          onFocus={(event) => event.target.select()}
          className="h-9 min-w-0 flex-1 rounded-control border border-line bg-raise px-3 font-mono text-code text-ink max-sm:h-11 max-sm:flex-none"
        />
        <CopyButton text={secret} label="Copy key" />
      </div>
    </div>
  );
}

export const SET_AS_VARIABLE = `Set it as ${KEY_VARIABLE} where the agent runs. You can end it in Settings, Keys.`;
