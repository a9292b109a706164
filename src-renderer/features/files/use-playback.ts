import { useEffect, useRef, useState, type ComponentProps } from 'react';
import type { Speed } from './playing-speed.ts';

export interface Playback {
  isPlaying: boolean;
  /** The browser cannot play it. */
  isBroken: boolean;
  /** Seconds. */
  at: number;
  /** Seconds; null while it is not known. */
  duration: number | null;
  toggle(): void;
  seek(seconds: number): void;
  /** The properties that the element needs. */
  element: ComponentProps<'audio'>;
}

interface PlaybackOptions {
  /** Null while the file is opened: then it plays as soon as there is one. */
  url: string | null;
  speed: Speed;
  /** Seconds, if they are known from elsewhere: a recording of a browser says no duration. */
  duration: number | null;
}

/** One recording at a time. */
const Playing = { audio: null as HTMLAudioElement | null };
/** Beyond the end of every recording: the browser looks for the end, and knows the duration then. */
const FAR_S = 1e7;

export function usePlayback({ url, speed, duration: known }: PlaybackOptions): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  const [at, setAt] = useState(0);
  const [measured, setMeasured] = useState<number | null>(null);
  const [isWanted, setIsWanted] = useState(false);
  const duration = known ?? measured;

  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed, url]);
  useEffect(() => {
    const element = audio.current;
    if (!element || url === null || !isWanted) return;
    if (Playing.audio !== element) Playing.audio?.pause();
    Playing.audio = element;
    // A refusal is an error event too, except when the user was faster and stopped it.
    element.play().catch(() => setIsPlaying(false));
    return () => element.pause();
  }, [url, isWanted]);

  async function seek(seconds: number): Promise<void> {
    const element = audio.current;
    if (!element || duration === null) return;
    setAt(seconds);
    if (!Number.isFinite(element.duration)) await findEnd(element);
    element.currentTime = seconds;
  }
  return {
    isPlaying,
    isBroken,
    at: duration === null ? at : Math.min(at, duration),
    duration,
    toggle: () => setIsWanted(!isWanted),
    seek: (seconds) => void seek(seconds),
    element: {
      ref: audio,
      preload: 'metadata',
      ...(url === null ? {} : { src: url }),
      onLoadedMetadata: ({ currentTarget }) => {
        currentTarget.playbackRate = speed;
        currentTarget.defaultPlaybackRate = speed;
      },
      onDurationChange: ({ currentTarget }) => setMeasured(Number.isFinite(currentTarget.duration) ? currentTarget.duration : null),
      onTimeUpdate: ({ currentTarget }) => currentTarget.currentTime < FAR_S && !currentTarget.seeking && setAt(currentTarget.currentTime),
      onPlay: () => setIsPlaying(true),
      onPause: () => {
        setIsPlaying(false);
        setIsWanted(false);
      },
      onEnded: ({ currentTarget }) => {
        currentTarget.currentTime = 0;
        setAt(0);
      },
      onError: () => url !== null && setIsBroken(true),
    },
  };
}

/** Chromium seeks in a recording without a duration only after it has found the end. */
async function findEnd(element: HTMLAudioElement): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!Number.isFinite(element.duration)) return;
      element.removeEventListener('durationchange', look);
      resolve();
    };
    element.addEventListener('durationchange', look);
    element.currentTime = FAR_S;
  });
}
