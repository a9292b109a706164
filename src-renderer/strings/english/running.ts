/** The desktop as a server: the switches that keep the home running. */
export const runningWords = {
  title: 'Keep the home running',
  lead: 'Guests and agents can connect only while Lanai runs here and the computer is awake.',
  login: 'Open Lanai when I log in',
  loginTray: 'After each login the home runs in the tray, without a window, and guests and agents can connect.',
  loginNoTray: 'After each login the home runs in a minimized window, and guests and agents can connect.',
  window: 'Keep running when the window is closed',
  windowOn: 'Closing the window leaves the home running in the tray; Quit in the tray ends it.',
  windowOff: 'Closing the window quits Lanai and disconnects guests and agents.',
  windowNever: 'This desktop shows no tray icons, so closing the window always quits Lanai and disconnects guests and agents.',
  awake: 'Keep this computer awake while the home is shared',
  awakeText: 'While other devices can reach the home, the computer does not fall asleep by itself and uses more power.',
  problems: {
    not_written: (path: string) => `Lanai cannot change ${path}. Check that you may write to its folder and that the disk is not full.`,
    not_ours: (path: string) => `Another program made ${path}. Move or delete that file, then try again.`,
    bad_program_path: (path: string) =>
      `The system cannot open ${path} at login because of the = in its path. Move Lanai to another folder.`,
    refused_by_system: (path: string) => `The system did not accept the change. Look for ${path} in the system’s settings for login items.`,
  },
};
