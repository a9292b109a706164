import { READY, type Answer } from '../../../lib/timed-worker.ts';
import { drawMath, type MathElement } from './draw-math.ts';

export interface MathJob {
  tex: string;
  isDisplay: boolean;
}

function answer({ tex, isDisplay }: MathJob): Answer<MathElement> {
  try {
    return { result: drawMath(tex, isDisplay) };
  } catch (error) {
    return { problem: String(error) };
  }
}

globalThis.onmessage = ({ data }: MessageEvent<MathJob>) => globalThis.postMessage(answer(data));
globalThis.postMessage(READY);
