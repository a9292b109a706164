import { useEffect, useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { textOf } from './file-text.ts';

const PREVIEW_BYTES = 16 * 1024;
const PREVIEW_LINES = 40;

type Preview = { state: 'loading' } | { state: 'failed' } | { state: 'there'; text: string; isWhole: boolean };

/** The first lines of a text, as text: what is in it is never read as anything else. */
export function TextPreview({ file }: { file: ShownFile }) {
  const preview = usePreview(file);
  const look = 'border-t border-line-2 bg-panel px-3 py-2';
  if (preview.state === 'loading') return <p className={`${look} animate-late text-meta text-ink-2`}>{strings.files.loadingLines}</p>;
  if (preview.state === 'failed')
    return (
      <p role="alert" className={`${look} text-meta text-coral-ink`}>
        {strings.files.noPreview}
      </p>
    );
  return (
    <div className={look}>
      {/* It scrolls, so it can be reached with the keyboard. */}
      <pre tabIndex={0} aria-label={strings.files.firstLines(file.name)} className="max-h-80 overflow-auto font-mono text-code text-ink">
        {preview.text}
      </pre>
      {!preview.isWhole && <p className="pt-1 text-meta text-ink-2">{strings.files.goesOn}</p>}
    </div>
  );
}

function usePreview(file: ShownFile): Preview {
  const { openedFiles, fetch } = useApp();
  const [preview, setPreview] = useState<Preview>({ state: 'loading' });
  useEffect(() => {
    const gone = new AbortController();
    textOf(file, { openedFiles, fetch }, { bytes: PREVIEW_BYTES, signal: gone.signal }).then(
      (text) => {
        if (gone.signal.aborted) return;
        const lines = text.split('\n');
        const isWhole = file.size <= PREVIEW_BYTES && lines.length <= PREVIEW_LINES;
        setPreview({ state: 'there', text: lines.slice(0, PREVIEW_LINES).join('\n'), isWhole });
      },
      () => !gone.signal.aborted && setPreview({ state: 'failed' }),
    );
    return () => gone.abort();
  }, [file, openedFiles, fetch]);
  return preview;
}
