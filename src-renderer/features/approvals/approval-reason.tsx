import { useId, useState } from 'react';
import { strings } from '../../strings/all-strings.ts';
import { Button } from '../../ui/button.tsx';
import { beginningOf } from './approval-words.ts';

/** The reason that the agent gives. It stands below the exact detail, and a long one must not push the buttons away. */
export function Reason({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const beginning = beginningOf(text);
  const words = strings.approvals;
  return (
    <div className="mt-2">
      <p id={id} dir="auto" className="text-list whitespace-pre-line text-ink-2 wrap-anywhere">
        {isOpen || beginning === null ? text : `${beginning}…`}
      </p>
      {beginning !== null && (
        <Button look="quiet" size="small" className="-ms-2" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? words.lessReason : words.wholeReason}
        </Button>
      )}
    </div>
  );
}
