// How fast recordings are played on this device.

const KEY = 'lanai.speed';
const SPEEDS = [1, 1.5, 2] as const;

export type Speed = (typeof SPEEDS)[number];

export function nextSpeed(speed: Speed): Speed {
  return SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
}

export function savedSpeed(storage: Storage): Speed {
  const saved = Number(storage.getItem(KEY));
  return SPEEDS.find((speed) => speed === saved) ?? 1;
}

export function saveSpeed(storage: Storage, speed: Speed): void {
  storage.setItem(KEY, String(speed));
}
