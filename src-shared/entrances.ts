// Entrances: the ways by which a client reaches the server. The one of this computer is always open, the addresses of the network are
// listeners on this machine, and the others lead through a program or a proxy. There is one of each kind.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const EntranceKind = z.enum(['computer', 'network', 'cloudflare', 'tailscale', 'ssh', 'command', 'proxy']);
export type EntranceKind = z.infer<typeof EntranceKind>;

const FILE_PATH_CHARS_MAX = 4_096;

const ORIGIN = /^(https?):\/\/((?!-)[a-z0-9.-]*[a-z0-9]|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/?$/;
const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
export const PORT_MAX = 65_535;

/** The origin of a page: scheme, host and port, in the form in which browsers write it. Names in other scripts are in their ASCII form (xn--). */
export function originOf(text: string): string | null {
  const [, scheme = '', host = '', written] = ORIGIN.exec(text.toLowerCase()) ?? [];
  const port = written === undefined ? USUAL_PORTS[scheme] : Number(written);
  if (host === '' || port === undefined || port < 1 || port > PORT_MAX) return null;
  return `${scheme}://${host}${port === USUAL_PORTS[scheme] ? '' : `:${port}`}`;
}

/** The host name of an origin, without the brackets of an IPv6 address. */
export function hostNameOf(origin: string): string {
  return (ORIGIN.exec(origin)?.[2] ?? '').replaceAll(/[[\]]/g, '');
}

const text = z.string();
const found = z.nullable(text);

/** As the server sends it. The checks and the descriptions of a new one are in `entrance-way.ts`, which the first screen does not load. */
const KnownWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cloudflare') }),
  z.object({ kind: z.literal('tailscale'), reach: z.enum(['tailnet', 'internet']) }),
  z.object({ kind: z.literal('ssh'), destination: text, port: z.int(), address: found }),
  z.object({ kind: z.literal('command'), command: z.array(text), address: found }),
  z.object({
    kind: z.literal('proxy'),
    address: text,
    port: z.int(),
    host: found,
    trusted: z.array(text),
    user_header: found,
    client_header: z.nullable(z.enum(['x-forwarded-for', 'cf-connecting-ip'])),
  }),
]);
export type EntranceWay = z.infer<typeof KnownWay>;
export type OutsideKind = EntranceWay['kind'];

const FilePath = z.string().check(z.minLength(1), z.maxLength(FILE_PATH_CHARS_MAX));

/** The certificate with which the entrance of the networks answers by HTTPS too. */
export const CertificateWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('own') }),
  z.object({
    kind: z.literal('files'),
    certificate_file: described("The path on the server's computer: PEM, with its chain after it.", FilePath),
    key_file: described('The path of its private key: PEM, without a passphrase.', FilePath),
  }),
]);
export type CertificateWay = z.infer<typeof CertificateWay>;

export const CertificateState = z.object({
  way: described(
    "`own`: of the server's own authority, which devices have to trust first. `files`: files of the owner, whose paths are sent to nobody.",
    z.object({ kind: z.enum(['off', 'own', 'files']) }),
  ),
  origins: described('The addresses by https, which are in `origins` too. Empty: there is no HTTPS.', z.array(z.string())),
  names: described('The names and addresses that the certificate is for.', z.array(z.string())),
  fingerprint: described('SHA-256, of the authority (`own`) or of the certificate (`files`); null without any.', z.nullable(z.string())),
  valid_until: described('Of the same, in ms. The certificates of the own authority are renewed by themselves.', z.nullable(z.int())),
  problem: described('What does not work, as a sentence; null without any.', z.nullable(z.string())),
});
export type CertificateState = z.infer<typeof CertificateState>;

/** The firewall of the server's computer. */
export const Firewall = z.enum(['ufw', 'firewalld', 'windows', 'macos', 'unknown']);
export type Firewall = z.infer<typeof Firewall>;

/** The entrance of the owner's networks. */
export const NetworkState = z.object({
  names: described(
    'Its addresses by the name that it has in the network (mDNS), as origins; they are in `origins` too.',
    z.array(z.string()),
  ),
  moved: described(
    'Chosen addresses that this machine has no more: the address that is open instead, or null.',
    z.array(z.object({ from: z.string(), to: z.nullable(z.string()) })),
  ),
  problem: described('Why an address or the name does not work, as a sentence; null without any.', z.nullable(z.string())),
  reached: described(
    'The device that last came in, with the time in ms; null: none since the start.',
    z.nullable(z.object({ address: z.string(), at: z.int() })),
  ),
  firewall: described("The firewall of the server's computer, as far as the server can see it.", Firewall),
  certificate: CertificateState,
});
export type NetworkState = z.infer<typeof NetworkState>;

export const OutsideKind = z.enum(['cloudflare', 'tailscale', 'ssh', 'command', 'proxy']);

/** An entrance that was set up. */
export const EntranceState = z.object({
  way: described('As it was set up. Of a command only the name of the program is sent: its arguments may hold a secret.', KnownWay),
  state: described(
    '`off`: closed. `starting`: the program runs, and the address does not work yet. `open`: the address works. `failed`: see `problem`.',
    z.enum(['off', 'starting', 'open', 'failed']),
  ),
  origin: described('The address for browsers; null while it has none.', z.nullable(z.string())),
  problem: described('The reason as a sentence; null without any.', z.nullable(z.string())),
  reached_at: described('When a client last came in, in ms; null: not since the entrance was opened.', z.nullable(z.int())),
});
export type EntranceState = z.infer<typeof EntranceState>;
