import { Info, X } from 'lucide-react';
import { useState } from 'react';
import { useHomeState } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';
import { movedWords } from './moved-words.ts';

/** A thin bar until it is dismissed: the home runs at another address than usual. */
export function MovedBar() {
  const text = useHomeState(({ gateway }) => movedWords(gateway));
  const [closed, setClosed] = useState<string | null>(null);
  return (
    <div role="status">
      {text !== null && text !== closed && (
        <div className="flex items-start gap-2.5 border-b border-line bg-accent-soft py-0.5 ps-4 pe-2 text-list text-ink">
          {/* Beside the first line, however many there are. */}
          <Info size={14} aria-hidden className="mt-[7px] shrink-0 text-accent tap:mt-[15px]" />
          <span className="min-w-0 flex-1 py-1 wrap-anywhere tap:py-3">{text}</span>
          <IconButton icon={X} size="small" label={strings.ui.dismiss} onClick={() => setClosed(text)} />
        </div>
      )}
    </div>
  );
}
