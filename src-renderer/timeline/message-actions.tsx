import { Ellipsis, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '../../src-shared/objects.ts';
import { useReadable } from '../sealed/use-sealed.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { words } from '../words/words.ts';
import { EmojiRow } from './emoji-row.tsx';
import { useRoomUi } from './room-ui.ts';
import { useMessageDeeds } from './use-message-deeds.ts';

/** A small bar over a message's corner; of one whose top is out of sight, it stays at the top of what is seen. */
export function MessageActions({ message }: { message: Message }) {
  const [isReacting, setIsReacting] = useState(false);
  return (
    <div className="pointer-events-none absolute -top-4 end-5 bottom-0 z-10 max-sm:end-3">
      <div
        role="group"
        aria-label={words.actions.group}
        className="pointer-events-auto sticky top-1 flex items-center gap-px rounded-control border border-line bg-raise p-0.5 shadow-float"
      >
        {isReacting ? (
          <EmojiRow message={message} onDone={() => setIsReacting(false)} />
        ) : (
          <ActionRow message={message} onReact={() => setIsReacting(true)} />
        )}
      </div>
    </div>
  );
}

function ActionRow({ message, onReact }: { message: Message; onReact: () => void }) {
  const { canWrite } = useRoomUi();
  const { reply, edit, others } = useMessageDeeds(useReadable(message));
  return (
    <>
      {canWrite && <IconButton icon={SmilePlus} label={words.actions.react} size="small" onClick={onReact} />}
      {reply && <DeedButton deed={reply} />}
      {edit && <DeedButton deed={edit} />}
      <Menu
        label={words.actions.moreAbout}
        items={others}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={words.actions.more} size="small" />}
      />
    </>
  );
}

function DeedButton({ deed: { icon, label, onSelect } }: { deed: MenuItem }) {
  return icon ? <IconButton icon={icon} label={label} size="small" onClick={onSelect} /> : null;
}
