import { useCallback, useEffect, useRef, useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { strings } from '../../strings/all-strings.ts';
import { FileCard } from './file-card.tsx';
import { endsEarly, filmBox, USUAL_FILM } from './film-box.ts';
import type { Box } from './thumb-box.ts';
import { useFileUrl } from './use-file-url.ts';

/** A film, with the browser's own controls; they fetch the parts they play. */
export function VideoPlayer({ file }: { file: ShownFile }) {
  const [isBroken, setIsBroken] = useState(false);
  const [isCut, setIsCut] = useState(false);
  const [box, setBox] = useState(Kept.boxes?.get(file.id) ?? USUAL_FILM);
  const film = useRef<HTMLVideoElement>(null);
  /** The length in the file: at its end, a browser takes the end for the length. */
  const seconds = useRef(Number.NaN);
  /** How far it was played: at its end, a browser is where the file says that the end is. */
  const at = useRef(0);
  // A sealed file is decrypted as a whole, so only on demand.
  const [isWanted, setIsWanted] = useState(file.seal === undefined);
  const { url, hasFailed } = useFileUrl(file, isWanted);
  const look = useCallback(
    ({ videoWidth, videoHeight, duration }: HTMLVideoElement): void => {
      if (Number.isNaN(seconds.current)) seconds.current = duration;
      if (videoWidth === 0 || videoHeight === 0) return;
      const measured = filmBox({ width: videoWidth, height: videoHeight });
      keep(file.id, measured);
      setBox((before) => (before.width === measured.width && before.height === measured.height ? before : measured));
    },
    [file.id],
  );
  useEffect(() => {
    const element = film.current;
    if (!element) return;
    // It may have been loaded, or have failed, before it was put into the page.
    if (element.error) setIsBroken(true);
    else if (element.readyState >= HTMLMediaElement.HAVE_METADATA) look(element);
  }, [url, look]);
  if (isBroken || hasFailed) return <FileCard file={file} note={hasFailed ? strings.files.notOpened : strings.files.notPlayed} />;
  if (url === null) return <FileCard file={file} onPlay={isWanted ? undefined : () => setIsWanted(true)} />;

  function fail({ currentTime }: HTMLVideoElement): void {
    // One that has begun stays, up to where it breaks off.
    if (currentTime > 0) setIsCut(true);
    else setIsBroken(true);
  }
  return (
    <figure className="flex max-w-[420px] flex-col gap-1">
      <video
        {...box}
        ref={film}
        controls
        preload="metadata"
        src={url}
        aria-label={file.name}
        onLoadedMetadata={({ currentTarget }) => look(currentTarget)}
        onTimeUpdate={({ currentTarget: { ended, currentTime } }) => {
          if (!ended) at.current = currentTime;
        }}
        onSeeking={({ currentTarget }) => {
          at.current = currentTarget.currentTime;
        }}
        onEnded={() => setIsCut(endsEarly(at.current, seconds.current))}
        onError={({ currentTarget }) => fail(currentTarget)}
        playsInline
        style={{ aspectRatio: `${box.width} / ${box.height}` }}
        className="h-auto max-w-full rounded-control bg-[#000000] object-contain"
      />
      <FileCard file={file} isPlain {...(isCut && { note: strings.viewing.endsEarly })} />
    </figure>
  );
}

const KEPT_MAX = 200;
/** For when their message scrolls back into sight. Made by the first of them, so that nothing happens on import. */
const Kept = { boxes: null as Map<string, Box> | null };

function keep(id: string, box: Box): void {
  Kept.boxes ??= new Map();
  Kept.boxes.set(id, box);
  const [oldest] = Kept.boxes.keys();
  if (Kept.boxes.size > KEPT_MAX && oldest !== undefined) Kept.boxes.delete(oldest);
}
