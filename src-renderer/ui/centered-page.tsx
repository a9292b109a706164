import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

interface CenteredPageProps {
  title: string;
  /** Under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

/** The page for visitors without a session: the palm, a sentence, and one thing to do. */
export function CenteredPage({ title, lead, children }: CenteredPageProps) {
  return (
    <main className="relative flex min-h-(--app-height) flex-col items-center justify-center overflow-hidden bg-bg px-[max(28px,env(safe-area-inset-left))] py-12">
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-0 h-64 bg-[radial-gradient(ellipse_60%_100%_at_50%_0%,var(--glow),transparent)] max-sm:bg-[radial-gradient(ellipse_110%_100%_at_50%_0%,var(--glow),transparent)]"
      />
      <div className="relative flex w-full max-w-115 flex-col items-center">
        <Logo size={64} />
        <h1 className="mt-5 text-center text-display font-bold tracking-tight text-balance">{title}</h1>
        {lead && <div className="mt-1.5 text-center text-body text-balance text-ink-2">{lead}</div>}
        <div className="mt-6 w-full">{children}</div>
      </div>
    </main>
  );
}

/** The quiet line under the button. */
export function CenteredPageNote({ children }: { children: ReactNode }) {
  return <p className="mt-4 text-center text-list text-balance text-ink-3">{children}</p>;
}
