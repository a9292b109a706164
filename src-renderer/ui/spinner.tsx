import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Goes beside words that say what is waited for; never alone on a page. */
export function Spinner({ size = 15, className }: { size?: number; className?: string }) {
  return <LoaderCircle size={size} aria-hidden className={clsx('animate-spin', className)} />;
}
