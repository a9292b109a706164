import { isOwner, mayChangeAccess, mayKeepNotes, mayReinvite } from '../../../src-shared/permissions.ts';
import clsx from 'clsx';
import {
  CalendarPlus,
  CheckCheck,
  Ellipsis,
  Link2,
  Link2Off,
  MonitorSmartphone,
  NotebookPen,
  RotateCcw,
  Trash2,
  UserCog,
  UserX,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { closedAddresses } from '../../../src-shared/invite-links.ts';
import type { Invite, Person } from '../../../src-shared/objects.ts';
import { useMe, useSharing } from '../../sync/store.ts';
import { Avatar, PresenceDot } from '../people/avatar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Tag } from '../../ui/tag.tsx';
import { ago, listed, timeLeft } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { rowName, type GuestRow } from './guest-rows.ts';

/** The actions of a row. */
export type GuestAction =
  | { kind: 'new-link' | 'revoke' | 'access' | 'devices' | 'note' | 'erase'; personId: string; name: string }
  | { kind: 'withdraw' | 'confirm' | 'extend' | 'renew'; inviteId: string; name: string };

interface GuestListProps {
  rows: readonly GuestRow[];
  now: number;
  onAction: (action: GuestAction) => void;
}

const COLUMNS =
  'grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)_32px] items-center gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_44px]';

export function GuestList({ rows, now, onAction }: GuestListProps) {
  if (rows.length === 0) return <EmptyState icon={Users} title={strings.invites.nobody} text={strings.invites.nobodyText} />;
  return (
    <div>
      <div aria-hidden className={clsx(COLUMNS, 'px-6 py-2 text-meta font-semibold text-ink-3 max-sm:hidden')}>
        <span>{strings.invites.guest}</span>
        <span>{strings.invites.canEnter}</span>
        <span>{strings.invites.status}</span>
      </div>
      <ul>
        {rows.map((row) => (
          <Row key={row.kind === 'invited' ? row.invite.id : row.person.id} row={row} now={now} onAction={onAction} />
        ))}
      </ul>
    </div>
  );
}

function Row({ row, now, onAction }: { row: GuestRow; now: number; onAction: (action: GuestAction) => void }) {
  const name = rowName(row);
  const subject =
    row.kind === 'invited' ? row.invite.name && { id: row.invite.id, name: row.invite.name, kind: 'person' as const } : row.person;
  const isDim = row.kind === 'revoked';
  return (
    <li className={clsx(COLUMNS, 'min-h-12 border-t border-line-2 px-6 py-2 text-list max-sm:px-4')}>
      <span className="flex min-w-0 items-center gap-2.5 max-sm:col-start-1">
        {subject ? <Avatar of={subject} size={28} className={isDim ? 'opacity-60' : undefined} /> : <AnyoneMark />}
        <span className={clsx('truncate font-semibold', isDim && 'text-ink-3')} title={name}>
          {name}
        </span>
        {row.kind !== 'invited' && row.person.role !== 'guest' && <Tag tone="quiet">{strings.invites.role[row.person.role]}</Tag>}
      </span>
      <span className="min-w-0 truncate text-ink-2 max-sm:col-start-1 max-sm:ps-9.5">
        <span className="sr-only">{strings.invites.canEnterColon}</span>
        <CanEnter row={row} />
      </span>
      <span className="min-w-0 max-sm:col-start-1 max-sm:ps-9.5">
        <Status row={row} now={now} />
      </span>
      <span className="justify-self-end max-sm:col-start-2 max-sm:row-span-3 max-sm:row-start-1">
        <Actions row={row} name={name} onAction={onAction} />
      </span>
    </li>
  );
}

function AnyoneMark() {
  return (
    <span aria-hidden className="flex size-7 shrink-0 items-center justify-center rounded-full border border-dashed border-edge text-ink-2">
      <Link2 size={14} />
    </span>
  );
}

function CanEnter({ row }: { row: GuestRow }): ReactNode {
  if (row.kind === 'revoked') return '—';
  if (row.rooms === null) return strings.invites.allRooms;
  return row.rooms.length === 0 ? strings.invites.noRoom : listed(row.rooms);
}

function Status({ row, now }: { row: GuestRow; now: number }): ReactNode {
  switch (row.kind) {
    case 'here':
      return (
        <span className="flex items-center gap-2">
          <PresenceDot tone="ok" />
          {strings.invites.hereNow}
        </span>
      );
    case 'away':
      return (
        <span className="text-ink-3">
          {row.lastSeen === null ? strings.invites.notSeen : strings.invites.lastHere(ago(row.lastSeen, now))}
        </span>
      );
    case 'awaited':
    case 'invited':
      return (
        <span className="flex flex-wrap items-center gap-x-1.5">
          <Tag tone="pending">{row.invite.needs_owner ? strings.invites.unconfirmed : strings.invites.pending}</Tag>
          <span className="text-ink-3">
            {row.invite.max_uses > 1
              ? strings.invites.usesAndTime(row.invite.max_uses - row.invite.uses, timeLeft(row.invite.expires_at, now))
              : timeLeft(row.invite.expires_at, now)}
          </span>
          <ClosedAddress invite={row.invite} />
        </span>
      );
    case 'revoked':
      return <span className="text-coral-ink">{strings.invites.revoked}</span>;
  }
}

function ClosedAddress({ invite }: { invite: Invite }) {
  const [address] = closedAddresses(invite, useSharing()?.origins ?? []);
  return address && <span className="text-meta text-amber-ink wrap-anywhere">{strings.invites.closedAddress(new URL(address).host)}</span>;
}

function Actions({ row, name, onAction }: { row: GuestRow; name: string; onAction: (action: GuestAction) => void }) {
  const me = useMe();
  if (row.kind === 'revoked' && !isOwner(me)) {
    if (!mayReinvite(me, row.person)) return null;
    return (
      <IconButton
        icon={RotateCcw}
        label={strings.invites.letInAgain(name)}
        onClick={() => onAction({ kind: 'new-link', personId: row.person.id, name })}
      />
    );
  }
  return (
    <Menu
      label={strings.invites.whatToDo(name)}
      items={actions(row, name, me, onAction)}
      trigger={(props) => <IconButton {...props} icon={Ellipsis} label={strings.invites.moreAbout(name)} />}
    />
  );
}

function actions(row: GuestRow, name: string, me: Person, onAction: (action: GuestAction) => void): MenuItem[] {
  const item = (label: string, icon: LucideIcon, action: GuestAction): MenuItem => ({
    label,
    icon,
    isDanger: action.kind === 'withdraw' || action.kind === 'revoke' || action.kind === 'erase',
    onSelect: () => onAction(action),
  });
  const withdraw = (inviteId: string): MenuItem => item(strings.invites.withdraw, Link2Off, { kind: 'withdraw', inviteId, name });
  const extend = (inviteId: string): MenuItem => item(strings.invites.extend, CalendarPlus, { kind: 'extend', inviteId, name });
  if (row.kind === 'invited') {
    const renew = item(strings.invites.newLink, Link2, { kind: 'renew', inviteId: row.invite.id, name });
    return [renew, extend(row.invite.id), withdraw(row.invite.id)];
  }
  const personId = row.person.id;
  const erase = isOwner(me) ? [item(strings.erasing.menu, Trash2, { kind: 'erase', personId, name })] : [];
  if (row.kind === 'revoked') return [item(strings.invites.letInAgain(name), RotateCcw, { kind: 'new-link', personId, name }), ...erase];
  const newLink = mayReinvite(me, row.person) ? [item(strings.invites.newLink, Link2, { kind: 'new-link', personId, name })] : [];
  if (row.kind === 'awaited') {
    const confirm = item(strings.invites.confirm, CheckCheck, { kind: 'confirm', inviteId: row.invite.id, name });
    return [...(isOwner(me) && row.invite.needs_owner ? [confirm] : []), ...newLink, extend(row.invite.id), withdraw(row.invite.id)];
  }
  const access = mayChangeAccess(me, row.person) ? [item(strings.people.access, UserCog, { kind: 'access', personId, name })] : [];
  const devices = mayReinvite(me, row.person) ? [item(strings.devices.menu, MonitorSmartphone, { kind: 'devices', personId, name })] : [];
  const note = mayKeepNotes(me, row.person) ? [item(strings.personNote.menu, NotebookPen, { kind: 'note', personId, name })] : [];
  return [...access, ...note, ...devices, ...newLink, item(strings.invites.revoke, UserX, { kind: 'revoke', personId, name }), ...erase];
}
