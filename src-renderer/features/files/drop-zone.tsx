import { Upload } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';
import { droppedFiles, useAttach, whyNoFiles } from './use-attach.ts';

/** The middle of the window, or the thread beside it: what is dropped on it is attached to what is being written there. */
export function DropZone({ room, at, isOpen, children }: { room: RoomFacts; at: WindowOf; isOpen: boolean; children: ReactNode }) {
  const attach = useAttach(room, at);
  const toast = useToast();
  const [isOver, setIsOver] = useState(false);
  // Going from one element to another inside is an entering and a leaving.
  const depth = useRef(0);
  const isTaken = ({ dataTransfer }: DragEvent): boolean => isOpen && dataTransfer.types.includes('Files');
  function leave(): void {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setIsOver(false);
  }
  function drop(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    // The page would open the file instead of the app.
    event.preventDefault();
    depth.current = 0;
    setIsOver(false);
    if (!isOpen) return;
    const { files, folders } = droppedFiles(event.dataTransfer);
    attach(files);
    if (folders > 0) toast({ text: strings.files.noFolders });
  }
  const Root = at.thread_id === null ? 'main' : 'div';
  return (
    <Root
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
      onDragEnter={(event) => {
        if (!isTaken(event)) return;
        depth.current += 1;
        setIsOver(true);
      }}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDragLeave={(event) => isTaken(event) && leave()}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-30 flex animate-fade flex-col items-center justify-center gap-2 rounded-dialog border-2 border-dashed border-accent bg-bg/90">
          <Upload size={28} aria-hidden className="text-accent" />
          <p className="text-title font-semibold">{whyNoFiles(room) ?? strings.files.drop}</p>
        </div>
      )}
    </Root>
  );
}
