// The server's own certificate authority, and the certificates that it issues. This file and its library are loaded when the owner turns
// the authority on.
import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, id_ce_nameConstraints, NameConstraints } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { KeyPair } from './key-pair.ts';
import { NO_HOST, PERMITTED_NAMES, PERMITTED_RANGES } from './permitted.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3_650;
/** Apple refuses certificates that are valid for more than 825 days, and browsers those of public authorities for more than 398. */
const LEAF_DAYS = 397;
const SERIAL_BYTES = 16;
/** For devices whose clock is slow. */
const LEAF_BACKDATED_MS = DAY_MS;
/** For the clock of this computer too: one that was fast when the authority was made may be set right. */
const AUTHORITY_BACKDATED_MS = 730 * DAY_MS;

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

type Engine = NonNullable<Parameters<typeof x509.X509CertificateGenerator.create>[1]>;
type Keys = x509.X509CertificateCreateSelfSignedParams['keys'];

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library has the types of browsers, which know fewer uses of keys
const engine = webcrypto as unknown as Engine;
const { subtle } = engine;

/** Creates an authority. The name in its certificate is random: it distinguishes two servers and reveals nothing about them. */
export async function createAuthority(now: number): Promise<KeyPair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerial(),
      name: [{ CN: [`Lanai ${randomBytes(2).toString('hex').toUpperCase()}`] }, { O: ['Lanai: certificates of one server'] }],
      notBefore: new Date(now - AUTHORITY_BACKDATED_MS),
      notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
      keys,
      signingAlgorithm: ECDSA,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        // Readers that pass the uses of an authority on to its certificates accept none for mail, programs or clients.
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], false),
        new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints())),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    engine,
  );
  return pairOf(certificate, keys);
}

/** A certificate for these names and addresses. It does not outlive its authority. */
export async function issueLeaf(authority: KeyPair, hosts: readonly string[], now: number): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.cert);
  const der = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' });
  const signingKey = await subtle.importKey('pkcs8', new Uint8Array(der), ECDSA, false, ['sign']);
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerial(),
      // No host name: some readers fall back to the common name when no alternative name matches.
      subject: [{ CN: ['Lanai server'] }],
      issuer: issuer.subjectName,
      notBefore: new Date(Math.max(now - LEAF_BACKDATED_MS, issuer.notBefore.getTime())),
      notAfter: new Date(Math.min(now + LEAF_DAYS * DAY_MS, issuer.notAfter.getTime())),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ECDSA,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth], false),
        new x509.SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(issuer),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    engine,
  );
  return pairOf(certificate, keys);
}

function constraints(): NameConstraints {
  const permitted = [
    ...PERMITTED_NAMES.map((dNSName) => new GeneralName({ dNSName })),
    ...PERMITTED_RANGES.map((iPAddress) => new GeneralName({ iPAddress })),
    new GeneralName({ rfc822Name: NO_HOST }),
    new GeneralName({ uniformResourceIdentifier: NO_HOST }),
  ];
  return new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted.map((base) => new GeneralSubtree({ base }))) });
}

function newKeys(): Promise<Keys> {
  return subtle.generateKey(ECDSA, true, ['sign', 'verify']);
}

/** Positive, and not zero at its start: some readers refuse other serial numbers. */
function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function pairOf(certificate: x509.X509Certificate, { privateKey }: Keys): Promise<KeyPair> {
  const der = Buffer.from(await subtle.exportKey('pkcs8', privateKey));
  return {
    cert: new X509Certificate(Buffer.from(certificate.rawData)).toString(),
    key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
