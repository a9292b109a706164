import clsx from 'clsx';
import { useMemo } from 'react';
import type { Named } from '../../../src-shared/mentions.ts';
import { isEmojiOnly } from './emoji-only.ts';
import { FoldedText } from './folded-text.tsx';
import { useOpened } from './room-ui.ts';

interface LongTextProps {
  id: string;
  text: string;
  people: readonly Named[];
}

/** A message's text. The room remembers which of them were opened. */
export function LongText({ id, text, people }: LongTextProps) {
  const [isOpen, toggle] = useOpened(id);
  const isLarge = useMemo(() => isEmojiOnly(text), [text]);
  return (
    <div dir="auto" className={clsx('message-text max-w-[680px] text-ink', isLarge ? 'text-emoji' : 'text-body')}>
      <FoldedText text={text} people={people} isOpen={isOpen} onToggle={toggle} />
    </div>
  );
}
