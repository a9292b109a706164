import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  /** Instead of the icon. */
  face?: ReactNode;
  title: string;
  text?: string;
  /** The button that does the first thing. */
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, face, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-10 text-center">
      {face ?? (
        <span aria-hidden className="mb-2 flex size-11 items-center justify-center rounded-card bg-accent-soft text-accent">
          <Icon size={20} />
        </span>
      )}
      <p className="text-body font-semibold text-ink">{title}</p>
      {text && <p className="max-w-80 text-list text-ink-2">{text}</p>}
      {children && <div className="mt-3 flex max-w-full flex-wrap justify-center gap-2 *:shrink *:whitespace-normal">{children}</div>}
    </div>
  );
}
