// How an entrance is made, checked as a client sends it and as it is stored.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { originOf, PORT_MAX } from './entrances.ts';

const ORIGIN_CHARS_MAX = 300;
const ADDRESS_CHARS_MAX = 50;
const TRUSTED_MAX = 32;
const ARGUMENTS_MAX = 64;
const ARGUMENT_CHARS_MAX = 1_000;

export const Origin = z.string().check(
  z.maxLength(ORIGIN_CHARS_MAX),
  z.superRefine((text, context) => {
    if (originOf(text) === null)
      context.addIssue({ code: 'custom', message: 'An address has the form https://host or http://host:port, and nothing after it.' });
  }),
  z.overwrite((text) => originOf(text) ?? text),
);

/** user@host or host. It cannot begin with a hyphen, which would be an option of ssh. */
const Destination = z
  .string()
  .check(z.maxLength(ORIGIN_CHARS_MAX), z.regex(/^(?:[\w.][\w.-]*@)?[\w.:[\]][\w.:[\]-]*$/, 'A destination has the form user@host.'));

const Argument = z.string().check(z.minLength(1), z.maxLength(ARGUMENT_CHARS_MAX));
const ShortText = z.string().check(z.maxLength(ADDRESS_CHARS_MAX));

const Port = z.int().check(z.minimum(1), z.maximum(PORT_MAX));
const Command = z.array(Argument).check(z.minLength(1), z.maxLength(ARGUMENTS_MAX));

const foundAddress = described('The address for browsers. Null: the first address with https that the program prints.', z.nullable(Origin));

/** How an entrance is made. */
export const EntranceWay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cloudflare') }),
  z.object({
    kind: z.literal('tailscale'),
    reach: described('The devices of the tailnet, or everyone on the internet (Funnel).', z.enum(['tailnet', 'internet'])),
  }),
  z.object({
    kind: z.literal('ssh'),
    destination: described('The server, as ssh takes it: user@host.', Destination),
    port: described('The port on which that server listens for this one.', Port),
    address: foundAddress,
  }),
  z.object({
    kind: z.literal('command'),
    command: described('A program and its arguments. `{port}` stands for the port on this computer to which it forwards.', Command),
    address: foundAddress,
  }),
  z.object({
    kind: z.literal('proxy'),
    address: described('The address for browsers.', Origin),
    port: described('The port on this computer to which the proxy forwards.', Port),
    host: described(
      'The address of this computer to which a proxy on another computer forwards. Null: the proxy is on this computer.',
      z._default(z.nullable(ShortText), null),
    ),
    trusted: described(
      'The addresses of that proxy, or their networks (192.168.1.0/24). Connections from anywhere else are cut.',
      z._default(z.array(ShortText).check(z.maxLength(TRUSTED_MAX)), []),
    ),
    user_header: described(
      'The header in which a proxy on another computer names the account of the person, for the sign-in on further devices. It must delete this header from requests of clients. Null: none. Only the owner sets one.',
      z._default(z.nullable(ShortText), null),
    ),
    client_header: described(
      "The header in which the proxy names the client's IP address. Null: in none.",
      z.nullable(z.enum(['x-forwarded-for', 'cf-connecting-ip'])),
    ),
  }),
]);
