import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { FILES_PER_MESSAGE_MAX } from '../../../src-shared/limits.ts';
import { strings } from '../../strings/strings.ts';
import { useToast } from '../../ui/toast.tsx';
import { useStable } from '../../ui/use-stable.ts';
import { LaterVoiceBar } from '../voice/later-voice-bar.tsx';

interface RecordingOptions {
  /** Where the files of the message are uploaded from (`writingKey`). */
  place: string;
  /** How many files the message has. */
  uploads: number;
  field: RefObject<HTMLTextAreaElement | null>;
  attach: (files: readonly File[]) => void;
  send: () => void;
}

export interface VoiceRecording {
  isOn: boolean;
  begin(): void;
  /** Sends the message. A recording that runs is finished, and sent with it. */
  send(): void;
  bar: ReactNode;
}

/** A voice message that is recorded for the message in the field. */
export function useRecording({ place, uploads, field, attach, send }: RecordingOptions): VoiceRecording {
  const [isOn, setIsOn] = useState(false);
  const toast = useToast();
  const finish = useRef<(() => void) | null>(null);
  const end = useStable(() => {
    setIsOn(false);
    field.current?.focus();
  });
  return {
    isOn,
    begin: useStable(() => {
      // There would be no place for the recording.
      if (uploads >= FILES_PER_MESSAGE_MAX) toast({ text: strings.composer.noMoreFiles });
      else setIsOn(true);
    }),
    send: useStable(() => (finish.current ? finish.current() : send())),
    bar: isOn && <LaterVoiceBar place={place} finish={finish} onAttach={attach} onSend={send} onEnd={end} />,
  };
}
