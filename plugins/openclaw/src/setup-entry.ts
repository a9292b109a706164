import { defineSetupPluginEntry } from 'openclaw/plugin-sdk/channel-core';
import { channel } from './openclaw.ts';

export default defineSetupPluginEntry(channel);
