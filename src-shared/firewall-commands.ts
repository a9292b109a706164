import type { Firewall } from './entrances.ts';

const MDNS_PORT = 5_353;

/** The commands that let other devices reach the port, and hear the name. Empty where a setting does it, or where none is known. */
export function firewallCommands(firewall: Firewall, port: number): string[] {
  switch (firewall) {
    case 'ufw':
      return [`sudo ufw allow ${port}/tcp`, `sudo ufw allow ${MDNS_PORT}/udp`];
    case 'firewalld':
      return [`sudo firewall-cmd --permanent --add-port=${port}/tcp --add-service=mdns`, 'sudo firewall-cmd --reload'];
    case 'windows':
      return [`netsh advfirewall firewall add rule name="Lanai" dir=in action=allow protocol=TCP localport=${port} profile=private`];
    case 'macos':
    case 'unknown':
      return [];
  }
}
