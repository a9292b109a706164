export const playerWords = {
  play: (name: string) => `Play ${name}`,
  pause: (name: string) => `Pause ${name}`,
  position: 'Position',
  speed: (times: string) => `Speed: ${times} times`,
  times: (times: string) => `${times}×`,
};
