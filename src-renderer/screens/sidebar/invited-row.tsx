import type { Invite } from '../../../src-shared/objects.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { strings } from '../../strings/strings.ts';
import { RowDetail, RowText, rowClass } from './sidebar-row.tsx';

export function InvitedRow({ invite, onOpen }: { invite: Invite; onOpen: () => void }) {
  return (
    <li>
      <button type="button" onClick={onOpen} className={rowClass({ isSelected: false, isUnread: false })}>
        <Avatar of={{ id: invite.id, name: invite.name, kind: 'person' }} size={24} presence="off" ring="ring-panel" />
        <RowText>{invite.name}</RowText>
        <RowDetail>{strings.sidebar.invited}</RowDetail>
      </button>
    </li>
  );
}
