// Records the microphone into a file. Nothing here draws.

/** Why there is no recording: `insecure`: the browser gives a page over plain http no microphone. */
export type NoRecording = 'insecure' | 'denied' | 'no-microphone' | 'failed';

export class RecordingError extends Error {
  readonly reason: NoRecording;

  constructor(reason: NoRecording) {
    super(reason);
    this.reason = reason;
  }
}

export interface Recording {
  /** How loud it is now, from 0 to 1. */
  level(): number;
  /** Ends the recording. `name`: without an ending. */
  finish(name: string): Promise<File>;
  /** Ends it, and keeps nothing. */
  cancel(): void;
}

/** In the order of preference. Chromium has the first, Firefox both, Safari the last. */
const TYPES = [
  { type: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/ogg;codecs=opus', ending: 'ogg' },
  { type: 'audio/mp4', ending: 'm4a' },
] as const;

/** Speech in Opus at this rate is hard to tell from the original. */
const BITS_PER_SECOND = 32_000;
/** The recording is handed over this often, so that a crash of the encoder loses little. */
const SLICE_MS = 1_000;

/** Throws a `RecordingError`. */
export async function startRecording(): Promise<Recording> {
  const kind = TYPES.find(({ type }) => typeof MediaRecorder === 'function' && MediaRecorder.isTypeSupported(type));
  if (!isSecureContext) throw new RecordingError('insecure');
  if (!kind) throw new RecordingError('failed');
  const stream = await microphone();
  const meter = levelMeter(stream);
  const recorder = new MediaRecorder(stream, { mimeType: kind.type, audioBitsPerSecond: BITS_PER_SECOND });
  const slices: Blob[] = [];
  recorder.ondataavailable = ({ data }) => void slices.push(data);
  const ended = new Promise<void>((resolve) => (recorder.onstop = () => resolve()));
  recorder.start(SLICE_MS);
  function release(): void {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  }
  return {
    level: meter.level,
    async finish(name) {
      release();
      await ended;
      return new File(slices, `${name}.${kind.ending}`, { type: kind.type.split(';')[0] ?? '' });
    },
    cancel: release,
  };
}

async function microphone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
  } catch (error) {
    throw new RecordingError(error instanceof DOMException ? reasonOf(error) : 'failed');
  }
}

function reasonOf({ name }: DOMException): NoRecording {
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' ? 'no-microphone' : 'failed';
}

function levelMeter(stream: MediaStream): { level(): number; close(): void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, Math.max(...samples.map(Math.abs)));
    },
    close: () => void context.close(),
  };
}
