import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export function Warning({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="flex gap-2 rounded-control bg-amber-soft px-3 py-2 text-meta text-amber-ink">
      <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  );
}
