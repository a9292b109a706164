import { useEffect, useState } from 'react';
import { readSvg, type Svg } from '../../lib/svg.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp } from '../../sync/store.ts';
import { SvgImage } from '../../ui/svg-image.tsx';
import { FileCard } from './file-card.tsx';
import { textOf } from './file-text.ts';

/** An SVG as an image, above its card, which shows its source. One that is not shown as an image is a card alone. */
export function SvgFile({ file }: { file: ShownFile }) {
  const svg = useSvg(file);
  const [isBroken, setIsBroken] = useState(false);
  return (
    <div className="flex flex-col gap-1">
      {svg && !isBroken && (
        <div className="w-fit max-w-full overflow-hidden rounded-control border border-line">
          <SvgImage svg={svg} alt={file.name} onBroken={() => setIsBroken(true)} />
        </div>
      )}
      <FileCard file={file} />
    </div>
  );
}

const KEPT_MAX = 50;
/** For when their message scrolls back into sight. Made by the first of them, so that nothing happens on import. */
const Kept = { svgs: null as Map<string, Svg> | null };

function useSvg(file: ShownFile): Svg | null {
  const { openedFiles, fetch } = useApp();
  const [svg, setSvg] = useState(Kept.svgs?.get(file.id) ?? null);
  useEffect(() => {
    if (Kept.svgs?.has(file.id)) return;
    const gone = new AbortController();
    textOf(file, { openedFiles, fetch }, { bytes: file.size, signal: gone.signal }).then(
      (text) => {
        if (gone.signal.aborted) return;
        const read = readOrNull(text);
        if (read) keep(file.id, read);
        setSvg(read);
      },
      // The card is there.
      () => undefined,
    );
    return () => gone.abort();
  }, [file, openedFiles, fetch]);
  return svg;
}

function readOrNull(text: string): Svg | null {
  try {
    return readSvg(text.trim());
  } catch {
    return null;
  }
}

function keep(id: string, svg: Svg): void {
  Kept.svgs ??= new Map();
  Kept.svgs.set(id, svg);
  const [oldest] = Kept.svgs.keys();
  if (Kept.svgs.size > KEPT_MAX && oldest !== undefined) Kept.svgs.delete(oldest);
}
