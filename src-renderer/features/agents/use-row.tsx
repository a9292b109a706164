import { useRef, useState } from 'react';
import type { UseBy } from '../../../src-shared/hosted-agents.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { limitStates, usedWords } from './hosted-words.ts';
import { UseLimitsForm } from './use-limits-form.tsx';
import type { UseRowFacts } from './use-rows.ts';

interface UseRowProps {
  by: UseBy;
  row: UseRowFacts;
  isOpenAtFirst: boolean;
  onChanged: () => Promise<void>;
}

/** The use of one agent, room or person, beside its limits, which can be set there. */
export function UseRow({ by, row, isOpenAtFirst, onChanged }: UseRowProps) {
  const { id, name, used, mayLimit } = row;
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const button = useRef<HTMLButtonElement>(null);
  const said = strings.hosted.usage;
  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  return (
    <li className="flex flex-col gap-2 border-t border-line-2 py-2.5 first:border-t-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="text-list font-semibold wrap-anywhere text-ink">{name}</p>
          <p className="text-list text-ink-2">{used.turns === 0 && used.tokens === 0 ? said.notUsed : usedWords(used)}</p>
          {mayLimit && <Limits row={row} />}
        </div>
        {mayLimit && (
          <Button ref={button} size="small" aria-label={said.limitsOf(name)} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {said.limits}
          </Button>
        )}
      </div>
      {isOpen && id !== null && <UseLimitsForm by={by} id={id} name={name} limits={row.limits} onClose={close} onChanged={onChanged} />}
    </li>
  );
}

function Limits({ row: { limits, usedInDay } }: { row: UseRowFacts }) {
  const said = strings.hosted.usage;
  const states = limitStates(limits, usedInDay);
  return (
    <p className="text-meta text-ink-2">
      {said.limitTitle}: {states.length === 0 && said.noLimit}
      {states.map(({ text, isReached }, at) => (
        <span key={text}>
          {at > 0 && ', '}
          {isReached ? (
            <strong className="font-semibold text-amber-ink">
              {text} ({said.reached})
            </strong>
          ) : (
            text
          )}
        </span>
      ))}
    </p>
  );
}
