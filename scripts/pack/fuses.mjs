// The permissions of the packaged Electron, burnt into its binary: settings that no argument or variable can change afterwards.
import { FuseV1Options as Fuse } from '@electron/fuses';

/** @type {Record<import('@electron/fuses').FuseV1Options, boolean>} */
export const FUSES = {
  // The gateway runs in a utilityProcess, so the app need not be usable as a Node binary.
  [Fuse.RunAsNode]: false,
  // The session cookie on disk is encrypted with the system's key chain. One way: it cannot be read without it later.
  [Fuse.EnableCookieEncryption]: true,
  // No environment variable or option can put code or a debugger into the app.
  [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
  [Fuse.EnableNodeCliInspectArguments]: false,
  // The archive is checked against the hash in the binary (macOS and Windows), and nothing else is run.
  [Fuse.EnableEmbeddedAsarIntegrityValidation]: true,
  [Fuse.OnlyLoadAppFromAsar]: true,
  [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
  // No page is loaded from file://.
  [Fuse.GrantFileProtocolExtraPrivileges]: false,
  // A bounds check that V8 does with signals instead of instructions; off would only cost time.
  [Fuse.WasmTrapHandlers]: true,
};
