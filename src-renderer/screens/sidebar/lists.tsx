import { Plus, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import type { Invite } from '../../../src-shared/objects.ts';
import { mayCreateRooms, mayManage } from '../../../src-shared/permissions.ts';
import { pendingInvites } from '../../features/people/people.ts';
import type { SidebarList } from '../../features/rooms/sidebar-lists.ts';
import { useDialogActions, useInvites, useMe } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { BrowseRow } from './browse-row.tsx';
import { InvitedRow } from './invited-row.tsx';
import { Section } from './section.tsx';
import { UnreadOnlyBar } from './unread-only-bar.tsx';

export function Lists({ lists }: { lists: readonly SidebarList[] }) {
  const isEmpty = lists.every(({ rows, more }) => [...rows, ...more].every(({ isUnread }) => !isUnread));
  return (
    <>
      <UnreadOnlyBar isEmpty={isEmpty} />
      {lists.map((list) => (
        <List key={list.id} list={list} />
      ))}
    </>
  );
}

function List({ list }: { list: SidebarList }) {
  switch (list.id) {
    case 'rooms':
      return <RoomList list={list} />;
    case 'agents':
      return <AgentList list={list} />;
    case 'people':
      return <PersonList list={list} />;
    default:
      return <OwnList list={list} />;
  }
}

/** Favourites, or a section that the person made. */
function OwnList({ list }: { list: SidebarList }) {
  const isOwn = list.name !== undefined;
  return (
    <Section
      title={list.name ?? strings.sidebar.favourites}
      list={list}
      menu={isOwn ? strings.sidebar.sectionMenu(list.name ?? '') : undefined}
      after={list.rows.length === 0 && <li className="px-2 pb-1 text-list text-ink-3">{strings.sidebar.emptySection}</li>}
    />
  );
}

function RoomList({ list }: { list: SidebarList }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const action = { icon: Plus, label: strings.sidebar.makeRoom, onClick: () => openDialog({ kind: 'create-room' }) };
  return (
    <Section
      title={strings.sidebar.rooms}
      list={list}
      menu={strings.sidebar.roomsMenu}
      moreTitle={strings.sidebar.archived(list.more.length)}
      action={mayCreateRooms(me) ? action : undefined}
      after={<BrowseRow />}
    />
  );
}

function AgentList({ list }: { list: SidebarList }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const action = { icon: Plus, label: strings.sidebar.connectAgent, onClick: () => openDialog({ kind: 'connect-agent' }) };
  // A heading over nothing, for those who cannot do anything about it.
  if (list.rows.length + list.more.length === 0 && !mayManage(me)) return null;
  return (
    <Section
      title={strings.sidebar.agents}
      list={list}
      moreTitle={strings.sidebar.notConnected(list.more.length)}
      action={mayManage(me) ? action : undefined}
    />
  );
}

function PersonList({ list }: { list: SidebarList }) {
  const invites = useInvites();
  const pending = useMemo(() => pendingInvites(invites, Date.now()), [invites]);
  const { openDialog } = useDialogActions();
  const openInvites = (): void => openDialog({ kind: 'invites' });
  const isEmpty = list.rows.length + list.more.length + pending.length === 0;
  return (
    <Section
      title={strings.sidebar.people}
      list={list}
      moreTitle={strings.sidebar.away(list.more.length)}
      action={invites ? { icon: UserPlus, label: strings.sidebar.inviteFriend, onClick: openInvites } : undefined}
      after={
        <>
          {pending.map((invite: Invite) => (
            <InvitedRow key={invite.id} invite={invite} onOpen={openInvites} />
          ))}
          {isEmpty && <NobodyElse onInvite={invites ? openInvites : null} />}
        </>
      }
    />
  );
}

/** `onInvite`: null without the permission. */
function NobodyElse({ onInvite }: { onInvite: (() => void) | null }) {
  return (
    <li className="px-2 pb-1 text-list text-ink-3">
      {onInvite ? (
        <button
          type="button"
          onClick={onInvite}
          className="rounded-control py-1 text-start text-list font-medium text-accent hover:underline tap:min-h-11"
        >
          {strings.sidebar.inviteFriend}
        </button>
      ) : (
        strings.sidebar.nobodyElse
      )}
    </li>
  );
}
