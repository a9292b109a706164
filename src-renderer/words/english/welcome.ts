export const welcomeWords = {
  title: 'Welcome to your Lanai',
  lead: 'Rooms for you, your friends and your agents. It all stays on this computer.',
  yourName: 'Your name',
  nameMissing: 'Write the name your friends and agents should see.',
  homeName: 'What should this place be called?',
  homeNameMissing: 'Give this place a name. You can change it later.',
  /** What comes behind the owner's name until they say otherwise: "Maya’s Lanai". */
  homeNameEnding: '’s Lanai',
  open: 'Open the door',
  onlyYou: 'Only you can reach it until you share it.',
};
