import { useEffect, useRef, useState, type RefObject } from 'react';
import { strings } from '../../strings/all-strings.ts';
import type { PDFDocumentProxy } from './pdf.ts';
import { usePdfPage } from './use-pdf-page.ts';

/** A page is not wider than this at its own size: lines would be too long to read. */
const WIDTH_MAX = 960;
const MARGIN = 16;
/** Pages this near to the screen are drawn before they are on it. */
const NEAR = '800px 0px';

interface Size {
  width: number;
  height: number;
}

/** Every page has its place from the beginning, and is drawn while it is near the screen. */
export function PdfPages({ pdf, name, zoom }: { pdf: PDFDocumentProxy; name: string; zoom: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const like = useFirstSize(pdf);
  const pageWidth = Math.floor(Math.min(width - 2 * MARGIN, WIDTH_MAX) * zoom);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={name}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-panel outline-offset-[-2px]"
    >
      <ol className="mx-auto flex w-max min-w-full flex-col items-center gap-4 p-4">
        {like &&
          width > 0 &&
          Array.from({ length: pdf.numPages }, (_, index) => (
            <PdfPage key={index} pdf={pdf} number={index + 1} width={pageWidth} like={like} scroller={scroller} />
          ))}
      </ol>
    </div>
  );
}

interface PdfPageProps {
  pdf: PDFDocumentProxy;
  number: number;
  /** CSS pixels. */
  width: number;
  /** The first page: most are of its size. */
  like: Size;
  scroller: RefObject<HTMLElement | null>;
}

function PdfPage({ pdf, number, width, like, scroller }: PdfPageProps) {
  const place = useRef<HTMLLIElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isNear = useIsNear(place, scroller);
  const { size, text, isBroken } = usePdfPage({ pdf, number, canvas, width, isNear });
  const { width: own, height } = size ?? like;
  return (
    <li
      ref={place}
      aria-label={strings.viewing.page(number, pdf.numPages)}
      className="relative overflow-hidden rounded-tag border border-line bg-white shadow-float"
      style={{ width, height: Math.round((width * height) / own) }}
    >
      {isNear && <canvas ref={canvas} aria-hidden className="block size-full" />}
      {/* The drawing says nothing to a screen reader. */}
      <p className="sr-only">{text}</p>
      {isBroken && (
        <p className="absolute inset-0 flex items-center justify-center bg-raise p-4 text-center text-list text-ink-2">
          {strings.viewing.brokenPage}
        </p>
      )}
    </li>
  );
}

function useFirstSize(pdf: PDFDocumentProxy): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    let isGone = false;
    pdf.getPage(1).then(
      (page) => !isGone && setSize(page.getViewport({ scale: 1 })),
      // A page that cannot be read says so in its place.
      () => !isGone && setSize({ width: 595, height: 842 }),
    );
    return () => {
      isGone = true;
    };
  }, [pdf]);
  return size;
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function useIsNear(place: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const watched = place.current;
    if (!watched) return;
    const observer = new IntersectionObserver((entries) => setIsNear(entries.at(-1)?.isIntersecting ?? false), {
      root: scroller.current,
      rootMargin: NEAR,
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [place, scroller]);
  return isNear;
}
