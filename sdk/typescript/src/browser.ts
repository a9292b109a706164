import { browserPlatform } from './browser-platform.ts';
import { Client, type ConnectOptions } from './client.ts';
import type { Session } from './credentials.ts';
import { signIn as signInOn, type SignInOptions } from './sign-in.ts';

export * from './exports.ts';

/** Rejects with LanaiError when the server refuses, and when it does not answer in time. */
export function connect(options: ConnectOptions): Promise<Client> {
  return Client.connect(options, browserPlatform);
}

/** The session of a person, for `connect`. The code is used up by it. */
export function signIn(options: SignInOptions): Promise<Session> {
  return signInOn(options, browserPlatform);
}
