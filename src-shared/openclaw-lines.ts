// How an agent of OpenClaw is connected.
import { AGENT_INVITE_PATH } from './agent-invite-link.ts';

/** Where each home serves the channel plugin of OpenClaw, as a package. */
export const OPENCLAW_PLUGIN_PATH = '/lanai-openclaw.tgz';

/**
 * The lines that connect an agent of OpenClaw, without questions: the next line that is pasted would answer them. OpenClaw installs
 * packages from files, and not from addresses.
 */
export function openClawLines(link: string): string {
  const [origin = ''] = link.split(AGENT_INVITE_PATH);
  return [
    `curl -fsSO ${origin}${OPENCLAW_PLUGIN_PATH}`,
    `openclaw plugins install .${OPENCLAW_PLUGIN_PATH} --force --accept-capabilities`,
    `openclaw channels add lanai --code "${link.replace(AGENT_INVITE_PATH, '#')}"`,
  ].join('\n');
}
