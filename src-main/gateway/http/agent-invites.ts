// An agent comes in by its invite: the page of the link, and the redemption.
import { AGENT_CODE_MARK } from '../../../src-shared/agent-invite-link.ts';
import type { AGENT_INVITE_ENDPOINTS } from '../../../src-shared/endpoints/agent-invites.ts';
import { collectAgentKey, previewAgentInvite, redeemAgentInvite } from '../domain/agent-invites/onboarding.ts';
import { onboardingPage } from '../domain/agent-invites/onboarding-page.ts';
import type { HttpDeps } from './app.ts';
import type { Endpoints } from './endpoints.ts';
import { invitePage } from './invite-page.ts';
import { originOfRequest } from './origin.ts';

export function agentInviteEndpoints({ core }: HttpDeps): Pick<Endpoints, keyof typeof AGENT_INVITE_ENDPOINTS> {
  return {
    agent_invite_page({ c, request: { code } }) {
      return invitePage(c, `${AGENT_CODE_MARK}${encodeURIComponent(code)}`, (origin) =>
        onboardingPage({ ...previewAgentInvite(core, code), code, origin }),
      );
    },
    preview_agent_invite: ({ request: { code } }) => ({ reply: previewAgentInvite(core, code) }),
    redeem_agent_invite: async ({ c, request: { code } }) => ({ reply: await redeemAgentInvite(core, code, originOfRequest(c)) }),
    collect_agent_key: async ({ request: { claim } }) => ({ reply: await collectAgentKey(core, claim) }),
  };
}
