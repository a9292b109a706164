import clsx from 'clsx';
import { ChevronRight, Sparkles } from 'lucide-react';
import { useState } from 'react';
import { LongText } from './long-text.tsx';
import type { TextProps } from './message-body.tsx';
import { TOUCH_LINE } from './touch.ts';

/** What an agent was thinking: one quiet line, which opens. */
export function Thought({ message, people }: TextProps) {
  const [isOpen, setIsOpen] = useState(false);
  const firstLine = message.content.trim().split('\n', 1)[0] ?? '';
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className={`flex max-w-full items-center gap-2 rounded-control text-left text-list text-ink-3 italic hover:text-ink-2 ${TOUCH_LINE}`}
      >
        <Sparkles size={13} aria-hidden className="shrink-0 text-violet" />
        <span className="sr-only">Thought: </span>
        <span className="min-w-0 truncate">{isOpen ? 'Thought' : firstLine}</span>
        <ChevronRight size={14} aria-hidden className={clsx('shrink-0 transition-transform duration-120', isOpen && 'rotate-90')} />
      </button>
      {isOpen && (
        <div className="mt-1 border-l-2 border-violet-soft pl-3 opacity-90">
          <LongText id={message.id} text={message.content} people={people} />
        </div>
      )}
    </div>
  );
}
