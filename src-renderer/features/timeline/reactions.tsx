import clsx from 'clsx';
import type { Message, Reaction } from '../../../src-shared/objects.ts';
import { useMe } from '../../sync/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { strings } from '../../strings/strings.ts';
import { useRoomUi } from './room-ui.ts';
import { useReact } from './use-react.ts';
import { useWhoReacted } from './use-who-reacted.ts';

export function Reactions({ message }: { message: Message }) {
  if (message.reactions.length === 0 || message.deleted_at !== null) return null;
  return (
    <div className="flex flex-wrap gap-1.5 py-1 tap:gap-y-2 tap:pb-4">
      {message.reactions.map((reaction) => (
        <ReactionChip key={reaction.emoji} message={message} reaction={reaction} />
      ))}
    </div>
  );
}

function ReactionChip({ message, reaction }: { message: Message; reaction: Reaction }) {
  const { emoji, participant_ids } = reaction;
  const meId = useMe().id;
  const { canWrite } = useRoomUi();
  const react = useReact(message);
  const isMine = participant_ids.includes(meId);
  const names = useWhoReacted()(reaction);
  return (
    <Tooltip text={strings.timeline.reactedWith(names, emoji)}>
      <button
        type="button"
        aria-pressed={isMine}
        // Not `disabled`: who reacted can be asked where one cannot write, too.
        aria-disabled={!canWrite}
        onClick={() => canWrite && react(emoji, !isMine)}
        className={clsx(
          'relative flex h-6 items-center gap-1 rounded-full border px-2 text-meta font-semibold tap:h-9 max-sm:px-3',
          // Makes the touch target 44 px high.
          'tap:before:absolute tap:before:inset-x-0 tap:before:-inset-y-[5px]',
          isMine ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-raise text-ink-2 hover:bg-line-2',
        )}
      >
        <span>{emoji}</span>
        {participant_ids.length}
        <span className="sr-only"> {strings.timeline.reactionFrom(names)}</span>
      </button>
    </Tooltip>
  );
}
