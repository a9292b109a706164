// The few exports of OpenClaw's SDK that the plugin imports. OpenClaw resolves them when it loads the plugin.

declare module 'openclaw/plugin-sdk/channel-core' {
  export function defineChannelPluginEntry(entry: {
    id: string;
    name: string;
    description: string;
    plugin: object;
    setRuntime?(runtime: { state: { resolveStateDir(environment: NodeJS.ProcessEnv): string } }): void;
  }): object;
  export function defineSetupPluginEntry(plugin: object): object;
}

declare module 'openclaw/plugin-sdk/channel-setup' {
  export function defineChannelSetupContract(contract: { fields: object; adapter: object }): object;
}

declare module 'openclaw/plugin-sdk/outbound-media' {
  export function loadOutboundMediaFromUrl(
    url: string,
    options: { maxBytes: number },
  ): Promise<{ buffer: Uint8Array; fileName?: string; contentType?: string }>;
}

declare module 'openclaw/plugin-sdk/media-local-roots' {
  export function getAgentScopedMediaLocalRoots(cfg: object, agentId: string): readonly string[];
}
