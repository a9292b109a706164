// The room as a document, while it is printed. It is fetched when the page is quiet: the browser does not wait for it. With the keys for
// printing, the page prints itself once the pictures are there; from a menu of the browser, those are printed that were on the screen.
import { Suspense, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { lazyPart } from '../../ui/lazy.tsx';
import type { Row } from './rows.ts';

export const PrintedRoomPart = lazyPart(async () => (await import('./printed-room.tsx')).PrintedRoom);

const LOOKED_AGAIN_MS = 50;
const TRIES_MAX = 100;

export function LaterPrintedRoom({ rows }: { rows: readonly Row[] }) {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      // An invite may be on its way to the printer.
      if (document.querySelector('[data-print]') === null) flushSync(() => setIsPrinting(true));
    };
    const end = (): void => setIsPrinting(false);
    const printWhole = (tries: number): void => {
      if (tries > 0 && isLoading()) timer = setTimeout(() => printWhole(tries - 1), LOOKED_AGAIN_MS);
      else window.print();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      clearTimeout(timer);
      begin();
      printWhole(TRIES_MAX);
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    isPrinting && (
      <Suspense>
        <PrintedRoomPart rows={rows} />
      </Suspense>
    )
  );
}

function isLoading(): boolean {
  const pictures = document.querySelectorAll<HTMLImageElement>('[data-print] img');
  return (
    document.querySelector('[data-print]') === null || [...pictures].some((each) => !each.complete || each.dataset['waits'] !== undefined)
  );
}
