// A Mermaid diagram as an SVG.
import { renderMermaidSVG } from 'beautiful-mermaid';
import { readSvg, type Svg } from '../../../lib/svg.ts';
import { isWhole, normalDiagram } from './whole-diagram.ts';

export interface DiagramColours {
  bg: string;
  fg: string;
  line: string;
  accent: string;
  muted: string;
  surface: string;
  border: string;
}

const CHARS_MAX = 10_000;
/** The library asks for a font of another server. An image loads nothing, and the request is not even written down. */
const IMPORT = /@import url\('[^']{0,500}'\);/g;

/** Throws for a source that is not drawn. */
export function drawDiagram(source: string, colours: DiagramColours): Svg {
  if (source.length > CHARS_MAX) throw new Error('It is too long.');
  const diagram = normalDiagram(source.trim());
  const svg = renderMermaidSVG(diagram, { ...colours, padding: 16 }).replace(IMPORT, '');
  if (!isWhole(diagram, svg)) throw new Error('Some of it would be missing.');
  return readSvg(svg);
}
