import { SlidersHorizontal } from 'lucide-react';
import { QuietSign } from '../../features/notify/quiet-sign.tsx';
import { statusNow } from '../../../src-shared/profile.ts';
import { ProfileButton } from '../../features/people/profile-button.tsx';
import { statusLine } from '../../features/people/presence-line.ts';
import { presenceTone, roleWord } from '../../features/people/presence-words.ts';
import { useDialogActions, useMe, usePresence } from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/strings.ts';

export function MeFoot() {
  const me = useMe();
  const presence = usePresence(me.id);
  const { openDialog } = useDialogActions();
  const status = statusNow(me.status, useNow());
  return (
    <footer className="flex items-center gap-2.5 border-t border-line px-3 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))]">
      <ProfileButton participantId={me.id} className="flex min-w-0 flex-1 items-center gap-2.5 rounded-control tap:min-h-11">
        <Avatar of={me} size={32} presence={presenceTone(presence)} ring="ring-panel" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-list font-semibold text-ink">{me.name}</span>
          <span className="block truncate text-meta text-ink-2">{status ? statusLine(status) : roleWord(me)}</span>
        </span>
      </ProfileButton>
      <QuietSign />
      <IconButton icon={SlidersHorizontal} label={strings.sidebar.settings} onClick={() => openDialog({ kind: 'settings', page: null })} />
    </footer>
  );
}
