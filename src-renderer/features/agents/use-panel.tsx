import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { UseBy, UseOf } from '../../../src-shared/hosted-agents.ts';
import { useCommand, useParticipant, useRoomFacts } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { explain } from '../../ui/phrases.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { strings } from '../../strings/all-strings.ts';
import { limitWords, usedWords } from './hosted-words.ts';
import { LoadFailed } from './load-failed.tsx';

const DAY_MS = 24 * 60 * 60 * 1000;
const BY: readonly UseBy[] = ['agent', 'room', 'person'];
const DAYS = [1, 7, 30, 90] as const;

type Loading = { state: 'loading' } | { state: 'ready'; reply: Reply<'list_agent_use'> } | { state: 'failed'; text: string };

/** Shows who caused what: the use of the agents that this home runs. */
export function UsePanel() {
  const said = strings.hosted.usage;
  const [by, setBy] = useState<UseBy>('agent');
  const [days, setDays] = useState<number>(DAYS[0]);
  return (
    <section aria-labelledby="agent-use" className="flex flex-col gap-4">
      <div>
        <h3 id="agent-use" className="text-title font-semibold text-ink">
          {said.title}
        </h3>
        <p className="text-list text-ink-2">{said.lead}</p>
      </div>
      <Field label={said.time} className="max-w-60">
        {(control) => (
          <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {DAYS.map((each) => (
              <option key={each} value={each}>
                {said.days(each)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Tabs label={said.by} tabs={BY.map((id) => ({ id, label: strings.hosted.usage.tabs[id] }))} selected={by} onSelect={setBy}>
        <List key={`${by} ${days}`} by={by} days={days} />
      </Tabs>
    </section>
  );
}

function List({ by, days }: { by: UseBy; days: number }) {
  const command = useCommand();
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  const load = useCallback(
    () =>
      command('list_agent_use', { by, since: Date.now() - days * DAY_MS }).then(
        (reply) => setLoading({ state: 'ready', reply }),
        (error: unknown) => setLoading({ state: 'failed', text: explain(error) }),
      ),
    [command, by, days],
  );
  useEffect(() => void load(), [load]);
  switch (loading.state) {
    case 'loading':
      return <SkeletonRows rows={4} label={strings.hosted.usage.loading} />;
    case 'failed':
      return <LoadFailed text={loading.text} onRetry={() => void load()} />;
    case 'ready':
      return <Ready by={by} reply={loading.reply} />;
  }
}

function Ready({ by, reply: { use, total, limits } }: { by: UseBy; reply: Reply<'list_agent_use'> }) {
  const said = strings.hosted.usage;
  if (use.length === 0) return <p className="text-list text-ink-2">{said.none}</p>;
  const limitsOf = (id: string | null): string | null => {
    const found = limits.find((each) => each.kind === by && each.id === id);
    return found ? limitWords(found) : null;
  };
  return (
    <>
      <ul className="flex flex-col">
        {use.map((each) => (
          <Row key={each.id ?? ''} by={by} use={each} limit={limitsOf(each.id)} />
        ))}
      </ul>
      <p className="border-t border-line pt-2 text-list font-semibold text-ink">{said.total(usedWords(total))}</p>
    </>
  );
}

function Row({ by, use, limit }: { by: UseBy; use: UseOf; limit: string | null }) {
  const participant = useParticipant(by === 'room' ? null : use.id);
  const room = useRoomFacts(by === 'room' && use.id !== null ? use.id : '');
  const said = strings.hosted.usage;
  const name = (by === 'room' ? room?.name : participant?.name) ?? strings.hosted.usage.unknown[by];
  return (
    <li className="flex flex-col border-t border-line-2 px-2 py-2 first:border-t-0">
      <span className="text-list font-semibold wrap-anywhere text-ink">{name}</span>
      <span className="text-list text-ink-2">{usedWords(use)}</span>
      {limit !== null && <span className="text-meta text-ink-3">{said.limit(limit)}</span>}
    </li>
  );
}
