// A certificate for a web server of the tests at 127.0.0.3, and the switch by which a browser takes it for a good one.
import { createHash, X509Certificate } from 'node:crypto';

/** Made for these tests alone, and good for nothing else. */
export const CERTIFICATE = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNYVd0Hzm5y1/9c0S
sYg/APptfUoBjqjMhPTIZyIR+HmhRANCAAQqzpECM2tgZTT29lxW9hjponFiMU8b
7kCFdmHFdwVOsghsZZh3tU0PR/9fZ1VAhLXW0b5i2I9/3fa9WT1Xur7K
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBkjCCATigAwIBAgIUWyMFoTiEpbIIkiL3raVYfUJlWpswCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKTGFuYWkgdGVzdDAgFw0yNjEyMDExMDUyMDFaGA8yMTI2MTEw
NzEwNTIwMVowFTETMBEGA1UEAwwKTGFuYWkgdGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABCrOkQIza2BlNPb2XFb2GOmicWIxTxvuQIV2YcV3BU6yCGxlmHe1
TQ9H/19nVUCEtdbRvmLYj3/d9r1ZPVe6vsqjZDBiMB0GA1UdDgQWBBRfPnSRxoEV
Zfb9ebDRMt7i80wjajAfBgNVHSMEGDAWgBRfPnSRxoEVZfb9ebDRMt7i80wjajAP
BgNVHRMBAf8EBTADAQH/MA8GA1UdEQQIMAaHBH8AAAMwCgYIKoZIzj0EAwIDSAAw
RQIhAJiuvplbnVAfujSwfEFNBGlJ6NiEL5Ux83dDSZTU9zzDAiBGv0/djr9DfudL
u6xb5EpTparngByrHtkljYyoUZbDeg==
-----END CERTIFICATE-----
`,
};

export function trustSwitch(): string {
  const key = new X509Certificate(CERTIFICATE.cert).publicKey.export({ type: 'spki', format: 'der' });
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`;
}
