export const welcomeWords = {
  title: 'Welcome to your Lanai',
  lead: 'Rooms for you, your friends and your agents. It all stays on this computer.',
  yourName: 'Your name',
  nameMissing: 'Enter the name that friends and agents will see.',
  homeName: 'Name of this home',
  homeNameMissing: 'Enter a name. You can change it later.',
  /** The suffix of the default name: "Maya’s Lanai". */
  homeNameEnding: '’s Lanai',
  open: 'Get started',
  onlyYou: 'Only you can reach it until you share it.',
};
