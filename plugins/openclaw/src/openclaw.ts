// The parts of OpenClaw's SDK that the channel uses. Only this file and the two entries import it.
import { homedir } from 'node:os';
import path from 'node:path';
import { defineChannelSetupContract } from 'openclaw/plugin-sdk/channel-setup';
import { createChannel, SETUP_FIELDS, setupAdapter } from './channel.ts';

let stateFolder = (): string => process.env.OPENCLAW_STATE_DIR ?? path.join(homedir(), '.openclaw');

/** OpenClaw says where it keeps things when it loads the plugin. */
export function setStateFolder(resolve: () => string): void {
  stateFolder = resolve;
}

export const channel = createChannel(
  {
    // Only when a file is sent: it loads much.
    loadMedia: async (url, options) => (await import('openclaw/plugin-sdk/outbound-media')).loadOutboundMediaFromUrl(url, options),
    mediaRootsOf: async (cfg, agentId) =>
      (await import('openclaw/plugin-sdk/media-local-roots')).getAgentScopedMediaLocalRoots(cfg, agentId),
    stateFolder: () => stateFolder(),
  },
  defineChannelSetupContract({ fields: SETUP_FIELDS, adapter: setupAdapter }),
);
