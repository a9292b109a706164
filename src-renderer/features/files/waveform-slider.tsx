import { strings } from '../../strings/all-strings.ts';
import { clockWords } from './clock-words.ts';

interface WaveformSliderProps {
  /** From 0 to 1; null while they are not known: then the line is flat. */
  levels: readonly number[] | null;
  /** Seconds. */
  at: number;
  duration: number | null;
  onSeek: (seconds: number) => void;
}

export const WAVEFORM_BARS = 48;
const FLAT = Array.from({ length: WAVEFORM_BARS }, () => 0);
/** Bars are drawn in a box of this height. */
const HEIGHT = 28;
const LEAST = 2.5;

/** The waveform is a slider: for the pointer, a finger and the keyboard. */
export function WaveformSlider({ levels, at, duration, onSeek }: WaveformSliderProps) {
  const played = duration === null || duration === 0 ? 0 : at / duration;
  return (
    <div className="relative h-7 rounded-tag has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <svg
        aria-hidden
        viewBox={`0 0 ${WAVEFORM_BARS * 2} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full rtl:-scale-x-100"
      >
        {(levels ?? FLAT).map((level, bar) => {
          const height = Math.max(LEAST, level * HEIGHT);
          const look = (bar + 0.5) / WAVEFORM_BARS <= played ? 'fill-accent' : 'fill-edge';
          return <rect key={bar} x={bar * 2 + 0.4} y={(HEIGHT - height) / 2} width={1.2} height={height} rx={0.6} className={look} />;
        })}
      </svg>
      <input
        type="range"
        aria-label={strings.player.position}
        aria-valuetext={clockWords(at)}
        min={0}
        max={duration ?? 0}
        step={1}
        value={Math.floor(at)}
        disabled={duration === null}
        onChange={(event) => onSeek(event.target.valueAsNumber)}
        className="absolute inset-x-0 -inset-y-2 m-0 h-11 w-full cursor-pointer opacity-0 disabled:cursor-default"
      />
    </div>
  );
}
