import { Link2, Link2Off, UserX } from 'lucide-react';
import { useCommand } from '../state/store.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { GuestDeed } from './guest-list.tsx';
import type { MadeInvite } from './invite-links.ts';

interface DeedDialogProps {
  deed: GuestDeed;
  onMade: (made: MadeInvite) => void;
  onClose: () => void;
}

/** Says what it means before it is done: each of these ends something. */
export function DeedDialog({ deed, onMade, onClose }: DeedDialogProps) {
  const command = useCommand();
  const { name } = deed;
  switch (deed.deed) {
    case 'new-link':
      return (
        <ConfirmDialog
          icon={Link2}
          title={`A new link for ${name}`}
          text={`${name} comes back with everything as it was. Until the new link is used, ${name} is signed out everywhere.`}
          action="Make new link"
          onConfirm={async () => {
            const { invite, code, links } = await command('reinvite', { participant_id: deed.personId });
            onMade({ id: invite.id, name, room_ids: invite.room_ids, max_uses: invite.max_uses, code, links });
          }}
          onClose={onClose}
        />
      );
    case 'revoke':
      return (
        <ConfirmDialog
          icon={UserX}
          title={`Revoke ${name}’s access`}
          text={`${name} is signed out everywhere at once, and any agent with a key of ${name}’s is cut off. What was written stays. You can let ${name} in again later.`}
          action="Revoke access"
          onConfirm={async () => {
            await command('revoke_access', { participant_id: deed.personId });
          }}
          onClose={onClose}
        />
      );
    case 'withdraw':
      return (
        <ConfirmDialog
          icon={Link2Off}
          title="Withdraw the invite"
          text={`The link for ${name} stops working. Whoever came in with it already stays.`}
          action="Withdraw invite"
          onConfirm={async () => {
            await command('revoke_invite', { invite_id: deed.inviteId });
          }}
          onClose={onClose}
        />
      );
  }
}
