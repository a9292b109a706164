// The page on which a device learns to trust the server's own certificate authority.
import type { ReactNode } from 'react';

export type TrustSystem = 'ios' | 'android' | 'windows' | 'macos' | 'linux' | 'firefox';

const systems: Record<TrustSystem, string> = {
  ios: 'iPhone or iPad',
  android: 'Android',
  windows: 'Windows',
  macos: 'Mac',
  linux: 'Linux: Chromium, Chrome',
  firefox: 'Firefox',
};

const steps: Record<TrustSystem, () => ReactNode> = {
  ios: () => (
    <>
      <li>Open this page in Safari. Other apps cannot install certificates.</li>
      <li>
        Tap <b>Download certificate</b>, then <b>Allow</b>.
      </li>
      <li>
        Open <b>Settings</b>. Tap <b>Profile Downloaded</b>, then <b>Install</b>, and enter your passcode.
      </li>
      <li>
        One more step: <b>Settings</b>, <b>General</b>, <b>About</b>, <b>Certificate Trust Settings</b>. Turn on the switch of Lanai.
        Without it nothing changes.
      </li>
    </>
  ),
  android: () => (
    <>
      <li>
        Tap <b>Download certificate</b>.
      </li>
      <li>
        Open <b>Settings</b> and search for <b>CA certificate</b>. It is under <b>Security</b>, <b>Encryption &amp; credentials</b>,{' '}
        <b>Install a certificate</b>. A screen lock is needed.
      </li>
      <li>
        Accept the warning, and choose <b>lanai.crt</b>. Android says from then on that the network may be monitored: it means this
        certificate.
      </li>
      <li>Use Chrome. Firefox on Android does not use these certificates.</li>
    </>
  ),
  windows: () => (
    <>
      <li>
        Download the certificate and open it. Choose <b>Install Certificate</b>, <b>Current User</b>.
      </li>
      <li>
        Choose <b>Place all certificates in the following store</b>, <b>Browse</b>, <b>Trusted Root Certification Authorities</b>.
      </li>
      <li>
        Answer <b>Yes</b> to the question, and start the browser again. Chrome, Edge and Firefox use it.
      </li>
    </>
  ),
  macos: () => (
    <>
      <li>Download the certificate and open it. Keychain Access adds it.</li>
      <li>
        In Keychain Access, open the certificate of Lanai, then <b>Trust</b>. Choose <b>Always Trust</b> for SSL.
      </li>
      <li>Close the window, enter your password, and start the browser again.</li>
    </>
  ),
  linux: () => (
    <>
      <li>
        Download the certificate, and run this in its folder: <code>certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Lanai -i lanai.crt</code>
      </li>
      <li>
        The program certutil is in the package <code>libnss3-tools</code> or <code>nss-tools</code>.
      </li>
      <li>Start the browser again.</li>
    </>
  ),
  firefox: () => (
    <>
      <li>
        Download the certificate. Firefox asks at once: choose <b>Trust this CA to identify websites</b>.
      </li>
      <li>
        If it only saves <b>lanai.crt</b>, open <b>Settings</b>, <b>Privacy &amp; Security</b>, <b>View Certificates</b>, <b>Authorities</b>
        , <b>Import</b>.
      </li>
    </>
  ),
};

export const trustWords = {
  title: 'Trust this Lanai',
  lead: 'Then this device opens it with HTTPS: encrypted, with notifications, and as an app.',
  loading: 'Loading the certificate',
  nothing: 'There is nothing to trust',
  nothingText: 'This Lanai has no certificate authority of its own now.',
  goOn: 'Open Lanai',
  checking: 'Checking whether this device trusts it …',
  untrusted: 'This device does not trust it yet.',
  trusted: 'This device trusts it.',
  noSocket: 'The page opened, but this browser does not trust the certificate, so that Lanai does not work here. Do the steps below.',
  checkAgain: 'Check again',
  open: 'Open with HTTPS',
  signInOnce: 'Sign in there once: make a code on a device that is signed in, in Settings, You.',
  compareTitle: 'Compare the fingerprint',
  compare: 'It must be the same as in Settings, Sharing on a device that is signed in.',
  same: 'It is the same as in the code that you scanned.',
  different: 'It is not the same as in the code that you scanned. Do not install it: another device may answer in the place of Lanai.',
  installTitle: 'Install it',
  download: 'Download certificate',
  system: 'This device',
  systems,
  steps,
  meansTitle: 'What this allows',
  means:
    'The certificate counts for private addresses, and for names that end in .local, .home.arpa or localhost. Browsers refuse it for all other sites, so it cannot be used to impersonate your bank. Remove it in the same place when you do not need it any more.',
};
