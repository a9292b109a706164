/** Null for what is no address. (`URL.canParse` is not there yet on every Electron that the app runs on.) */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
