// The web app manifest. Members get the name of the home in it. Other visitors get a generic name.
import type { Hono } from 'hono';
import { actorOfSession } from './authenticate.ts';
import type { HttpDeps } from './app.ts';
import type { Core } from '../domain/core.ts';
import type { HttpContext, HttpEnv } from './env.ts';

export const MANIFEST_PATH = '/manifest.webmanifest';

export function addManifestRoute(app: Hono<HttpEnv>, { core, cookieName, files }: HttpDeps): void {
  const file = files.get(MANIFEST_PATH);
  if (!file) return;
  app.get(MANIFEST_PATH, async (c) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a file of this build
    const manifest = JSON.parse((await file.read()).toString()) as Record<string, unknown>;
    const { name } = core.directory.home;
    const named = isLetIn(core, cookieName, c) ? { ...manifest, name, short_name: name } : manifest;
    return c.body(JSON.stringify(named), 200, { 'content-type': file.type, 'cache-control': 'private, no-cache', vary: 'cookie' });
  });
}

function isLetIn(core: Core, cookieName: string, c: HttpContext): boolean {
  try {
    return actorOfSession(core, cookieName, c) !== null;
  } catch {
    // A cookie alone: the link in index.html is not signed.
    return false;
  }
}
