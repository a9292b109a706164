// The variables that a program gets: those that programs need to find their files and the network, and those that its owner named. It
// gets no secret of the server.
import path from 'node:path';
import type { ProviderKind } from '../../../../src-shared/providers.ts';

/** Also all that begin with LC_ and XDG_. */
const USUAL = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'TMPDIR', 'TEMP', 'TMP'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'USERPROFILE', 'USERNAME', 'HOMEDRIVE', 'HOMEPATH', 'COMSPEC', 'PATHEXT', 'SYSTEMROOT'],
  ...['WINDIR', 'PROGRAMFILES', 'PROGRAMFILES(X86)', 'DBUS_SESSION_BUS_ADDRESS'],
]);

/** `folders`: searched for programs after those of PATH. A desktop app does not get the PATH of a terminal. */
export function environmentFor(all: NodeJS.ProcessEnv, named: readonly string[], folders: readonly string[] = []): Record<string, string> {
  const wanted = new Set(named.map((name) => name.toUpperCase()));
  const kept = Object.entries(all).flatMap(([name, value]) => {
    const upper = name.toUpperCase();
    const isKept = USUAL.has(upper) || /^(LC|XDG)_/.test(upper) || wanted.has(upper);
    return isKept && !upper.startsWith('LANAI_') && value !== undefined ? [[name, value] as const] : [];
  });
  const found = Object.fromEntries(kept);
  const name = Object.keys(found).find((each) => each.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...found, [name]: [found[name] ?? '', ...folders].filter(Boolean).join(path.delimiter), ...withoutProxyHere(found) };
}

/** The server itself is not reached through a proxy, which would see the secret of the program. */
function withoutProxyHere(found: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.keys(found).filter((name) => /^no_proxy$/i.test(name));
  const hasProxy = Object.keys(found).some((name) => /^(?:https?|all)_proxy$/i.test(name));
  if (!hasProxy) return {};
  const names = named.length > 0 ? named : ['NO_PROXY', 'no_proxy'];
  return Object.fromEntries(names.map((name) => [name, [found[name] ?? '', '127.0.0.1', 'localhost'].filter(Boolean).join(',')]));
}

/** The variables from which programs read the address, the key and the name of their model. The secret is no key of a provider. */
export function modelVariables(
  kind: ProviderKind,
  { origin, secret, model }: { origin: string; secret: string; model: string },
): Record<string, string> {
  return kind === 'anthropic'
    ? { ANTHROPIC_BASE_URL: `${origin}/anthropic`, ANTHROPIC_API_KEY: secret, ANTHROPIC_MODEL: model }
    : { OPENAI_BASE_URL: `${origin}/openai/v1`, OPENAI_API_KEY: secret, OPENAI_MODEL: model };
}
