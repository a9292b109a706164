// The fields of the form, as text, and the entrance that they stand for. The schema of the command checks them here too, so that each
// mistake is shown at its field.
import { EntranceWay } from '../../../../src-shared/entrance-way.ts';
import type { EntranceWay as Way, OutsideKind } from '../../../../src-shared/entrances.ts';
import { strings } from '../../../strings/all-strings.ts';
import { wordsOf } from './command-line.ts';

export interface WayFields {
  reach: 'tailnet' | 'internet';
  destination: string;
  port: string;
  address: string;
  command: string;
  /** Empty: none. */
  clientHeader: string;
  proxyAt: 'here' | 'elsewhere';
  /** The address of this computer to which a proxy elsewhere forwards. */
  host: string;
  trusted: string;
  /** Empty: none. */
  userHeader: string;
}

export type WayErrors = Partial<Record<'destination' | 'port' | 'address' | 'command' | 'host' | 'trusted' | 'userHeader', string>>;

const EMPTY: WayFields = {
  ...{ reach: 'tailnet', destination: '', port: '', address: '', command: '' },
  ...{ clientHeader: 'x-forwarded-for', proxyAt: 'here', host: '', trusted: '', userHeader: '' },
};

export function firstFields(way: Way | undefined): WayFields {
  switch (way?.kind) {
    case 'tailscale':
      return { ...EMPTY, reach: way.reach };
    case 'ssh':
      return { ...EMPTY, destination: way.destination, port: String(way.port), address: way.address ?? '' };
    case 'command':
      // The server does not send its arguments.
      return { ...EMPTY, address: way.address ?? '' };
    case 'proxy':
      return {
        ...{ ...EMPTY, address: way.address, port: String(way.port), clientHeader: way.client_header ?? '' },
        ...(way.host !== null && {
          proxyAt: 'elsewhere',
          host: way.host,
          trusted: way.trusted.join(', '),
          userHeader: way.user_header ?? '',
        }),
      };
    default:
      return EMPTY;
  }
}

export function wayOf(kind: OutsideKind, fields: WayFields): { way: Way } | { errors: WayErrors } {
  const parsed = EntranceWay.safeParse(unchecked(kind, fields));
  const errors: WayErrors = kind === 'proxy' && fields.proxyAt === 'elsewhere' ? farErrors(fields) : {};
  if (parsed.success) return Object.keys(errors).length === 0 ? { way: parsed.data } : { errors };
  for (const { path, message } of parsed.error.issues) {
    const name = path[0];
    if (name === 'port') errors.port = strings.entrances.form.notAPort;
    else if (name === 'destination' || name === 'address' || name === 'command') errors[name] ??= message;
  }
  return { errors };
}

/** The server says which of the addresses it does not understand. */
function farErrors({ host, trusted }: WayFields): WayErrors {
  const words = strings.entrances.form;
  return { ...(host === '' && { host: words.noHost }), ...(listOf(trusted).length === 0 && { trusted: words.noTrusted }) };
}

function unchecked(kind: OutsideKind, fields: WayFields): unknown {
  const { reach, destination, port, address, command, clientHeader } = fields;
  const shown = address.trim().replace(/\/$/, '');
  switch (kind) {
    case 'cloudflare':
      return { kind };
    case 'tailscale':
      return { kind, reach };
    case 'ssh':
      return { kind, destination: destination.trim(), port: numberOf(port), address: shown || null };
    case 'command':
      return { kind, command: wordsOf(command), address: shown || null };
    case 'proxy':
      return { kind, address: shown, port: numberOf(port), client_header: clientHeader || null, ...farProxy(fields) };
  }
}

function farProxy({ proxyAt, host, trusted, userHeader }: WayFields): object {
  return proxyAt === 'here' ? {} : { host, trusted: listOf(trusted), user_header: userHeader.trim() || null };
}

function listOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((each) => each !== '');
}

/** NaN for text that is no whole number. */
function numberOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}
