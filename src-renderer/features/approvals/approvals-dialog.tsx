import { ShieldAlert } from 'lucide-react';
import type { Approval } from '../../../src-shared/approvals.ts';
import { strings } from '../../strings/all-strings.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useActions, useMe, useParticipants, useRoom, useSnapshot } from '../../sync/store.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Avatar } from '../people/avatar.tsx';
import { leftWords } from './approval-words.ts';

/** The questions of agents that wait for the user, the oldest first. */
export function ApprovalsDialog({ onClose }: { onClose: () => void }) {
  const approvals = useSnapshot((snapshot) => snapshot.approvals);
  const words = strings.approvals;
  const waiting = Object.values(approvals).sort((a, b) => a.created_at - b.created_at);
  return (
    <Dialog title={words.list} subtitle={words.listText} icon={ShieldAlert} width="medium" onClose={onClose}>
      <DialogBody>
        {waiting.length === 0 ? (
          <div className="py-8 text-center">
            <p className="text-list font-semibold text-ink">{words.none}</p>
            <p className="mt-1 text-list text-ink-2">{words.noneText}</p>
          </div>
        ) : (
          <ul className="flex flex-col gap-0.5">
            {waiting.map((each) => (
              <Row key={each.id} approval={each} onClose={onClose} />
            ))}
          </ul>
        )}
      </DialogBody>
    </Dialog>
  );
}

function Row({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { room_id, thread_id, seq, agent_id, title, deadline_at } = approval;
  const participants = useParticipants();
  const me = useMe();
  const view = useRoom(room_id);
  const { goTo, showThread } = useActions();
  const now = useNow(1_000);
  const name = participants[agent_id]?.name ?? strings.ui.formerMember;
  const open = (): void => {
    onClose();
    if (thread_id === undefined) goTo({ room_id, seq });
    else showThread({ room_id, thread_id, seq });
  };
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="flex w-full min-w-0 items-start gap-3 rounded-control px-2 py-2 text-start hover:bg-line-2 tap:min-h-11"
      >
        <Avatar of={participants[agent_id] ?? { id: agent_id, name, kind: 'agent' }} size={32} />
        <span className="min-w-0 flex-1">
          <bdi className="line-clamp-2 text-list font-semibold text-ink wrap-anywhere">{title}</bdi>
          <span className="flex flex-wrap gap-x-2 text-meta text-ink-2">
            <bdi className="min-w-0 wrap-anywhere">
              {strings.approvals.asks(name, view ? roomTitle(view.room, participants, me.id) : '')}
            </bdi>
            <span>{leftWords(deadline_at, now)}</span>
          </span>
        </span>
      </button>
    </li>
  );
}
