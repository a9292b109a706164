import { AtSign, Mic } from 'lucide-react';
import { memo } from 'react';
import { CoordinateMenu } from '../coordination/coordinate-menu.tsx';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import { AttachButton } from '../files/attach-button.tsx';
import { whyNoFiles } from '../files/use-attach.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';

interface WritingToolsProps {
  room: RoomFacts;
  isEditing: boolean;
  onAttach: (files: readonly File[]) => void;
  onMention: () => void;
  onEmoji: (char: string) => void;
  onRecord: () => void;
}

/** The tools below the field. They are not redrawn with every key. */
export const WritingTools = memo(function WritingTools({ room, isEditing, onAttach, onMention, onEmoji, onRecord }: WritingToolsProps) {
  const takesFiles = !isEditing && whyNoFiles(room) === null;
  return (
    <div className="flex items-center gap-1">
      {takesFiles && <AttachButton onAttach={onAttach} />}
      <CoordinateMenu room={room} />
      <IconButton
        icon={AtSign}
        label={strings.composer.mention}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onMention}
        className="max-sm:hidden"
      />
      <EmojiButton onPick={onEmoji} />
      {takesFiles && <IconButton icon={Mic} label={strings.composer.record} onClick={onRecord} className="max-sm:hidden" />}
    </div>
  );
});
