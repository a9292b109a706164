import { CheckCheck, Link2, Link2Off, UserX } from 'lucide-react';
import { useCommand } from '../state/store.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { words } from '../words/words.ts';
import type { GuestDeed } from './guest-list.tsx';
import { madeInvite, type MadeInvite } from './invite-links.ts';

interface DeedDialogProps {
  deed: GuestDeed;
  onMade: (made: MadeInvite) => void;
  onClose: () => void;
}

/** Says what it means before it is done. */
export function DeedDialog({ deed, onMade, onClose }: DeedDialogProps) {
  const command = useCommand();
  const { name } = deed;
  switch (deed.deed) {
    case 'new-link':
      return (
        <ConfirmDialog
          icon={Link2}
          title={words.invites.newLinkFor(name)}
          text={words.invites.newLinkText(name)}
          action={words.invites.makeNewLink}
          onConfirm={async () => {
            onMade({ ...madeInvite(await command('reinvite', { participant_id: deed.personId })), name });
          }}
          onClose={onClose}
        />
      );
    case 'revoke':
      return (
        <ConfirmDialog
          icon={UserX}
          title={words.invites.revokeOf(name)}
          text={words.invites.revokeText(name)}
          action={words.invites.revoke}
          onConfirm={async () => {
            await command('revoke_access', { participant_id: deed.personId });
          }}
          onClose={onClose}
        />
      );
    case 'confirm':
      return (
        <ConfirmDialog
          icon={CheckCheck}
          title={words.invites.confirmTitle(name)}
          text={words.invites.confirmText(name)}
          action={words.invites.confirm}
          look="primary"
          onConfirm={async () => {
            await command('confirm_invite', { invite_id: deed.inviteId });
          }}
          onClose={onClose}
        />
      );
    case 'withdraw':
      return (
        <ConfirmDialog
          icon={Link2Off}
          title={words.invites.withdrawTitle}
          text={words.invites.withdrawText(name)}
          action={words.invites.withdraw}
          onConfirm={async () => {
            await command('revoke_invite', { invite_id: deed.inviteId });
          }}
          onClose={onClose}
        />
      );
  }
}
