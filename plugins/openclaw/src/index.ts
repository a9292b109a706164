import { defineChannelPluginEntry } from 'openclaw/plugin-sdk/channel-core';
import { channel, setStateFolder } from './openclaw.ts';

export default defineChannelPluginEntry({
  id: 'lanai',
  name: 'Lanai',
  description: 'Lanai as a channel: rooms, direct messages, files and typing.',
  plugin: channel,
  setRuntime: ({ state }) => setStateFolder(() => state.resolveStateDir(process.env)),
});
