import clsx from 'clsx';
import { ChevronLeft, ChevronRight, Maximize2, Minimize2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { readingKey } from '../../ui/direction.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { sizeWords } from './file-words.ts';
import { useFileUrl } from './use-file-url.ts';
import { useSwipe } from './use-swipe.ts';
import { ViewerFrame } from './viewer-frame.tsx';

interface ViewerProps {
  files: readonly ShownFile[];
  at: number;
  onGo: (at: number) => void;
  onClose: () => void;
}

/**
 * One image, as large as the window or in its real size. Arrows and swipes show the next one, plus and minus change the size,
 * Escape closes.
 */
export function Viewer({ files, at, onGo, onClose }: ViewerProps) {
  const [isActual, setIsActual] = useState(false);
  const file = files[at];
  const go = (to: number): void => {
    if (to < 0 || to >= files.length) return;
    setIsActual(false);
    onGo(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === '+' || event.key === '=') setIsActual(true);
    if (event.key === '-') setIsActual(false);
    // At its own size the arrows scroll.
    if (isActual) return;
    const key = readingKey(event.key);
    if (key === 'ArrowLeft') go(at - 1);
    if (key === 'ArrowRight') go(at + 1);
  };
  const swipe = useSwipe((steps) => !isActual && go(at + steps));
  if (!file) return null;
  const facts = (
    <>
      {files.length > 1 && `${strings.viewing.place(at + 1, files.length)} · `}
      {file.width} × {file.height} · {sizeWords(file.size)}
    </>
  );
  const tools = (
    <IconButton
      icon={isActual ? Minimize2 : Maximize2}
      label={isActual ? strings.viewing.fit : strings.viewing.ownSize}
      onClick={() => setIsActual(!isActual)}
    />
  );
  return (
    <ViewerFrame file={file} facts={facts} tools={tools} onKeyDown={onKeyDown} onClose={onClose}>
      <div className={clsx('relative min-h-0 flex-1 bg-panel', !isActual && 'touch-pan-y touch-pinch-zoom')} {...swipe}>
        <Picture key={file.id} file={file} isActual={isActual} />
        {at > 0 && <Arrow icon={ChevronLeft} label={strings.viewing.before} className="start-3" onClick={() => go(at - 1)} />}
        {at < files.length - 1 && <Arrow icon={ChevronRight} label={strings.viewing.next} className="end-3" onClick={() => go(at + 1)} />}
      </div>
    </ViewerFrame>
  );
}

function Picture({ file, isActual }: { file: ShownFile; isActual: boolean }) {
  const { url, hasFailed } = useFileUrl(file);
  return (
    <div
      role={isActual ? 'region' : undefined}
      aria-label={isActual ? file.name : undefined}
      tabIndex={isActual ? 0 : undefined}
      className={clsx('absolute inset-0', isActual ? 'overflow-auto' : 'flex items-center justify-center p-4 max-sm:p-0')}
    >
      {hasFailed ? (
        <p role="alert" className="text-body text-ink-2">
          {strings.files.notOpened}
        </p>
      ) : (
        <img
          src={url ?? undefined}
          alt={file.name}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          className={isActual ? 'm-auto max-w-none' : 'max-h-full w-auto max-w-full object-contain'}
        />
      )}
    </div>
  );
}

interface ArrowProps {
  icon: typeof ChevronLeft;
  label: string;
  className: string;
  onClick: () => void;
}

function Arrow({ className, ...rest }: ArrowProps) {
  return <IconButton {...rest} look="plain" className={clsx('absolute top-1/2 -mt-5 size-10 rounded-full shadow-float', className)} />;
}
