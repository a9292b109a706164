import { strings } from '../strings/strings.ts';
import clsx from 'clsx';

/** One grey bar where something is about to be; give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded-control bg-line-2', className)} />;
}

/** Lines of a list that is loading. Nothing shows for the first 150 ms: what is there by then never flickers. */
export function SkeletonRows({ rows = 3, label = strings.ui.loading }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="flex animate-late flex-col gap-4 py-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <span className="flex flex-1 flex-col gap-1.5">
            <Skeleton className={row % 2 === 0 ? 'h-3 w-2/5' : 'h-3 w-1/3'} />
            <Skeleton className={row % 2 === 0 ? 'h-3 w-3/5' : 'h-3 w-1/2'} />
          </span>
        </span>
      ))}
    </div>
  );
}
