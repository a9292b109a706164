import clsx from 'clsx';
import { TreePalm } from 'lucide-react';

const SIZES = {
  32: { box: 'size-8 rounded-[9px]', palm: 18 },
  64: { box: 'size-16 rounded-[18px]', palm: 34 },
};

/** The palm of Lanai on its green ground, the same in both themes. */
export function Logo({ size, className }: { size: keyof typeof SIZES; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-flex shrink-0 items-center justify-center bg-linear-to-b from-[#15907b] to-[#0a4a3f] text-white',
        SIZES[size].box,
        className,
      )}
    >
      <TreePalm size={SIZES[size].palm} strokeWidth={2} />
    </span>
  );
}
