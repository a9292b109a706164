import { Share2 } from 'lucide-react';
import { useMemo } from 'react';
import { useDialogActions, useHome, useInvites, useMe, useParticipants, useSharing } from '../../sync/store.ts';
import { PresenceDot } from '../../features/people/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { strings } from '../../strings/strings.ts';
import { exposure } from './exposure.ts';

/** The home's name, and who can reach it in words. */
export function HomeHeader() {
  const home = useHome();
  const me = useMe();
  const sharing = useSharing();
  const participants = useParticipants();
  const canInvite = useInvites() !== null;
  const { openDialog } = useDialogActions();
  const exposed = useMemo(() => exposure(sharing, participants), [sharing, participants]);
  return (
    <header className="flex items-center gap-2.5 px-3 pt-3 pb-2">
      <Logo size={32} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-body font-semibold text-ink" title={home.name}>
          {home.name}
        </h1>
        <p className="flex items-center gap-1.5 text-meta text-ink-2">
          {exposed && <PresenceDot tone={exposed.isOpen ? 'ok' : 'off'} />}
          <span className="truncate">{exposed?.words ?? (me.role === 'guest' ? strings.sidebar.isGuest : strings.sidebar.isMember)}</span>
        </p>
      </div>
      {(sharing || canInvite) && (
        <IconButton
          icon={Share2}
          label={strings.sidebar.share}
          onClick={() => openDialog(sharing ? { kind: 'settings', page: 'sharing' } : { kind: 'invites' })}
        />
      )}
    </header>
  );
}
