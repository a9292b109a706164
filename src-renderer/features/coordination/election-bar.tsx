import { Crown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Election } from '../../../src-shared/coordination.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand, useFloor, useMe, useParticipants } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { explain, listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

/** How long it says who was elected, before only the tag at their name does. */
const TOLD_MS = 8_000;

/** Above the composer while a leader is elected, and for a moment once it is known who it is. `before`: the leader until now. */
export function ElectionBar({ room, before }: { room: RoomFacts; before: string | null }) {
  const floor = useFloor(room.id);
  const news = useLeaderNews(floor?.leader_id ?? null, before);
  const election = floor?.election ?? null;
  if (election === null && news === null) return null;
  return (
    <div
      role="status"
      className="mx-5 mb-2 flex min-h-11 items-center gap-3 rounded-card border border-line bg-amber-soft px-3.5 py-1.5 text-list text-ink max-sm:mx-2.5"
    >
      <Crown size={15} aria-hidden className="shrink-0 text-amber-ink" />
      {election === null ? <p className="min-w-0 flex-1">{news}</p> : <Candidates election={election} />}
    </div>
  );
}

function Candidates({ election }: { election: Election }) {
  const command = useCommand();
  const toast = useToast();
  const participants = useParticipants();
  const meId = useMe().id;
  const left = Math.max(0, Math.ceil((election.ends_at - useNow(250)) / 1000));
  const names = election.candidate_ids.map((id) =>
    id === meId ? strings.electing.you : (participants[id]?.name ?? strings.ui.aFormerMember),
  );
  const decline = (): void => {
    command('decline_election', { room_id: election.room_id }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  const isAsked = election.asks_id === meId;
  const starter = participants[election.started_by]?.name ?? strings.ui.aFormerMember;
  return (
    <>
      <p className="min-w-0 flex-1">
        {isAsked ? strings.electing.asksYou(starter) : strings.electing.electing(listed(names, 6))}
        <span aria-hidden className="text-ink-2">
          {strings.electing.secondsLeft(left)}
        </span>
      </p>
      {(isAsked || election.candidate_ids.includes(meId)) && (
        <Button size="small" look={isAsked ? 'primary' : undefined} onClick={decline}>
          {isAsked ? strings.electing.keepLead : strings.electing.notMe}
        </Button>
      )}
    </>
  );
}

/** The announcement of a change of the leader while the room is open. */
function useLeaderNews(leaderId: string | null, before: string | null): string | null {
  const participants = useParticipants();
  const meId = useMe().id;
  const known = useRef(before);
  const [news, setNews] = useState<string | null>(null);
  useEffect(() => {
    if (known.current === leaderId) return;
    known.current = leaderId;
    setNews(newsOf(leaderId, leaderId === null ? undefined : participants[leaderId]?.name, meId));
  }, [leaderId, participants, meId]);
  useEffect(() => {
    if (news === null) return;
    const timer = setTimeout(() => setNews(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}

function newsOf(leaderId: string | null, name: string | undefined, meId: string): string {
  if (leaderId === null) return strings.electing.nobodyLeads;
  if (leaderId === meId) return strings.electing.youLead;
  return name === undefined ? strings.electing.newLeader : strings.electing.leads(name);
}
