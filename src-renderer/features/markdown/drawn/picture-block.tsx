import { CodeXml, Image as ImageIcon, Maximize2, Minimize2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { readSvg, type Svg } from '../../../lib/svg.ts';
import { strings } from '../../../strings/all-strings.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { scaleOf, SvgImage } from '../../../ui/svg-image.tsx';
import { NARROW, useMediaQuery } from '../../../ui/use-media-query.ts';
import type { CodeProps } from '../code-frame.tsx';
import { CodeView } from '../code-view.tsx';
import { useDiagram } from './diagrams.ts';
import type { Drawn } from './drawings.ts';

/** The width of a message on a phone. */
const NARROW_WIDTH = 300;

export type PictureKind = 'svg' | 'mermaid';

/** Whether a block of code is the source of a picture. */
export function pictureKind({ info, isClosed }: Pick<CodeProps, 'info' | 'isClosed'>): PictureKind | null {
  const [word] = info
    .trim()
    .toLowerCase()
    .split(/[\s,{:]/);
  return isClosed && (word === 'svg' || word === 'mermaid') ? word : null;
}

export function PictureBlock({ kind, ...code }: CodeProps & { kind: PictureKind }) {
  return kind === 'svg' ? <SvgBlock {...code} /> : <DiagramBlock {...code} />;
}

function SvgBlock(props: CodeProps) {
  const { code } = props;
  const drawn = useMemo((): Drawn<Svg> => {
    try {
      return { state: 'drawn', drawing: readSvg(code.trim()) };
    } catch {
      return { state: 'failed' };
    }
  }, [code]);
  return <Picture {...props} drawn={drawn} name={strings.code.drawing} problem={strings.code.drawingNotShown} />;
}

function DiagramBlock(props: CodeProps) {
  const drawn = useDiagram(props.code);
  return <Picture {...props} drawn={drawn} name={strings.code.diagram} problem={strings.code.diagramNotDrawn} />;
}

/** In px. The more lines, the larger a diagram is, most often. */
function likelyHeight(source: string): number {
  return Math.min(420, Math.max(120, 48 * source.split('\n').length));
}

interface PictureProps extends CodeProps {
  drawn: Drawn<Svg>;
  name: string;
  problem: string;
}

function Picture({ drawn, name, problem, ...code }: PictureProps) {
  const [showsSource, setShowsSource] = useState(false);
  const [isActual, setIsActual] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  const isNarrow = useMediaQuery(NARROW);
  if (drawn.state === 'failed' || isBroken) return <CodeView {...code} note={problem} />;
  const source = (
    <IconButton
      icon={showsSource ? ImageIcon : CodeXml}
      label={showsSource ? strings.code.showDrawing : strings.code.showSource}
      size="small"
      onClick={() => setShowsSource(!showsSource)}
    />
  );
  if (showsSource) return <CodeView {...code} tools={source} />;
  return (
    <div className="my-1.5 w-fit max-w-full min-w-40 overflow-hidden rounded-control border border-line bg-panel">
      <div className="flex min-h-9 items-center justify-end gap-1 p-1 text-meta text-ink-3">
        <span className="me-auto ps-2">{name}</span>
        {drawn.state === 'drawn' && (scaleOf(drawn.drawing) < 1 || (isNarrow && drawn.drawing.width > NARROW_WIDTH)) && (
          <IconButton
            icon={isActual ? Minimize2 : Maximize2}
            label={isActual ? strings.viewing.fit : strings.viewing.ownSize}
            size="small"
            onClick={() => setIsActual(!isActual)}
          />
        )}
        {source}
      </div>
      {drawn.state === 'waiting' ? (
        <p
          style={{ height: likelyHeight(code.code) }}
          className="flex w-80 max-w-full animate-late items-center justify-center text-meta text-ink-2"
        >
          {strings.code.isDrawn}
        </p>
      ) : (
        <SvgImage svg={drawn.drawing} alt={name} isActual={isActual} onBroken={() => setIsBroken(true)} />
      )}
    </div>
  );
}
