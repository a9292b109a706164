// HTTPS at the addresses of the owner's network.
import type { CertificateWay } from '../../../src-shared/entrances.ts';

const ways: Record<CertificateWay['kind'], { label: string; text: string }> = {
  off: { label: 'Off', text: 'Everyone on the network can read and change what passes.' },
  own: { label: "Lanai's own certificate", text: 'For your own devices. Each has to trust it once, by hand.' },
  files: { label: 'Certificate files', text: 'For everyone. It needs a domain and a certificate from a public authority.' },
};

export const certificateWords = {
  title: 'HTTPS in your network',
  lead: 'It encrypts what passes. Browsers then also install the app, notify, and record voice messages.',
  kind: 'Certificate',
  ways,
  onlyAtHome: "Only the owner can name files, in the app on the server's own computer.",
  shareFirst: 'Share this Lanai on your Wi-Fi or cable first.',
  filesInUse: 'Files are in use. Their paths are not shown. Enter both to use others.',
  file: 'Certificate file',
  fileHint: 'The whole path on this computer: PEM, with the certificates of its chain.',
  key: 'Key file',
  keyHint: 'PEM, without a passphrase.',
  use: 'Use these files',
  addresses: 'Addresses with HTTPS',
  copy: 'Copy',
  /** For a screen reader. */
  copyOf: (address: string) => `Copy ${address}`,
  whoOwn:
    "Use them on your own devices. Invites have the address without HTTPS first: a friend's phone shows a warning until it trusts the certificate.",
  whoFiles: 'Invites have these addresses first.',
  trust: 'Let a device trust it',
  trustText: 'Open this page on the device. It has the steps, and checks whether they worked.',
  trustCode: 'Code for the page to trust this Lanai',
  copyTrust: 'Copy link',
  fingerprintOwn: 'Fingerprint of the authority (SHA-256)',
  fingerprintFiles: 'Fingerprint of the certificate (SHA-256)',
  compare: 'The device must show the same before it trusts.',
  /** `when`: a date. */
  validOwn: (when: string) => `Valid until ${when}. Its certificates are renewed by themselves.`,
  validFiles: (when: string) => `Valid until ${when}. New files are read by themselves.`,
};
