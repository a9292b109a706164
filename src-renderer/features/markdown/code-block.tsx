import type { CodeProps } from './code-frame.tsx';
import { CodeView } from './code-view.tsx';
import { PictureBlock, pictureKind } from './drawn/picture-block.tsx';

/** Code, or the picture that it is the source of. */
export function CodeBlock(props: CodeProps) {
  const kind = pictureKind(props);
  return kind === null ? <CodeView {...props} /> : <PictureBlock {...props} kind={kind} />;
}
