// How the link of an invite leaves the app: copied, by the share sheet of the system, by mail, or on paper.
import { Mail, Printer, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useHome } from '../../sync/store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { dateFormat } from '../../ui/date-format.ts';
import { strings } from '../../strings/all-strings.ts';
import { mailto, shareOf } from './invite-links.ts';
import { PrintedInvite } from './printed-invite.tsx';

const SQUARE =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-control border border-line bg-raise text-ink-2 hover:bg-line-2 hover:text-ink tap:size-11';

interface HandOverProps {
  title: string;
  about: string;
  link: string;
  expiresAt: number;
}

export function HandOver({ title, about, link, expiresAt }: HandOverProps) {
  const home = useHome();
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const end = (): void => setIsPrinting(false);
    window.addEventListener('afterprint', end);
    return () => window.removeEventListener('afterprint', end);
  }, []);
  const print = (): void => {
    flushSync(() => setIsPrinting(true));
    window.print();
  };
  const until = strings.invites.validUntil(dateFormat('full').format(expiresAt));
  const shared = shareOf(link, home.name);
  const canShare = typeof navigator.canShare === 'function' && navigator.canShare(shared);
  return (
    <div className="flex w-full gap-2">
      <CopyButton look="primary" text={link} label={strings.invites.copyLink} className="min-w-0 flex-1" data-autofocus />
      {canShare && (
        // A sheet that is closed without a choice is no fault.
        <button
          type="button"
          aria-label={strings.invites.share}
          title={strings.invites.share}
          onClick={() => void navigator.share(shared).catch(() => undefined)}
          className={SQUARE}
        >
          <Share2 size={16} aria-hidden />
        </button>
      )}
      <a href={mailto(link, home.name)} aria-label={strings.invites.mail} title={strings.invites.mail} className={SQUARE}>
        <Mail size={16} aria-hidden />
      </a>
      <button type="button" aria-label={strings.invites.print} title={strings.invites.print} onClick={print} className={SQUARE}>
        <Printer size={16} aria-hidden />
      </button>
      {isPrinting && <PrintedInvite title={title} about={`${about} ${until}`} homeName={home.name} link={link} />}
    </div>
  );
}
