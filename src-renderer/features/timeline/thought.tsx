import clsx from 'clsx';
import { ChevronRight, Sparkles } from 'lucide-react';
import type { Message } from '../../../src-shared/objects.ts';
import { AsSealed } from '../sealed/as-sealed.tsx';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { ActLine } from './act-line.tsx';
import { LongText } from './long-text.tsx';
import { useOpened } from './room-ui.ts';
import { thoughtWords } from './thought-words.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';

/** An agent's consecutive thoughts and acts: one quiet line, which opens. */
export function Thought({ thoughts: [first, ...others] }: { thoughts: readonly [Message, ...Message[]] }) {
  const read = useRead();
  const thoughts = [read(first), ...others.map((each) => read(each))] as const;
  const [isOpen, toggle] = useOpened(`thoughts ${first.id}`);
  if (first.act && others.length === 0) return <ActLine message={thoughts[0]} act={first.act} />;
  const { title, last } = thoughtWords(thoughts);
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={toggle}
        className={`flex max-w-full items-center gap-2 rounded-control text-start text-list text-ink-2 italic hover:text-ink ${TOUCH_LINE}`}
      >
        <Sparkles size={13} aria-hidden className="shrink-0 text-violet" />
        <span className="min-w-0 truncate">
          {title}
          {!isOpen && last !== '' && (
            <>
              {' · '}
              <bdi>{last}</bdi>
            </>
          )}
        </span>
        <ChevronRight
          size={14}
          aria-hidden
          className={clsx('shrink-0 transition-transform duration-120', isOpen && 'rotate-90 rtl:-rotate-90')}
        />
      </button>
      {isOpen && (
        <ol className="mt-1 flex flex-col gap-2 border-s-2 border-violet-soft ps-3">
          {thoughts.map((thought) => (
            <li key={thought.id}>
              <AsSealed read={thought}>
                {thought.act ? (
                  <ActLine message={thought} act={thought.act} />
                ) : (
                  <LongText id={thought.id} text={thought.content} people={[]} />
                )}
              </AsSealed>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
