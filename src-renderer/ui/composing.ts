type NativeKey = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/** The key code of a key that went to an input method. */
const INPUT_METHOD_KEY = 229;

/**
 * Whether a key belongs to an input method, which composes a word of it: then it does nothing here. The Enter that confirms a word
 * comes after the end of the composition in Safari, and in some input methods, and only its key code tells.
 */
export function isComposing(event: NativeKey | { nativeEvent: NativeKey }): boolean {
  const key = 'nativeEvent' in event ? event.nativeEvent : event;
  return key.isComposing || key.keyCode === INPUT_METHOD_KEY;
}
