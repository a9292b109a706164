import { useSyncExternalStore } from 'react';
import { startCheckedWorker } from '../../../lib/checked-worker.ts';
import type { Svg } from '../../../lib/svg.ts';
import { TimedWorker } from '../../../lib/timed-worker.ts';
import type { DiagramJob } from './diagram-worker.ts';
// oxlint-disable-next-line import/default -- the builder makes it: the address of the file
import workerUrl from './diagram-worker.ts?worker&url';
import type { DiagramColours } from './draw-diagram.ts';
import { Drawings, useDrawn, type Drawn } from './drawings.ts';

const LIMIT_MS = 3_000;
const IDLE_MS = 30_000;

const worker = new TimedWorker<DiagramJob, Svg>({ start: () => startCheckedWorker(workerUrl), limitMs: LIMIT_MS, idleMs: IDLE_MS });

const diagrams = new Drawings<Svg>((key) => {
  const end = key.indexOf('\n');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as useDiagram writes it
  return worker.do({ colours: JSON.parse(key.slice(0, end)) as DiagramColours, source: key.slice(end + 1) });
});

/** In the colours of the theme. */
export function useDiagram(source: string): Drawn<Svg> {
  const colours = useSyncExternalStore(whenThemeChanges, coloursOfTheme);
  return useDrawn(diagrams, `${colours}\n${source}`);
}

function whenThemeChanges(tell: () => void): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', tell);
  const chosen = new MutationObserver(tell);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', tell);
    chosen.disconnect();
  };
}

function coloursOfTheme(): string {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const colours: DiagramColours = {
    bg: token('raise'),
    fg: token('ink'),
    line: token('ink-3'),
    accent: token('accent'),
    muted: token('ink-2'),
    surface: token('panel'),
    border: token('edge'),
  };
  return JSON.stringify(colours);
}
