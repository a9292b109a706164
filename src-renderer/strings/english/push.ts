/** Web Push, on the page of the settings. */
export const pushWords = {
  title: 'Push',
  on: 'Push to this device',
  text: 'Also while Lanai is closed. The push service of your browser sees when a push comes, and not its content.',
  insecure: 'Push works only on secure pages (https). Ask the owner of this home for an address by Tailscale or a tunnel.',
  homeScreen:
    'iPhones and iPads push to apps on the Home Screen only. In Safari, tap Share and “Add to Home Screen”. Open Lanai there, and sign in with the code from “Add a device” in Settings, You.',
  missing: 'This browser does not support push, or this is a private window.',
  refused: 'Your browser blocks notifications for this page. Allow them in the browser’s settings, then come back here.',
  ask: 'Your browser will ask for permission.',

  failedService:
    'The browser could not reach its push service. Some browsers have it turned off: in Brave, allow “Google services for push messaging”; in Firefox, check that no add-on or policy blocks push.',
  failedSilent: 'The push service of the browser does not answer. Check the internet connection, then try again.',

  shows: 'A push shows',
  showsName: 'Who wrote, and where',
  showsText: 'Also the beginning of the message',
  showsNothing: 'Only that there is a message',
  test: 'Send a test',
  delivered: (ago: string) => `Last push accepted ${ago}.`,
  never: 'No push was sent yet.',
  failed: (reason: string) => `The last push failed. ${reason}`,
  tested: (answer: string) => `${answer} The notification should appear in a moment.`,
  others: 'Your other devices with push',
  other: (device: string, state: string) => `${device}: ${state}`,

  install: 'Install Lanai',
  installText: 'Lanai gets an icon and a window of its own.',
};
