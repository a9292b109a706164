import { FileLock, FileX, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { filePath } from '../../../src-shared/files.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { signedAddress } from '../../sync/home-fetch.ts';
import { useApp, type App } from '../../sync/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { sizeWords } from './file-words.ts';
import { openPdf, PdfLocked, type OpenPdf, type PDFDocumentProxy } from './pdf.ts';
import { PdfPages } from './pdf-pages.tsx';
import { ViewerFrame } from './viewer-frame.tsx';

/** Of the width that there is. */
const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];
const WHOLE_WIDTH = ZOOMS.indexOf(1);

type Reading = { state: 'loading' | 'locked' | 'broken' } | { state: 'there'; pdf: PDFDocumentProxy };

/** The pages of a document, one below the other. Plus and minus change their size. */
export function PdfViewer({ file, onClose }: { file: ShownFile; onClose: () => void }) {
  const reading = useReading(file);
  const [zoom, setZoom] = useState(WHOLE_WIDTH);
  const go = (steps: number): void => setZoom((now) => Math.min(Math.max(now + steps, 0), ZOOMS.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') go(1);
    if (event.key === '-') go(-1);
  };
  const isThere = reading.state === 'there';
  const tools = isThere && (
    <>
      <IconButton icon={ZoomOut} label={strings.viewing.smaller} disabled={zoom === 0} onClick={() => go(-1)} />
      <IconButton icon={ZoomIn} label={strings.viewing.larger} disabled={zoom === ZOOMS.length - 1} onClick={() => go(1)} />
    </>
  );
  const facts = isThere ? `${strings.viewing.pages(reading.pdf.numPages)} · ${sizeWords(file.size)}` : sizeWords(file.size);
  return (
    <ViewerFrame file={file} facts={facts} tools={tools} onKeyDown={onKeyDown} onClose={onClose}>
      {isThere ? <PdfPages pdf={reading.pdf} name={file.name} zoom={ZOOMS[zoom] ?? 1} /> : <NoPages state={reading.state} />}
    </ViewerFrame>
  );
}

function NoPages({ state }: { state: 'loading' | 'locked' | 'broken' }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center bg-panel px-5" role={state === 'loading' ? undefined : 'alert'}>
      {state === 'loading' && <SkeletonRows rows={4} label={strings.viewing.loadingPages} />}
      {state === 'locked' && <EmptyState icon={FileLock} title={strings.viewing.locked} text={strings.viewing.lockedText} />}
      {state === 'broken' && <EmptyState icon={FileX} title={strings.viewing.broken} text={strings.viewing.brokenText} />}
    </div>
  );
}

/** Throws ConnectionLost while the home is away. */
function addressNow({ getState }: App['store'], file: ShownFile): string {
  const { signer } = getState();
  if (!signer) throw new ConnectionLost('The home is away.');
  return signedAddress(signer, filePath(file));
}

function useReading(file: ShownFile): Reading {
  const { openedFiles, store } = useApp();
  const [reading, setReading] = useState<Reading>({ state: 'loading' });
  const shown = useRef(file);
  useEffect(() => {
    let isGone = false;
    let open: OpenPdf | null = null;
    const read = async (): Promise<Reading> => {
      // A sealed one is opened on this device, whole; of others the home gives the parts that are looked at.
      const content = shown.current.seal === undefined ? addressNow(store, shown.current) : await openedFiles.bytesOf(shown.current);
      if (isGone) return { state: 'loading' };
      open = openPdf(content);
      return { state: 'there', pdf: await open.document };
    };
    read().then(
      (next) => !isGone && setReading(next),
      (error: unknown) => !isGone && setReading({ state: error instanceof PdfLocked ? 'locked' : 'broken' }),
    );
    return () => {
      isGone = true;
      open?.close();
    };
  }, [openedFiles, store]);
  return reading;
}
