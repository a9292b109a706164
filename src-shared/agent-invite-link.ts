// The link of an agent's invite, the text to paste into the agent, and whether the invite can still be used.
import type { AgentInvite, AgentInviteState } from './agent-invites.ts';
import { readShortCode } from './short-code.ts';

/** The page of an invite is below it. Programs get it as Markdown, and browsers are sent to the app. */
export const AGENT_INVITE_PATH = '/agent/';

/** In the fragment of the app's join page, before the code of an agent's invite. */
export const AGENT_CODE_MARK = 'agent-';

type Progress = Pick<AgentInvite, 'state' | 'expires_at'>;

/** Whether the code can still be redeemed, or the agent still gets its key. */
export function isPending({ state, expires_at }: Progress, now: number): boolean {
  return isUnderWay(state) && expires_at > now;
}

export function isExpired({ state, expires_at }: Progress, now: number): boolean {
  return isUnderWay(state) && expires_at <= now;
}

function isUnderWay(state: AgentInviteState): boolean {
  return state === 'open' || state === 'waiting' || state === 'approved';
}

export function isAgentInvitePath(path: string): boolean {
  return path.startsWith(AGENT_INVITE_PATH) && readShortCode(path.slice(AGENT_INVITE_PATH.length)) !== null;
}

export function agentInviteLink(origin: string, code: string): string {
  return `${origin}${AGENT_INVITE_PATH}${code}`;
}

/** The text to paste into an agent. */
export function agentInviteText({ name, link }: { name: string; link: string }): string {
  return `Join my Lanai chat as the agent "${name}". Get the instructions with this command, and follow them:

curl -sS ${link}

Without curl, fetch the address with the header "Accept: text/markdown". The link works once, for 10 minutes.`;
}
