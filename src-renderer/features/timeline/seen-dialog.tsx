import { Eye } from 'lucide-react';
import type { Message } from '../../../src-shared/objects.ts';
import { Avatar } from '../people/avatar.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { strings } from '../../strings/strings.ts';
import { dayAndTime } from './time-words.ts';
import { useReaders } from './use-readers.ts';

interface SeenDialogProps {
  message: Pick<Message, 'room_id' | 'seq' | 'author_id'>;
  onClose: () => void;
}

/** The readers of a message, and the times of their read positions. */
export function SeenDialog({ message, onClose }: SeenDialogProps) {
  const readers = useReaders(message);
  const { seenTitle, seenText, seenByNobody } = strings.timeline;
  return (
    <Dialog title={seenTitle} subtitle={seenText} icon={Eye} onClose={onClose}>
      <DialogBody>
        {readers.length === 0 && <p className="text-body text-ink-2">{seenByNobody}</p>}
        <ul className="flex flex-col gap-2.5">
          {readers.map(({ participant, at }) => (
            <li key={participant.id} className="flex items-center gap-3">
              <Avatar of={participant} size={28} />
              <span dir="auto" className="min-w-0 flex-1 truncate text-body text-ink">
                {participant.name}
              </span>
              {at !== null && (
                <time dateTime={new Date(at).toISOString()} className="text-meta text-ink-2">
                  {dayAndTime(at, Date.now())}
                </time>
              )}
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
}
