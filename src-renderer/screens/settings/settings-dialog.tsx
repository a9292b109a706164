import clsx from 'clsx';
import { ChevronLeft, ChevronRight, Settings } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { assertNever } from '../../../src-shared/errors.ts';
import type { SettingsPage } from '../../sync/device/dialogs.ts';
import { useMe } from '../../sync/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { NARROW, useMediaQuery } from '../../ui/use-media-query.ts';
import { useBack } from '../../ui/back.ts';
import { strings } from '../../strings/all-strings.ts';
import { AuditPage } from './audit-page.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { DiagnosticsPage } from './diagnostics-page.tsx';
import { HomePage } from './home-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { ModelsPage } from './models-page.tsx';
import { NotificationsPage } from './notifications-page.tsx';
import { pagesFor } from '../../features/search/settings-pages.ts';
import { RolesPage } from './roles-page.tsx';
import { SharingPage } from './sharing-page.tsx';
import { ShortcutsPage } from './shortcuts-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';
import { YouPage } from './you-page.tsx';

interface SettingsDialogProps {
  /** Null: the list of pages, where that is a separate screen. */
  page: SettingsPage | null;
  onClose: () => void;
}

export function SettingsDialog({ page, onClose }: SettingsDialogProps) {
  const pages = pagesFor(useMe());
  const isNarrow = useMediaQuery(NARROW);
  const [asked, setAsked] = useState(page);
  const known = pages.some((each) => each.id === asked) ? asked : null;
  const shown = known ?? (isNarrow ? null : 'you');
  const label = pages.find(({ id }) => id === shown)?.label;
  return (
    <Dialog
      title={(isNarrow && label) || strings.settings.title}
      icon={isNarrow && shown ? undefined : Settings}
      width="wide"
      isTall
      onClose={onClose}
    >
      <div className="flex min-h-0 flex-1">
        {(!isNarrow || shown === null) && <PageList shown={shown} isScreen={isNarrow} onChoose={setAsked} />}
        {shown !== null && (
          <PageScreen key={shown} page={shown} onBack={isNarrow ? () => setAsked(null) : null}>
            <PageBody page={shown} />
          </PageScreen>
        )}
      </div>
    </Dialog>
  );
}

interface PageListProps {
  shown: SettingsPage | null;
  isScreen: boolean;
  onChoose: (page: SettingsPage) => void;
}

function PageList({ shown, isScreen, onChoose }: PageListProps) {
  return (
    <nav
      aria-label={strings.settings.title}
      className={clsx('flex shrink-0 flex-col gap-0.5 overflow-auto p-3', isScreen ? 'w-full' : 'w-56 border-e border-line-2')}
    >
      {pagesFor(useMe()).map(({ id, label, icon: Icon, startsGroup }) => (
        <button
          key={id}
          type="button"
          aria-current={id === shown ? 'page' : undefined}
          onClick={() => onChoose(id)}
          className={clsx(
            'flex h-9 tap:h-11 shrink-0 items-center gap-2.5 rounded-control px-2.5 text-list focus-visible:-outline-offset-2 max-sm:h-12 max-sm:px-3 max-sm:text-body',
            id === shown ? 'bg-accent-soft font-semibold text-accent' : 'text-ink-2 hover:bg-line-2 hover:text-ink',
            startsGroup && 'mt-3',
          )}
        >
          <Icon size={16} aria-hidden />
          {label}
          {isScreen && <ChevronRight size={16} aria-hidden className="ms-auto text-ink-3" />}
        </button>
      ))}
    </nav>
  );
}

interface PageScreenProps {
  page: SettingsPage;
  /** Null where the list is beside the page. */
  onBack: (() => void) | null;
  children: ReactNode;
}

function PageScreen({ page, onBack, children }: PageScreenProps) {
  const back = useRef<HTMLButtonElement>(null);
  useBack(() => onBack?.(), onBack !== null);
  // Where the list was pressed there is now a page: the focus goes along.
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  return (
    <div
      data-page={page}
      // Where there is nothing to go to in a page, the page itself is, or the keyboard could not scroll it.
      {...((page === 'shortcuts' || page === 'roles') && {
        tabIndex: 0,
        role: 'region',
        'aria-label': strings.palette.settingsPages[page],
      })}
      className="min-w-0 flex-1 overflow-y-auto px-8 py-6 max-sm:px-4 max-sm:pt-2 max-sm:pb-8"
    >
      {onBack && (
        <button
          ref={back}
          type="button"
          onClick={onBack}
          className="-ms-2 mb-1 flex min-h-11 items-center gap-1 rounded-control px-2 text-list font-semibold text-accent"
        >
          <ChevronLeft size={16} aria-hidden />
          {strings.settings.backToList}
        </button>
      )}
      {children}
    </div>
  );
}

function PageBody({ page }: { page: SettingsPage }) {
  switch (page) {
    case 'you':
      return <YouPage />;
    case 'appearance':
      return <AppearancePage />;
    case 'notifications':
      return <NotificationsPage />;
    case 'shortcuts':
      return <ShortcutsPage />;
    case 'home':
      return <HomePage />;
    case 'sharing':
      return <SharingPage />;
    case 'keys':
      return <KeysPage />;
    case 'models':
      return <ModelsPage />;
    case 'webhooks':
      return <WebhooksPage />;
    case 'roles':
      return <RolesPage />;
    case 'audit':
      return <AuditPage />;
    case 'diagnostics':
      return <DiagnosticsPage />;
    default:
      return assertNever(page);
  }
}
