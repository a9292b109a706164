// Permissions that a page may get. Without these handlers Electron grants all of them.
import type { Session } from 'electron';
import { parseUrl } from './parse-url.ts';

/** Our own notifications are native ones; this is for a page that asks whether it could. */
const GRANTED: ReadonlySet<string> = new Set(['notifications', 'clipboard-sanitized-write', 'fullscreen']);

export function isGranted(permission: string, requestingOrigin: string, appOrigin: string | null): boolean {
  return appOrigin !== null && requestingOrigin === appOrigin && GRANTED.has(permission);
}

export function restrictPermissions(session: Session, appOrigin: () => string | null): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    decide(details.isMainFrame && isGranted(permission, originOf(details.requestingUrl || contents.getURL()), appOrigin()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, originOf(requestingOrigin), appOrigin()),
  );
  // USB, serial and HID devices are asked for separately.
  session.setDevicePermissionHandler(() => false);
}

/** Electron gives some origins with a slash at the end. */
function originOf(url: string): string {
  return parseUrl(url)?.origin ?? '';
}
