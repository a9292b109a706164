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

export function restrictPermissions(session: Session, appOrigin: () => string | null): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : [];
    decide(details.isMainFrame && isGranted(permission, originOf(details.requestingUrl || contents.getURL()), appOrigin(), media));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { mediaType }) =>
    isGranted(permission, originOf(requestingOrigin), appOrigin(), mediaType === undefined ? [] : [mediaType]),
  );
  // USB, serial and HID devices are asked for separately.
  session.setDevicePermissionHandler(() => false);
}

/** Electron gives some origins with a slash at the end. */
function originOf(url: string): string {
  return parseUrl(url)?.origin ?? '';
}
