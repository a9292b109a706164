import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { strings } from '../../strings/all-strings.ts';

interface AboutAgentProps {
  /** Left out where it is known. */
  name?: string;
  children: ReactNode;
}

/** The things that an agent can see, do and remember, before it enters a room. */
export function AboutAgent({ name, children }: AboutAgentProps) {
  const id = useId();
  // Directly below the title of its dialog.
  const Heading = name === undefined ? 'h4' : 'h3';
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 rounded-card border border-line bg-panel p-4">
      <Heading id={id} className="text-list font-semibold text-ink">
        {name === undefined ? strings.hosted.about : strings.agentFacts.title(name)}
      </Heading>
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
