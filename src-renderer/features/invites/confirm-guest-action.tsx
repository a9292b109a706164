import { CalendarPlus, CheckCheck, Link2, Link2Off, UserX } from 'lucide-react';
import { INVITE_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { useCommand } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';
import { DevicesDialog } from '../devices/devices-dialog.tsx';
import { PersonNoteDialog } from './person-note-dialog.tsx';
import { ErasePersonDialog } from './erase-person-dialog.tsx';
import { AccessDialog } from './access-dialog.tsx';
import type { GuestAction } from './guest-list.tsx';
import { madeInvite, type MadeInvite } from './invite-links.ts';

interface ConfirmGuestActionProps {
  action: GuestAction;
  onMade: (made: MadeInvite) => void;
  onClose: () => void;
}

/** Says what it means before it is done. */
export function ConfirmGuestAction({ action, onMade, onClose }: ConfirmGuestActionProps) {
  const command = useCommand();
  const { name } = action;
  switch (action.kind) {
    case 'new-link':
      return (
        <ConfirmDialog
          icon={Link2}
          title={strings.invites.newLinkFor(name)}
          text={strings.invites.newLinkText(name)}
          action={strings.invites.makeNewLink}
          onConfirm={async () => {
            onMade({ ...madeInvite(await command('reinvite', { participant_id: action.personId })), name });
          }}
          onClose={onClose}
        />
      );
    case 'renew':
      return (
        <ConfirmDialog
          icon={Link2}
          title={strings.invites.renewTitle(name)}
          text={strings.invites.renewText}
          action={strings.invites.makeNewLink}
          look="primary"
          onConfirm={async () => {
            onMade(madeInvite(await command('renew_invite', { invite_id: action.inviteId })));
          }}
          onClose={onClose}
        />
      );
    case 'access':
      return <AccessDialog personId={action.personId} onClose={onClose} />;
    case 'devices':
      return <DevicesDialog personId={action.personId} onClose={onClose} />;
    case 'note':
      return <PersonNoteDialog personId={action.personId} onClose={onClose} />;
    case 'erase':
      return <ErasePersonDialog personId={action.personId} name={name} onClose={onClose} />;
    case 'revoke':
      return (
        <ConfirmDialog
          icon={UserX}
          title={strings.invites.revokeOf(name)}
          text={strings.invites.revokeText(name)}
          action={strings.invites.revoke}
          onConfirm={async () => {
            await command('revoke_access', { participant_id: action.personId });
          }}
          onClose={onClose}
        />
      );
    case 'confirm':
      return (
        <ConfirmDialog
          icon={CheckCheck}
          title={strings.invites.confirmTitle(name)}
          text={strings.invites.confirmText(name)}
          action={strings.invites.confirm}
          look="primary"
          onConfirm={async () => {
            await command('confirm_invite', { invite_id: action.inviteId });
          }}
          onClose={onClose}
        />
      );
    case 'extend':
      return (
        <ConfirmDialog
          icon={CalendarPlus}
          title={strings.invites.extendTitle}
          text={strings.invites.extendText(name)}
          action={strings.invites.extend}
          look="primary"
          onConfirm={async () => {
            await command('update_invite', { invite_id: action.inviteId, lifetime_ms: INVITE_LIFETIME_MS });
          }}
          onClose={onClose}
        />
      );
    case 'withdraw':
      return (
        <ConfirmDialog
          icon={Link2Off}
          title={strings.invites.withdrawTitle}
          text={strings.invites.withdrawText(name)}
          action={strings.invites.withdraw}
          onConfirm={async () => {
            await command('revoke_invite', { invite_id: action.inviteId });
          }}
          onClose={onClose}
        />
      );
  }
}
