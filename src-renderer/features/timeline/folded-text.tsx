import clsx from 'clsx';
import { useMemo } from 'react';
import type { Named } from '../../../src-shared/mentions.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { strings } from '../../strings/strings.ts';
import { collapsed } from './collapse.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';

interface FoldedTextProps {
  text: string;
  people: readonly Named[];
  isOpen: boolean;
  onToggle: () => void;
}

/** A text; a very long one shows its start and a button for the rest. */
export function FoldedText({ text, people, isOpen, onToggle }: FoldedTextProps) {
  const short = useMemo(() => collapsed(text), [text]);
  return (
    <>
      {short && !isOpen ? (
        <div className={clsx('message-text', !short.endsWithCode && 'fades')}>
          <Markdown text={short.start} people={people} />
        </div>
      ) : (
        <Markdown text={text} people={people} />
      )}
      {short && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className={`rounded-control py-0.5 text-list font-semibold text-accent hover:underline ${TOUCH_LINE}`}
        >
          {isOpen ? strings.timeline.showLess : short.lines > 1 ? strings.timeline.showAllLines(short.lines) : strings.timeline.showAll}
        </button>
      )}
    </>
  );
}
