import { Plus, UserPlus } from 'lucide-react';
import { useContext, useMemo } from 'react';
import type { Invite } from '../../../src-shared/objects.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { useDialogActions, useHomeState, useInvites, useMe, useParticipants } from '../../sync/store.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { strings } from '../../strings/strings.ts';
import { Folded } from './fold.ts';
import { MoreRows } from './more-rows.tsx';
import { ParticipantRow } from './participant-row.tsx';
import { listedAgents, listedPeople, nearAndAway, onlineAmong, pendingInvites } from '../../features/people/people.ts';
import { Section } from './section.tsx';
import { RowDetail, RowText, rowClass } from './sidebar-row.tsx';

export function AgentList() {
  const participants = useParticipants();
  const agents = useMemo(() => listedAgents(participants), [participants]);
  // As one text, so that nothing is drawn anew for what the agents say of their work.
  const online = useHomeState(({ snapshot }) => onlineAmong(agents, snapshot?.presence ?? {}).join(' '));
  const { near, away } = useMemo(() => nearAndAway(agents, new Set(online.split(' '))), [agents, online]);
  const me = useMe();
  const { openDialog } = useDialogActions();
  const action = { icon: Plus, label: strings.sidebar.connectAgent, onClick: () => openDialog({ kind: 'connect-agent' }) };
  // A heading over nothing, for those who cannot do anything about it.
  if (agents.length === 0 && !mayManage(me)) return null;
  return (
    <Section id="agents" title={strings.sidebar.agents} action={mayManage(me) ? action : undefined}>
      {near.map((agent) => (
        <ParticipantRow key={agent.id} participant={agent} />
      ))}
      {away.length > 0 && (
        <MoreRows title={strings.sidebar.notConnected(away.length)}>
          {away.map((agent) => (
            <ParticipantRow key={agent.id} participant={agent} />
          ))}
        </MoreRows>
      )}
    </Section>
  );
}

export function PersonList() {
  const participants = useParticipants();
  const me = useMe();
  const invites = useInvites();
  const people = useMemo(() => listedPeople(participants, me.id), [participants, me.id]);
  const pending = useMemo(() => pendingInvites(invites, Date.now()), [invites]);
  const { openDialog } = useDialogActions();
  const openInvites = (): void => openDialog({ kind: 'invites' });
  return (
    <Section
      id="people"
      title={strings.sidebar.people}
      action={invites ? { icon: UserPlus, label: strings.sidebar.inviteFriend, onClick: openInvites } : undefined}
    >
      {people.map((person) => (
        <ParticipantRow key={person.id} participant={person} />
      ))}
      {pending.map((invite) => (
        <InvitedRow key={invite.id} invite={invite} onOpen={openInvites} />
      ))}
      {people.length + pending.length === 0 && (
        <li className="px-2 pb-1 text-list text-ink-3">
          {invites ? (
            <button
              type="button"
              onClick={openInvites}
              className="rounded-control py-1 text-start text-list font-medium text-accent hover:underline tap:min-h-11"
            >
              {strings.sidebar.inviteFriend}
            </button>
          ) : (
            strings.sidebar.nobodyElse
          )}
        </li>
      )}
    </Section>
  );
}

function InvitedRow({ invite, onOpen }: { invite: Invite; onOpen: () => void }) {
  if (useContext(Folded)) return null;
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
