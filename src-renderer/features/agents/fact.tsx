import type { ReactNode } from 'react';

/** One line of what is known of an agent; stands in a <dl>. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[140px_minmax(0,1fr)] gap-3 max-sm:grid-cols-1 max-sm:gap-0">
      <dt className="text-ink-3">{name}</dt>
      <dd className="wrap-anywhere text-ink">{children}</dd>
    </div>
  );
}
