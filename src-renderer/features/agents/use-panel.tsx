import { useCallback, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { UseBy } from '../../../src-shared/hosted-agents.ts';
import { useCommand } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { strings } from '../../strings/all-strings.ts';
import { usedWords } from './hosted-words.ts';
import { LoadFailed } from './load-failed.tsx';
import { UseRow } from './use-row.tsx';
import { useUseRows, type UseReplies } from './use-rows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BY: readonly UseBy[] = ['agent', 'room', 'person'];
const DAYS = [1, 7, 30, 90] as const;

/** Shows who caused what: the use of the agents that this home runs, with the limits of it. */
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
  const ask = useCallback(async (): Promise<UseReplies> => {
    const since = (count: number): Promise<Reply<'list_agent_use'>> =>
      command('list_agent_use', { by, since: Date.now() - count * DAY_MS });
    const lastDay = await since(1);
    return { lastDay, shown: days === 1 ? lastDay : await since(days) };
  }, [command, by, days]);
  const { loaded, reload } = useLoaded(ask);
  switch (loaded.state) {
    case 'loading':
      return <SkeletonRows rows={4} label={strings.hosted.usage.loading} />;
    case 'failed':
      return <LoadFailed text={loaded.text} onRetry={() => void reload()} />;
    case 'ready':
      return <Ready by={by} replies={loaded.value} onChanged={reload} />;
  }
}

interface ReadyProps {
  by: UseBy;
  replies: UseReplies;
  onChanged: () => Promise<void>;
}

function Ready({ by, replies, onChanged }: ReadyProps) {
  const said = strings.hosted.usage;
  const [added, setAdded] = useState<string | null>(null);
  const { rows, others } = useUseRows(by, replies, added);
  return (
    <>
      {rows.length === 0 && <p className="text-list text-ink-2">{said.none}</p>}
      <ul aria-label={strings.hosted.usage.tabs[by]} className="flex flex-col">
        {rows.map((each) => (
          <UseRow key={each.id ?? ''} by={by} row={each} isOpenAtFirst={each.id === added} onChanged={onChanged} />
        ))}
      </ul>
      {rows.length > 0 && (
        <p className="border-t border-line pt-2 text-list font-semibold text-ink">{said.total(usedWords(replies.shown.total))}</p>
      )}
      {by !== 'agent' && others.length > 0 && (
        <Field label={strings.hosted.usage.another[by]} className="max-w-60">
          {(control) => (
            <Select {...control} value="" onChange={(event) => setAdded(event.target.value || null)}>
              <option value="">{said.choose}</option>
              {others.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}
