// The account that the proxy of an entrance names for a request, at the entrance where nothing else can name one.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const Account = z.object({
  by: described('Tailscale, or a reverse proxy of the owner.', z.enum(['tailscale', 'proxy'])),
  login: described('As it is called there.', z.string()),
});
export type Account = z.infer<typeof Account>;
