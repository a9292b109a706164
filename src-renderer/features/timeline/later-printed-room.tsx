// The room as a document, while it is printed. It is fetched when the page is quiet: the browser does not wait for it.
import { Suspense, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { lazyPart } from '../../ui/lazy.tsx';
import type { Row } from './rows.ts';

export const PrintedRoomPart = lazyPart(async () => (await import('./printed-room.tsx')).PrintedRoom);

export function LaterPrintedRoom({ rows }: { rows: readonly Row[] }) {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setIsPrinting(true));
    const end = (): void => setIsPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
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
