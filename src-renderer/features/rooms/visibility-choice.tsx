import { EyeOff, Users } from 'lucide-react';
import type { Room, Visibility } from '../../../src-shared/objects.ts';
import { ChoiceCards } from '../../ui/choice.tsx';
import { strings } from '../../strings/all-strings.ts';

interface VisibilityChoiceProps {
  selected: Visibility;
  isSealed: boolean;
  /** A room that exists: the consequences of a change are shown. */
  of?: Room;
  onSelect: (visibility: Visibility) => void;
}

export function VisibilityChoice({ selected, isSealed, of, onSelect }: VisibilityChoiceProps) {
  const { everyoneText, everyoneSealedText } = strings.rooms;
  return (
    <div>
      <ChoiceCards
        label={strings.rooms.whoCanSee}
        selected={selected}
        onSelect={onSelect}
        choices={[
          { value: 'public', icon: Users, label: strings.rooms.everyone, text: isSealed ? everyoneSealedText : everyoneText },
          { value: 'private', icon: EyeOff, label: strings.rooms.onlyAdded, text: strings.rooms.onlyAddedText },
        ]}
      />
      <p role="status" className="mt-2 text-meta text-ink-2 empty:mt-0">
        {of && selected !== of.visibility && consequence(of, selected)}
      </p>
    </div>
  );
}

function consequence({ last_seq, expired_through_seq, member_ids }: Room, next: Visibility): string {
  return next === 'public' ? strings.rooms.opens(last_seq - expired_through_seq) : strings.rooms.closes(member_ids.length);
}
