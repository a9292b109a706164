import clsx from 'clsx';
import { useMemo, useState } from 'react';
import type { Participant } from '../../src-shared/objects.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { words } from '../words/words.ts';
import { collapsed } from './collapse.ts';
import { isEmojiOnly } from './emoji-only.ts';
import { useRoomUi } from './room-ui.ts';
import { TOUCH_LINE } from './touch.ts';

interface LongTextProps {
  id: string;
  text: string;
  people: readonly Participant[];
}

/** A message's text; a very long one shows its start and a button for the rest. */
export function LongText({ id, text, people }: LongTextProps) {
  const { opened } = useRoomUi();
  const [isOpen, setIsOpen] = useState(() => opened.has(id));
  const short = useMemo(() => collapsed(text), [text]);
  const isLarge = useMemo(() => isEmojiOnly(text), [text]);
  function toggle(): void {
    if (isOpen) opened.delete(id);
    else opened.add(id);
    setIsOpen(!isOpen);
  }
  return (
    <div dir="auto" className={clsx('message-text max-w-[680px] text-ink', isLarge ? 'text-emoji' : 'text-body')}>
      <Markdown text={short && !isOpen ? short.start : text} people={people} />
      {short && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={toggle}
          className={`rounded-control py-0.5 text-list font-semibold text-accent hover:underline ${TOUCH_LINE}`}
        >
          {isOpen ? words.timeline.showLess : short.lines > 1 ? words.timeline.showAllLines(short.lines) : words.timeline.showAll}
        </button>
      )}
    </div>
  );
}
