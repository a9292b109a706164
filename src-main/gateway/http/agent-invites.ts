// An agent comes in by its invite: the page of the link, and the redemption.
import { AGENT_CODE_MARK } from '../../../src-shared/agent-invite-link.ts';
import type { AGENT_INVITE_ENDPOINTS } from '../../../src-shared/endpoints/agent-invites.ts';
import { JOIN_PATH } from '../../../src-shared/http.ts';
import { addressText } from '../../../src-shared/key-proof.ts';
import { collectAgentKey, previewAgentInvite, redeemAgentInvite } from '../domain/agent-invites/onboarding.ts';
import { onboardingPage } from '../domain/agent-invites/onboarding-page.ts';
import type { HttpDeps } from './app.ts';
import type { Endpoints } from './endpoints.ts';
import type { HttpContext } from './env.ts';
import { originOfRequest } from './origin.ts';

export function agentInviteEndpoints({ core }: HttpDeps): Pick<Endpoints, keyof typeof AGENT_INVITE_ENDPOINTS> {
  return {
    agent_invite_page({ c, request: { code } }) {
      c.header('vary', 'accept');
      if (wantsApp(c)) return c.redirect(`${JOIN_PATH}#${AGENT_CODE_MARK}${encodeURIComponent(code)}`, 303);
      const text = onboardingPage({ ...previewAgentInvite(core, code), code, origin: originFor(c) });
      return c.body(text, 200, { 'content-type': 'text/markdown; charset=utf-8' });
    },
    preview_agent_invite: ({ request: { code } }) => ({ reply: previewAgentInvite(core, code) }),
    redeem_agent_invite: async ({ c, request: { code } }) => ({ reply: await redeemAgentInvite(core, code, originOfRequest(c)) }),
    collect_agent_key: async ({ request: { claim } }) => ({ reply: await collectAgentKey(core, claim) }),
  };
}

/** Browsers ask for text/html. A program that can read both says so by text/markdown. */
function wantsApp(c: HttpContext): boolean {
  const accept = (c.req.header('accept') ?? '').toLowerCase();
  return accept.includes('text/html') && !accept.includes('text/markdown');
}

/**
 * Where the agent connects. Without TLS it proves its key for the address of the connection, so that it has to be this address and no
 * name, which could lead to another program.
 */
function originFor(c: HttpContext): string {
  const { entrance, incoming } = c.env;
  const host = entrance.hostOf(incoming.headers);
  if (entrance.isSecure) return `https://${host}`;
  if (entrance.isProxied || isAddress(host)) return `http://${host}`;
  const { localAddress, localPort } = incoming.socket;
  const address = addressText(localAddress, localPort);
  const end = address.lastIndexOf(':');
  const ip = address.slice(0, end);
  return `http://${ip.includes(':') ? `[${ip}]` : ip}${address.slice(end)}`;
}

function isAddress(host: string): boolean {
  return /^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(host);
}
