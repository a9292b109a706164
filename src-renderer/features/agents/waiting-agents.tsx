import { Bot, Check, X } from 'lucide-react';
import { isPending } from '../../../src-shared/agent-invite-link.ts';
import type { AgentInvite } from '../../../src-shared/agent-invites.ts';
import { isOwner } from '../../../src-shared/permissions.ts';
import { rightsSentence, roomsPhrase } from '../keys/key-words.ts';
import { useCommand, useMe, useParticipant, useRooms, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

export function waitingAgents(invites: Readonly<Record<string, AgentInvite>> | null, now: number): AgentInvite[] {
  return Object.values(invites ?? {}).filter((each) => each.state === 'waiting' && isPending(each, now));
}

/** The agents that used an invite and wait for their keys. */
export function WaitingAgents() {
  const invites = useSnapshot((snapshot) => snapshot.agent_invites);
  const now = useNow();
  return waitingAgents(invites, now).map((each) => <WaitingAgent key={each.id} invite={each} now={now} />);
}

function WaitingAgent({ invite, now }: { invite: AgentInvite; now: number }) {
  const command = useCommand();
  const me = useMe();
  const maker = useParticipant(invite.created_by)?.name ?? '';
  const names = new Map(useRooms().map(({ room }) => [room.id, room.name]));
  const task = useAsyncAction();
  const said = strings.agents.invite;
  const mayDecide = invite.created_by === me.id || isOwner(me);
  const decide = (name: 'approve_agent_invite' | 'refuse_agent_invite'): void =>
    task.run(async () => {
      await command(name, { invite_id: invite.id });
    });
  const from = invite.address === null ? '' : ` ${said.from(invite.address)}`;
  return (
    <section
      aria-label={said.asks(invite.name)}
      className="mb-4 flex flex-col gap-2 rounded-card border border-line bg-amber-soft px-4 py-3 text-amber-ink"
    >
      <div role="status">
        <h3 className="flex items-center gap-2 text-body font-semibold">
          <Bot size={16} aria-hidden className="shrink-0" />
          <span className="min-w-0 wrap-anywhere">{said.asks(invite.name)}</span>
        </h3>
      </div>
      <p className="text-list wrap-anywhere">
        {said.askedWith(maker, ago(invite.redeemed_at ?? now, now))}
        {from}. {rightsSentence(invite.rights)} {roomsPhrase(invite.room_ids, (id) => names.get(id))}.
      </p>
      <p className="text-meta">{mayDecide ? said.isItYours : said.onlyMaker(maker)}</p>
      {mayDecide && (
        <div className="flex flex-wrap gap-2">
          <Button icon={Check} look="primary" isBusy={task.isBusy} onClick={() => decide('approve_agent_invite')}>
            {said.doApprove}
          </Button>
          <Button icon={X} isBusy={task.isBusy} onClick={() => decide('refuse_agent_invite')}>
            {said.refuse}
          </Button>
        </div>
      )}
      <FieldError text={task.error} />
    </section>
  );
}
