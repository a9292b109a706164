import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  text: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its own heading. */
export function Section({ title, text, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-8 border-t border-line-2 pt-5">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h4 id={id} className="text-body font-semibold">
            {title}
          </h4>
          <p className="text-list text-ink-2">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
