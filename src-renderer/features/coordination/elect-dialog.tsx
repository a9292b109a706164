import { Crown } from 'lucide-react';
import { useCommand, useFloor, useMe, useParticipant } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';

interface ElectDialogProps {
  roomId: string;
  stand: boolean;
  onClose: () => void;
}

/** Asks before an election takes the leader's place away. */
export function ElectDialog({ roomId, stand, onClose }: ElectDialogProps) {
  const command = useCommand();
  const meId = useMe().id;
  const leader = useParticipant(useFloor(roomId)?.leader_id ?? null);
  const { electTitle, electText, electTextYou, elect } = strings.coordinating;
  return (
    <ConfirmDialog
      icon={Crown}
      title={electTitle}
      text={leader?.id === meId ? electTextYou : electText(leader?.name ?? strings.ui.aFormerMember)}
      action={elect}
      look="primary"
      onConfirm={async () => {
        await command('elect_leader', { room_id: roomId, stand });
      }}
      onClose={onClose}
    />
  );
}
