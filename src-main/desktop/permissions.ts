// Permissions that a page may get. Without these handlers Electron grants all of them.
import type { Session } from 'electron';
import { parseUrl } from './parse-url.ts';

/** Our own notifications are native ones; this is for a page that asks whether it could. */
const GRANTED: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write', 'fullscreen']);

/** `media`: the devices that are asked for with the permission "media". The microphone records voice messages; the camera is never given. */
export function isGranted(permission: string, requestingOrigin: string, appOrigin: string | null, media: readonly string[] = []): boolean {
  if (appOrigin === null || requestingOrigin !== appOrigin) return false;
  return permission === 'media' ? media.length > 0 && media.every((device) => device === 'audio') : GRANTED.has(permission);
}

/** Whether the user lets a page use the microphone. */
export interface Microphone {
  isAllowed(): boolean;
  /** Asks the user when that is not known. */
  ask(): Promise<boolean>;
}

const OWN_MICROPHONE: Microphone = { isAllowed: () => true, ask: () => Promise.resolve(true) };

export function restrictPermissions(session: Session, appOrigin: () => string | null, microphone = OWN_MICROPHONE): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : [];
    const asker = originOf(details.requestingUrl || contents.getURL());
    if (!details.isMainFrame || !isGranted(permission, asker, appOrigin(), media)) return decide(false);
    if (permission !== 'media') return decide(true);
    microphone.ask().then(decide, () => decide(false));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { mediaType }) => {
    const media = mediaType === undefined ? [] : [mediaType];
    return isGranted(permission, originOf(requestingOrigin), appOrigin(), media) && (permission !== 'media' || microphone.isAllowed());
  });
  // USB, serial and HID devices are asked for separately.
  session.setDevicePermissionHandler(() => false);
}

/** Electron gives some origins with a slash at the end. */
function originOf(url: string): string {
  return parseUrl(url)?.origin ?? '';
}
