import { isShownAsImage, isSvg, kindOfFile } from '../../../src-shared/files.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { FileCard } from './file-card.tsx';
import { LaterSvgFile } from './later-svg-file.tsx';
import { ImageThumb } from './image-thumb.tsx';
import { LaterAudioPlayer } from './later-audio-player.tsx';
import { LaterVideoPlayer } from './later-video-player.tsx';
import { strings } from '../../strings/strings.ts';

/** A larger drawing is a card. */
const SVG_BYTES_MAX = 300_000;

/** The files of a message. Each has its final size before it is loaded. */
export function Attachments({ files }: { files: readonly ShownFile[] }) {
  const pictures = files.filter(isShownAsImage);
  const others = files.filter((file) => !isShownAsImage(file));
  return (
    <div className="flex max-w-[680px] flex-col gap-2 py-1">
      {pictures.length > 0 && (
        <div className="flex flex-wrap items-start gap-2">
          {pictures.map((file) => (
            <ImageThumb key={file.id} file={file} among={pictures} />
          ))}
        </div>
      )}
      {others.map((file) => (
        <Other key={file.id} file={file} />
      ))}
    </div>
  );
}

function Other({ file }: { file: ShownFile }) {
  const kind = kindOfFile(file);
  if (isSvg(file) && file.size > 0 && file.size <= SVG_BYTES_MAX) return <LaterSvgFile file={file} />;
  if (kind === 'audio') return <LaterAudioPlayer file={file} />;
  if (kind === 'video') return <LaterVideoPlayer file={file} />;
  // Of another kind than browsers play.
  const isMedia = kind === 'other' && /^(?:video|audio)\//.test(file.type);
  return <FileCard file={file} {...(isMedia && { note: strings.files.notPlayed })} />;
}
