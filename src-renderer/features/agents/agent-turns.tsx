import { MessagesSquare, RotateCw } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { AgentTurn } from '../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { useCommand, useParticipant, useRoomFacts } from '../../sync/store.ts';
import { useLoadedPages } from '../../sync/use-loaded-pages.ts';
import { Button } from '../../ui/button.tsx';
import { dateFormat } from '../../ui/date-format.ts';
import { PagedList } from '../../ui/paged-list.tsx';
import { strings } from '../../strings/all-strings.ts';
import { TurnFiles } from './turn-files.tsx';
import { markWords, outcomeWords, turnFacts } from './hosted-words.ts';

const PAGE = 20;

/** Its reason, its end and its cost. */
export function AgentTurns({ agent }: { agent: Agent }) {
  const [attempt, setAttempt] = useState(0);
  return (
    <section aria-labelledby="agent-turns" className="border-t border-line-2 pt-5">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h4 id="agent-turns" className="text-list font-semibold text-ink-2">
          {strings.hosted.turns.title}
        </h4>
        <Button size="small" icon={RotateCw} onClick={() => setAttempt(attempt + 1)}>
          {strings.hosted.turns.refresh}
        </Button>
      </div>
      <List key={attempt} agentId={agent.id} />
    </section>
  );
}

function List({ agentId }: { agentId: string }) {
  const command = useCommand();
  const ask = useCallback(
    async (after: string | null) => {
      const { turns, has_more } = await command('list_agent_turns', {
        participant_id: agentId,
        limit: PAGE,
        ...(after !== null && { before: Number(after) }),
      });
      const last = turns.at(-1);
      return { items: turns, next: has_more && last ? String(last.started_at) : null };
    },
    [command, agentId],
  );
  const { failed, loading, none, noneText, more } = strings.hosted.turns;
  return (
    <PagedList
      {...useLoadedPages(ask, idOf)}
      icon={MessagesSquare}
      words={{ failed, loading, none, noneText, more }}
      row={(turn) => <TurnRow key={turn.id} turn={turn} />}
    />
  );
}

function idOf({ id }: AgentTurn): string {
  return id;
}

function TurnRow({ turn }: { turn: AgentTurn }) {
  const person = useParticipant(turn.caused_by);
  const room = useRoomFacts(turn.room_id);
  const said = strings.hosted.turns;
  const marked = markWords(turn);
  const isBad = turn.outcome === 'failed' || turn.outcome === 'limit' || turn.outcome === 'interrupted';
  return (
    <li className="flex flex-col gap-0.5 border-t border-line-2 px-2 py-2 first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-list wrap-anywhere">
        <time dateTime={new Date(turn.started_at).toISOString()} className="text-meta text-ink-3">
          {dateFormat('short').format(turn.started_at)}
        </time>
        <span className="font-semibold">{said.byIn(person?.name ?? said.unknownPerson, room?.name || said.otherRoom)}</span>
        <span className={isBad ? 'text-coral-ink' : 'text-ink-2'}>{outcomeWords(turn)}</span>
      </p>
      {turn.failure !== null && <p className="text-list wrap-anywhere text-ink-2">{turn.failure}</p>}
      {marked !== null && <p className="text-meta text-ink-2">{marked}</p>}
      <p className="text-meta text-ink-3">{turnFacts(turn)}</p>
      <TurnFiles turn={turn} />
    </li>
  );
}
