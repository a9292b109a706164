import clsx from 'clsx';
import { Settings } from 'lucide-react';
import { useState } from 'react';
import { assertNever } from '../../src-shared/errors.ts';
import { useMe } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { HomePage } from './home-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { pagesFor, type Page } from './pages.ts';
import { SharingPage } from './sharing-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';
import { YouPage } from './you-page.tsx';

interface SettingsDialogProps {
  page: Page;
  onClose: () => void;
}

export function SettingsDialog({ page, onClose }: SettingsDialogProps) {
  const pages = pagesFor(useMe());
  const [asked, setAsked] = useState(page);
  const shown = pages.some((each) => each.id === asked) ? asked : 'you';
  return (
    <Dialog title="Settings" icon={Settings} width="wide" isTall onClose={onClose}>
      <div className="flex min-h-0 flex-1 max-sm:flex-col">
        <nav
          aria-label="Settings"
          className="flex w-[200px] shrink-0 flex-col gap-0.5 overflow-auto border-e border-line-2 p-3 max-sm:w-full max-sm:flex-row max-sm:border-e-0 max-sm:border-b"
        >
          {pages.map(({ id, label, icon: Icon, isOfHome }, index) => (
            <button
              key={id}
              type="button"
              aria-current={id === shown ? 'page' : undefined}
              onClick={() => setAsked(id)}
              className={clsx(
                'flex h-9 shrink-0 items-center gap-2.5 rounded-control px-2.5 text-list max-sm:px-3 focus-visible:-outline-offset-2 tap:h-11',
                id === shown ? 'bg-accent-soft font-semibold text-accent' : 'text-ink-2 hover:bg-line-2 hover:text-ink',
                isOfHome && !pages[index - 1]?.isOfHome && 'sm:mt-3',
              )}
            >
              <Icon size={16} aria-hidden className="max-sm:hidden" />
              {label}
            </button>
          ))}
        </nav>
        <div className="min-w-0 flex-1 overflow-y-auto px-8 py-6 max-sm:px-4 max-sm:py-5">
          <PageBody page={shown} />
        </div>
      </div>
    </Dialog>
  );
}

function PageBody({ page }: { page: Page }) {
  switch (page) {
    case 'you':
      return <YouPage />;
    case 'appearance':
      return <AppearancePage />;
    case 'home':
      return <HomePage />;
    case 'sharing':
      return <SharingPage />;
    case 'keys':
      return <KeysPage />;
    case 'webhooks':
      return <WebhooksPage />;
    default:
      return assertNever(page);
  }
}
