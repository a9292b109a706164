// The app on somebody's home screen has the name of the home. Only for those who are let in: to others it is any Lanai.
import type { Hono } from 'hono';
import { actorOfSession } from './authenticate.ts';
import type { HttpDeps } from './app.ts';
import type { HttpEnv } from './env.ts';

export const MANIFEST_PATH = '/manifest.webmanifest';

export function addManifestRoute(app: Hono<HttpEnv>, { core, cookieName, files }: HttpDeps): void {
  const file = files.get(MANIFEST_PATH);
  if (!file) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a file of our own build
  const manifest = JSON.parse(file.body.toString()) as Record<string, unknown>;
  app.get(MANIFEST_PATH, (c) => {
    const actor = actorOfSession(core, cookieName, { cookie: c.req.header('cookie') });
    const { name } = core.directory.home;
    const named = actor ? { ...manifest, name, short_name: name } : manifest;
    return c.body(JSON.stringify(named), 200, { 'content-type': file.type, 'cache-control': 'private, no-cache', vary: 'cookie' });
  });
}
