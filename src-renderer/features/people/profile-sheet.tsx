import { useParticipant } from '../../sync/store.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { strings } from '../../strings/strings.ts';
import { ProfileBody } from './profile-body.tsx';

/** The card where there is no room for one: from the foot of the screen. */
export function ProfileSheet({ participantId, onClose }: { participantId: string; onClose: () => void }) {
  const participant = useParticipant(participantId);
  if (!participant) return null;
  return (
    <Dialog title={strings.people.about(participant.name)} onClose={onClose}>
      <DialogBody>
        <ProfileBody participant={participant} onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}
