import { useEffect, useRef, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { strings } from '../strings/strings.ts';

interface ShownSecretProps {
  what: 'key' | 'secret';
  secret: string;
  hint: string;
  /** More buttons, beside the one that copies. */
  children?: ReactNode;
}

/** A secret, this once. */
export function ShownSecret({ what, secret, hint, children }: ShownSecretProps) {
  const said = strings.ui.secret[what];
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
      aria-label={said.made}
      className="flex flex-col gap-2 rounded-card border border-line bg-amber-soft px-4 py-3"
    >
      <p className="text-list text-amber-ink">
        <strong className="font-semibold">{said.once}</strong> {hint}
      </p>
      <div className="flex gap-2 max-sm:flex-col">
        <input
          readOnly
          aria-label={said.name}
          value={secret}
          onFocus={(event) => event.target.select()}
          className="h-9 min-w-0 flex-1 rounded-control border border-line bg-raise px-3 font-mono text-code text-ink tap:h-11 max-sm:flex-none"
        />
        <CopyButton text={secret} label={said.copy} />
        {children}
      </div>
    </div>
  );
}
