import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { words } from '../words/words.ts';

export function AttachButton({ onAttach }: { onAttach: (files: readonly File[]) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon={Paperclip} label={words.files.attach} onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={words.files.toAttach}
        onChange={(event) => {
          onAttach([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
