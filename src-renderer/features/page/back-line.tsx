import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';

interface BackLineProps {
  /** Where the button leads. */
  label: string;
  title: string;
  onBack: () => void;
  children?: ReactNode;
}

/** Above what takes the place of the page. It has the focus at first, since the button that led here is gone. */
export function BackLine({ label, title, onBack, children }: BackLineProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className="flex items-center gap-1 pt-2 pb-1">
      <IconButton ref={back} icon={ArrowLeft} label={label} size="small" className="rtl:-scale-x-100" onClick={onBack} />
      <h3 className="min-w-0 flex-1 truncate text-list font-semibold text-ink">{title}</h3>
      {children}
    </div>
  );
}
