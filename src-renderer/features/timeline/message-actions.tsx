import { Ellipsis, SmilePlus } from 'lucide-react';
import { useContext, useState } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import { useReadable } from '../../sync/sealed/use-sealed.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { strings } from '../../strings/strings.ts';
import { EmojiRow } from './emoji-row.tsx';
import { useRoomUi } from './room-ui.ts';
import { RowFocus } from './row-focus.ts';
import { useMessageActions } from './use-message-actions.ts';

/** A small bar over a message's corner; of one whose top is out of sight, it stays at the top of what is seen. */
export function MessageActions({ message }: { message: Message }) {
  const [isReacting, setIsReacting] = useState(false);
  return (
    <div className="pointer-events-none absolute -top-4 end-5 bottom-0 z-10 max-sm:end-3">
      <div
        role="group"
        aria-label={strings.actions.group}
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
  const { reply, edit, others } = useMessageActions(useReadable(message));
  // Or the keyboard would stop wherever the mouse happens to rest.
  const tabIndex = useContext(RowFocus) ? undefined : -1;
  return (
    <>
      {canWrite && <IconButton icon={SmilePlus} label={strings.actions.react} size="small" tabIndex={tabIndex} onClick={onReact} />}
      {reply && <ActionButton action={reply} tabIndex={tabIndex} />}
      {edit && <ActionButton action={edit} tabIndex={tabIndex} />}
      <Menu
        label={strings.actions.moreAbout}
        items={others}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={strings.actions.more} size="small" tabIndex={tabIndex} />}
      />
    </>
  );
}

function ActionButton({ action: { icon, label, onSelect }, tabIndex }: { action: MenuItem; tabIndex: -1 | undefined }) {
  return icon ? <IconButton icon={icon} label={label} size="small" tabIndex={tabIndex} onClick={onSelect} /> : null;
}
