export const voiceWords = {
  recording: 'Recording a voice message',
  /** The time that has passed, as on a player: "0:07". */
  time: (clock: string) => `Recorded: ${clock}`,
  discard: 'Delete the recording',
  attach: 'Stop and attach',
  sending: 'Sending the voice message…',
  /** The name of the file, without its ending. `time` is the date and time. */
  fileName: (time: string) => `Voice message ${time}`,
  longest: (minutes: number) => `A voice message can have up to ${minutes} minutes. It is attached now.`,
  refused: {
    insecure: 'The browser allows no microphone on a page without https. Use the desktop app or an https address to record.',
    denied: 'The microphone is not allowed. Allow it in the settings of the browser or the system, then try again.',
    'no-microphone': 'No microphone was found.',
    failed: 'The recording could not start.',
  },
};
