// A client whose connection runs through a proxy. The server proves its own address, so a program in between cannot do this to a
// client of the package: here the socket says the address of the server, as if the network itself were cut.
import { WebSocket as Socket } from 'ws';
import { Client, type ConnectOptions } from '../src/client.ts';
import { nodePlatform } from '../src/node/node-platform.ts';
import type { Platform } from '../src/platform.ts';
import { addressIn, listenTo } from '../src/socket.ts';
import type { Proxy } from './proxy.ts';

export function connectThrough(proxy: Pick<Proxy, 'url'>, options: ConnectOptions): Promise<Client> {
  const { host } = new URL(options.url);
  const platform: Platform = {
    ...nodePlatform,
    openSocket(url, cookie, listener) {
      const headers = { host, ...(cookie !== undefined && { cookie }) };
      const socket = new Socket(`${proxy.url.replace('http:', 'ws:')}/ws`, { headers });
      return { ...listenTo(socket as unknown as WebSocket, listener), at: () => addressIn(url) };
    },
  };
  return Client.connect(options, platform);
}
