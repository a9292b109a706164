// Plays a recording: its waveform to see and to seek in, the time, and the speed.
import clsx from 'clsx';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { DownloadLink, FileCard } from './file-card.tsx';
import { sizeWords } from './file-words.ts';
import { clockWords } from './clock-words.ts';
import { nextSpeed, savedSpeed, saveSpeed } from './playing-speed.ts';
import { useFileUrl } from './use-file-url.ts';
import { usePlayback } from './use-playback.ts';
import { useWaveform } from './use-waveform.ts';
import { WaveformSlider } from './waveform-slider.tsx';

export function AudioPlayer({ file }: { file: ShownFile }) {
  // A sealed file is decrypted as a whole, so only on demand.
  const [isWanted, setIsWanted] = useState(file.seal === undefined);
  const { url, hasFailed } = useFileUrl(file, isWanted);
  const waveform = useWaveform(file, isWanted);
  const [speed, setSpeed] = useState(() => savedSpeed(localStorage));
  const playback = usePlayback({ url, speed, duration: waveform?.seconds ?? null });
  if (hasFailed || playback.isBroken) return <FileCard file={file} note={hasFailed ? strings.files.notOpened : strings.files.notPlayed} />;
  function toggle(): void {
    setIsWanted(true);
    playback.toggle();
  }
  function changeSpeed(): void {
    const next = nextSpeed(speed);
    setSpeed(next);
    saveSpeed(localStorage, next);
  }
  const Icon = playback.isPlaying ? Pause : Play;
  const total = playback.duration;
  return (
    <div
      role="group"
      aria-label={file.name}
      className="flex w-full max-w-[420px] items-center gap-2.5 rounded-control border border-line bg-raise py-2 ps-2.5 pe-1.5"
    >
      <audio {...playback.element} />
      <button
        type="button"
        aria-label={playback.isPlaying ? strings.player.pause(file.name) : strings.player.play(file.name)}
        onClick={toggle}
        className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-colors duration-120 hover:bg-accent-strong tap:size-11"
      >
        <Icon size={17} aria-hidden className={clsx('fill-current', !playback.isPlaying && 'ms-0.5 rtl:-scale-x-100')} />
      </button>
      <div className="min-w-0 flex-1">
        <WaveformSlider levels={waveform?.levels ?? null} at={playback.at} duration={total} onSeek={playback.seek} />
        <p className="flex gap-1.5 text-meta text-ink-2">
          <span className="shrink-0 tabular-nums">
            {playback.at > 0 ? `${clockWords(playback.at)} / ` : ''}
            {total === null ? sizeWords(file.size) : clockWords(total)}
          </span>
          <bdi className="min-w-0 truncate text-ink-2" title={file.name}>
            {file.name}
          </bdi>
        </p>
      </div>
      <button
        type="button"
        aria-label={strings.player.speed(speed.toLocaleString(locale))}
        onClick={changeSpeed}
        className="h-8 min-w-10 shrink-0 rounded-control px-1.5 text-meta font-semibold text-ink-2 tabular-nums hover:bg-line-2 hover:text-ink tap:h-11 tap:min-w-11"
      >
        {strings.player.times(speed.toLocaleString(locale))}
      </button>
      <DownloadLink file={file} />
    </div>
  );
}
