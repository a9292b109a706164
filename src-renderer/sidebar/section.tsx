import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';

interface SectionProps {
  title: string;
  /** What the button at its right does; absent for those who may not. */
  action?: { icon: LucideIcon; label: string; onClick: () => void };
  children: ReactNode;
}

export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="mt-3">
      <div className="flex h-8 items-center justify-between pe-1 ps-2">
        <h2 id={id} className="text-meta font-semibold text-ink-3">
          {title}
        </h2>
        {action && <IconButton icon={action.icon} label={action.label} onClick={action.onClick} size="small" />}
      </div>
      <ul className="flex flex-col gap-px">{children}</ul>
    </div>
  );
}
