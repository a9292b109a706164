import './as-a-page.ts';
import type { Svg } from '../../../lib/svg.ts';
import { READY, type Answer } from '../../../lib/timed-worker.ts';
import { drawDiagram, type DiagramColours } from './draw-diagram.ts';

export interface DiagramJob {
  source: string;
  colours: DiagramColours;
}

function answer({ source, colours }: DiagramJob): Answer<Svg> {
  try {
    return { result: drawDiagram(source, colours) };
  } catch (error) {
    return { problem: String(error) };
  }
}

globalThis.onmessage = ({ data }: MessageEvent<DiagramJob>) => globalThis.postMessage(answer(data));
globalThis.postMessage(READY);
