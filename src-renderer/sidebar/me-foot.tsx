import { SlidersHorizontal } from 'lucide-react';
import { QuietSign } from '../notify/quiet-sign.tsx';
import { presenceTone, roleWord } from '../state/presence-words.ts';
import { useDialogActions, useMe, usePresence } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { words } from '../words/words.ts';

export function MeFoot() {
  const me = useMe();
  const presence = usePresence(me.id);
  const { openDialog } = useDialogActions();
  return (
    <footer className="flex items-center gap-2.5 border-t border-line px-3 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))]">
      <Avatar of={me} size={32} presence={presenceTone(presence)} ring="ring-panel" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-list font-semibold text-ink">{me.name}</p>
        <p className="text-meta text-ink-2">{roleWord(me)}</p>
      </div>
      <QuietSign />
      <IconButton icon={SlidersHorizontal} label={words.sidebar.settings} onClick={() => openDialog({ kind: 'settings', page: null })} />
    </footer>
  );
}
