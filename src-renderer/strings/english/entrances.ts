// The ways by which people elsewhere reach the server.
import type { OutsideKind } from '../../../src-shared/entrances.ts';

const names: Record<OutsideKind, string> = {
  tailscale: 'Tailscale',
  cloudflare: 'Cloudflare tunnel',
  ssh: 'A server of yours, by ssh',
  proxy: 'Your own reverse proxy',
  command: 'Any other program',
};

const texts: Record<OutsideKind, string> = {
  tailscale: 'For the devices of your tailnet, or for everyone with an invite. It needs Tailscale on this computer.',
  cloudflare: 'A new address on the internet, without an account. It needs the program cloudflared on this computer.',
  ssh: 'A port of another server leads here. It uses the keys of your own ssh.',
  proxy: 'For a web server of yours, such as Caddy or nginx, that forwards to this computer.',
  command: 'A tunnel program that Lanai starts with the app and watches.',
};

export const entrancesWords = {
  title: 'From anywhere else',
  lead: 'Friends outside of your network reach this Lanai through one of these. Each still needs an invite to get in.',
  names,
  texts,
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  change: 'Change',
  /** For a screen reader: which one a button is about. */
  buttonOf: (button: string, name: string) => `${button}: ${name}`,
  more: 'More ways',
  fewer: 'Fewer ways',
  starting: 'Starting …',
  copyAddress: 'Copy address',
  neverReached: 'No device has come in this way yet. Open the address on a phone to try it.',
  /** `when`: "3 min ago". */
  reached: (when: string) => `A device last came in this way ${when}.`,
  onlyAtHome:
    "Only the owner can turn this on, in the app on the server's own computer. It runs a program with the rights of that account.",
  onlyAtHomeNames: "Only the owner can turn this on, in the app on the server's own computer. It names the people who come this way.",
  readsTailnet: 'Encrypted up to this computer. Tailscale passes it on and cannot read it.',
  readsCloudflare: 'Encrypted up to Cloudflare, and from there to this computer. Cloudflare can read everything that passes.',
  readsServer: 'Encrypted for browsers up to the server with this address. That server can read everything that passes.',
  readsFarProxy:
    'Encrypted for browsers up to your proxy, which can read everything. From there to this computer it is not encrypted: your network can read it too.',
  readsNobody: 'Not encrypted for browsers: everyone on the way can read and change what passes.',
  elsewhere: 'From anywhere else …',
  form: {
    reach: 'Who can reach it',
    tailnet: 'Your tailnet',
    tailnetText: 'Devices that are signed in to it',
    internet: 'The internet',
    internetText: 'Everyone with the address (Funnel)',
    destination: 'Server',
    destinationHint: 'As you type it after ssh: user@host',
    remotePort: 'Port on that server',
    address: 'Address for browsers',
    addressHint: 'For example https://chat.example.org',
    foundAddress: 'Address for browsers, if you know it',
    foundAddressHint: 'Leave it empty for a service that prints the address.',
    command: 'Command',
    commandHint: '{port} stands for the port to which it forwards. Put each argument with spaces between double quotes.',
    commandAgain: 'Type it again: its arguments are not shown. {port} stands for the port to which it forwards.',
    proxyAt: 'Where the proxy runs',
    proxyHere: 'On this computer',
    proxyHereText: 'Other devices cannot reach the port.',
    proxyElsewhere: 'On another computer',
    proxyElsewhereText: 'It alone can connect to the port.',
    host: 'Address of this computer',
    choose: 'Choose …',
    noHost: 'Choose the address to which the proxy forwards.',
    trusted: 'Addresses of the proxy',
    trustedHint: 'Such as 192.168.1.2 or 192.168.1.0/24. Connections from anywhere else are cut.',
    noTrusted: 'Name the addresses of the proxy.',
    localPort: 'Port on this computer',
    localPortHint: 'Your proxy forwards to 127.0.0.1 and this port. It must pass on Host as it is, and WebSockets.',
    farPortHint:
      'Your proxy forwards to the address above and this port. It must pass on Host as it is, and WebSockets. This way is not encrypted.',
    clientHeader: 'Header with the client’s address',
    userHeader: 'Header with the account of the person, if there is one',
    userHeaderHint:
      'Such as Remote-User. A friend who joined with an invite can then sign in on other devices with the same account. Your proxy must delete this header from what clients send.',
    noHeader: 'None',
    notAPort: 'A port is a number from 1 to 65535.',
    save: 'Turn on',
  },
};
