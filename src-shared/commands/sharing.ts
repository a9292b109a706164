import * as z from 'zod/mini';
import { AgentListeners } from '../agent-listeners.ts';
import { EntranceWay } from '../entrance-way.ts';
import { CertificateWay, OutsideKind } from '../entrances.ts';
import { Sharing } from '../objects.ts';
import { nothing } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SHARING_COMMANDS = {
  get_sharing: {
    title: 'Show sharing',
    summary: 'Get the addresses at which the home can be reached.',
    right: 'admin',
    request: nothing,
    reply: Sharing,
    http: 'GET /api/sharing',
    readOnly: true,
  },
  set_sharing: {
    title: 'Set sharing',
    summary: 'Listen on these addresses of this machine. An empty list stops sharing.',
    right: 'admin',
    request: z.object({ addresses: z.array(z.string()).check(z.maxLength(16)) }),
    reply: Sharing,
    http: 'PUT /api/sharing',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['addresses'] },
  },
  set_certificate: {
    title: 'Set certificate',
    summary:
      "Answer by HTTPS too at the shared addresses, with a certificate of the server's own authority or with files of the owner; or stop it. Only the owner, in the app on the server's own computer, names files.",
    right: 'admin',
    request: z.object({ certificate: CertificateWay }),
    reply: Sharing,
    http: 'PUT /api/sharing/certificate',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['certificate'] },
  },
  open_entrance: {
    title: 'Open entrance',
    summary:
      "Let clients in from outside, through a tunnel or a proxy. It stays open until it is closed, also after a restart. The reply comes before its address works: see `entrances`. Only the owner, in the app on the server's own computer, opens those that run a program of the owner's choice (`ssh`, `command`), and a proxy that names people (`user_header`).",
    right: 'admin',
    request: z.object({ way: EntranceWay }),
    reply: Sharing,
    http: 'PUT /api/sharing/entrances',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['way'] },
  },
  reopen_entrance: {
    title: 'Open entrance again',
    summary: 'Open an entrance from outside as it was set up before. The same rights as for `open_entrance` are needed.',
    right: 'admin',
    request: z.object({ kind: OutsideKind }),
    reply: Sharing,
    http: 'PUT /api/sharing/entrances/:kind',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['kind'] },
  },
  close_entrance: {
    title: 'Close entrance',
    summary: 'Close an entrance from outside. Its program ends, and so does every connection that came by it. It stays set up.',
    right: 'admin',
    request: z.object({ kind: OutsideKind }),
    reply: Sharing,
    http: 'DELETE /api/sharing/entrances/:kind',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['kind'] },
  },
  get_clawchat: {
    title: 'Show ClawChat access',
    summary: 'Get whether programs for ClawChat find this home.',
    right: 'admin',
    request: nothing,
    reply: AgentListeners,
    http: 'GET /api/clawchat',
    readOnly: true,
  },
  set_clawchat: {
    title: 'Set ClawChat access',
    summary:
      "Listen on ClawChat's own port and socket, and put the agent key of this home where its programs look for a key; or stop both.",
    right: 'admin',
    request: z.object({ is_on: z.boolean() }),
    reply: AgentListeners,
    http: 'PUT /api/clawchat',
    readOnly: false,
    audit: { topic: 'sharing', facts: ['is_on'] },
  },
} as const satisfies Record<string, CommandRow>;
