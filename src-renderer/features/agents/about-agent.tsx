import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { strings } from '../../strings/all-strings.ts';

/** The things that an agent can see, do and remember, before it enters a room. */
export function AboutAgent({ children }: { children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 rounded-card border border-line bg-panel p-4">
      <h4 id={id} className="text-list font-semibold text-ink">
        {strings.hosted.about}
      </h4>
      <ul className="flex flex-col gap-2">{children}</ul>
    </section>
  );
}

export function Point({ icon: Icon, isWarning = false, children }: { icon: LucideIcon; isWarning?: boolean; children: ReactNode }) {
  return (
    <li className={isWarning ? 'flex gap-2 text-list wrap-anywhere text-amber-ink' : 'flex gap-2 text-list wrap-anywhere text-ink-2'}>
      <Icon size={15} aria-hidden className="mt-1 shrink-0" />
      <span className="min-w-0">{children}</span>
    </li>
  );
}
