import { useEffect, useState, type RefObject } from 'react';
import { drop } from '../../lib/drop.ts';
import type { PDFDocumentProxy, PDFPageProxy } from './pdf.ts';

/** A canvas of more would be refused by some devices, and is sharper than anybody sees. */
const CANVAS_PIXELS_MAX = 16_000_000;
const SCREEN_SCALE_MAX = 2;

export interface PageOptions {
  pdf: PDFDocumentProxy;
  number: number;
  canvas: RefObject<HTMLCanvasElement | null>;
  /** CSS pixels. */
  width: number;
  isNear: boolean;
}

export interface DrawnPage {
  /** In points; null until it is read. */
  size: { width: number; height: number } | null;
  text: string;
  isBroken: boolean;
}

/** Draws a page whenever it comes near or changes its size, and forgets the drawing when it is far. */
export function usePdfPage({ pdf, number, canvas, width, isNear }: PageOptions): DrawnPage {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [text, setText] = useState('');
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    if (!isNear || page) return;
    let isGone = false;
    pdf.getPage(number).then(
      (read) => !isGone && setPage(read),
      () => !isGone && setIsBroken(true),
    );
    return () => {
      isGone = true;
    };
  }, [pdf, number, isNear, page]);
  useEffect(() => {
    if (!page) return;
    let isGone = false;
    drop(
      textOf(page).then((said) => !isGone && setText(said)),
      'a page without its text is still drawn',
    );
    return () => {
      isGone = true;
    };
  }, [page]);
  useEffect(() => {
    const element = canvas.current;
    if (!page || !element || !isNear) return;
    const viewport = page.getViewport({ scale: scaleFor(page, width) });
    element.width = Math.floor(viewport.width);
    element.height = Math.floor(viewport.height);
    const drawing = page.render({ canvas: element, viewport });
    let isGone = false;
    drawing.promise.then(
      () => undefined,
      () => !isGone && setIsBroken(true),
    );
    return () => {
      isGone = true;
      drawing.cancel();
      page.cleanup();
    };
  }, [page, canvas, width, isNear]);
  const viewport = page?.getViewport({ scale: 1 });
  return { size: viewport ? { width: viewport.width, height: viewport.height } : null, text, isBroken };
}

function scaleFor(page: PDFPageProxy, width: number): number {
  const { width: own, height } = page.getViewport({ scale: 1 });
  const wanted = (width / own) * Math.min(window.devicePixelRatio, SCREEN_SCALE_MAX);
  return Math.min(wanted, Math.sqrt(CANVAS_PIXELS_MAX / (own * height)));
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
}
