// While a voice message is recorded: above the field, in which a text can be written to go with it.
import clsx from 'clsx';
import { Paperclip, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useUploads } from '../../sync/store.ts';
import { blockedBy } from '../../sync/uploads.ts';
import { isComposing } from '../../ui/composing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useStable } from '../../ui/use-stable.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { clockWords } from '../files/clock-words.ts';
import { RecordingError, startRecording, type Recording } from './recorder.ts';

export interface VoiceBarProps {
  /** Where the files of the message are uploaded from (`writingKey`). */
  place: string;
  /** Set while it records: the send button finishes the recording and sends it. */
  finish: RefObject<(() => void) | null>;
  onAttach: (files: readonly File[]) => void;
  /** Sends the message with its files. */
  onSend: () => void;
  /** The bar is not needed any more. */
  onEnd: () => void;
}

const LONGEST_MIN = 30;
const TICK_MS = 100;
/** Of the level, as many as fit into the narrowest bar. */
const BARS = 40;

export function VoiceBar({ place, finish, onAttach, onSend, onEnd }: VoiceBarProps) {
  const recording = useRef<Recording | null>(null);
  const startedAt = useRef(0);
  const [levels, setLevels] = useState<readonly number[] | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const toast = useToast();

  const refuse = useStable((error: unknown) => {
    toast({ text: strings.voice.refused[error instanceof RecordingError ? error.reason : 'failed'] });
    onEnd();
  });
  useEffect(() => {
    let isGone = false;
    startRecording().then(
      (started) => {
        if (isGone) return started.cancel();
        recording.current = started;
        startedAt.current = performance.now();
        setLevels([]);
      },
      (error: unknown) => isGone || refuse(error),
    );
    return () => {
      isGone = true;
      recording.current?.cancel();
    };
  }, [refuse]);

  async function attach(): Promise<void> {
    const finished = recording.current;
    recording.current = null;
    if (!finished) return;
    onAttach([await finished.finish(strings.voice.fileName(timeOf(new Date())))]);
  }
  async function attachOnly(): Promise<void> {
    await attach();
    onEnd();
  }
  async function attachAndSend(): Promise<void> {
    if (!recording.current) return;
    setIsSending(true);
    await attach();
  }
  const tick = useStable(() => {
    const level = recording.current?.level();
    if (level === undefined || !levels) return;
    setLevels([...levels, level].slice(-BARS));
    const passed = (performance.now() - startedAt.current) / 1_000;
    setSeconds(passed);
    if (passed < LONGEST_MIN * 60) return;
    toast({ text: strings.voice.longest(LONGEST_MIN) });
    void attachOnly();
  });
  useEffect(() => {
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [tick]);

  const send = useStable(() => void attachAndSend());
  useEffect(() => {
    finish.current = send;
    return () => {
      finish.current = null;
    };
  }, [finish, send]);
  useSentWhenUploaded({ place, isOn: isSending, onSend, onEnd });

  return (
    <div
      data-recording
      role="group"
      aria-label={strings.voice.recording}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.stopPropagation();
        onEnd();
      }}
      className="flex h-12 items-center gap-2.5 border-b border-line-2 ps-3.5 pe-2"
    >
      <span aria-hidden className={clsx('size-2.5 shrink-0 rounded-full bg-coral', levels && !isSending && 'motion-safe:animate-pulse')} />
      <span role="timer" aria-label={strings.voice.time(clockWords(seconds))} className="w-11 shrink-0 text-list tabular-nums">
        {clockWords(seconds)}
      </span>
      {isSending ? (
        <span role="status" className="min-w-0 flex-1 truncate text-list text-ink-2">
          {strings.voice.sending}
        </span>
      ) : (
        <Levels levels={levels ?? []} />
      )}
      <IconButton icon={Trash2} label={strings.voice.discard} autoFocus onClick={onEnd} />
      {!isSending && <IconButton icon={Paperclip} label={strings.voice.attach} onClick={() => void attachOnly()} />}
    </div>
  );
}

/** The last seconds, the newest at the end. */
function Levels({ levels }: { levels: readonly number[] }) {
  return (
    <svg aria-hidden viewBox={`0 0 ${BARS * 4} 24`} preserveAspectRatio="xMaxYMid meet" className="h-6 min-w-0 flex-1 rtl:-scale-x-100">
      {levels.map((level, bar) => {
        const height = Math.max(2, level * 24);
        return (
          <rect
            key={bar}
            x={(BARS - levels.length + bar) * 4 + 1}
            y={(24 - height) / 2}
            width={2}
            height={height}
            rx={1}
            className="fill-accent"
          />
        );
      })}
    </svg>
  );
}

interface SentWhenUploaded {
  place: string;
  isOn: boolean;
  onSend: () => void;
  onEnd: () => void;
}

/** Sends when all files are there. A file that fails stays attached, and says why. */
function useSentWhenUploaded({ place, isOn, onSend, onEnd }: SentWhenUploaded): void {
  const uploads = useUploads(place);
  const blocked = blockedBy(uploads);
  const isReady = isOn && uploads.length > 0;
  const send = useStable(onSend);
  const end = useStable(onEnd);
  useEffect(() => {
    if (!isReady || blocked === 'uploading') return;
    if (blocked === null) send();
    end();
  }, [isReady, blocked, send, end]);
}

/** A colon and a slash are not allowed in the names of files everywhere. */
function timeOf(date: Date): string {
  return date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' }).replace(/[/:]/g, '.');
}
