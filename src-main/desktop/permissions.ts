// Permissions that a page may get. Without these handlers Electron grants all of them.
import type { Session } from 'electron';
import { parseUrl } from './parse-url.ts';

/** Our own notifications are native ones; this is for a page that asks whether it could. */
const GRANTED: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write', 'fullscreen']);

/** Permissions that another home's page never gets: in full screen it could imitate the own home and the rail. */
const OWN_ONLY: ReadonlySet<string> = new Set(['fullscreen']);

/** `media`: the devices that are asked for with the permission "media". The microphone records voice messages; the camera is never given. */
export function isGranted(permission: string, requestingOrigin: string, appOrigin: string | null, media: readonly string[] = []): boolean {
  if (appOrigin === null || requestingOrigin !== appOrigin) return false;
  return permission === 'media' ? media.length > 0 && media.every((device) => device === 'audio') : GRANTED.has(permission);
}

/** Whether the user lets the page of another home use the microphone. */
export interface Microphone {
  isAllowed(): boolean;
  /** Asks the user when that is not known. */
  ask(): Promise<boolean>;
}

/** `microphone`: of another home. The own home's page may use it. */
export function restrictPermissions(session: Session, appOrigin: () => string | null, microphone: Microphone | null = null): void {
  const isRefused = (permission: string): boolean => microphone !== null && OWN_ONLY.has(permission);
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : [];
    const asker = originOf(details.requestingUrl || contents.getURL());
    if (!details.isMainFrame || isRefused(permission) || !isGranted(permission, asker, appOrigin(), media)) return decide(false);
    if (permission !== 'media' || !microphone) return decide(true);
    microphone.ask().then(decide, () => decide(false));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { mediaType }) => {
    const media = mediaType === undefined ? [] : [mediaType];
    if (isRefused(permission) || !isGranted(permission, originOf(requestingOrigin), appOrigin(), media)) return false;
    return permission !== 'media' || (microphone?.isAllowed() ?? true);
  });
  // USB, serial and HID devices are asked for separately.
  session.setDevicePermissionHandler(() => false);
}

/** Electron gives some origins with a slash at the end. */
function originOf(url: string): string {
  return parseUrl(url)?.origin ?? '';
}
