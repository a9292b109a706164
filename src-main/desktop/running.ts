// The desktop as a server: open at login, keep running without a window, keep the computer awake. The first is the system's own
// state; the other two are kept in a file.
import * as z from 'zod/mini';
import type { RunningChange, RunningState, RunningSwitch } from '../../src-shared/bridge.ts';
import { RunningFailure, type LoginItem } from './login-item.ts';
import { readSettings, writeSettings } from './settings-file.ts';

const Kept = z.object({ outlives_window: z.boolean(), stays_awake: z.boolean() });
type Kept = z.infer<typeof Kept>;
const FIRST: Kept = { outlives_window: true, stays_awake: false };

interface RunningOptions {
  file: string;
  login: LoginItem;
  /** Without a tray icon a hidden window could not be brought back. */
  hasTray: boolean;
  onStaysAwake(isWanted: boolean): void;
}

export interface Running {
  /** After the changes that are under way. */
  state(): Promise<RunningState>;
  /** The state afterwards, with the reason when it is not the wanted one. */
  change(name: RunningSwitch, isOn: boolean): Promise<RunningChange>;
  /** Whether a closed window is only hidden. */
  outlivesWindow(): boolean;
}

export async function openRunning({ file, login, hasTray, onStaysAwake }: RunningOptions): Promise<Running> {
  let kept = (await readSettings(file, (content) => Kept.parse({ ...FIRST, ...Object(content) }))) ?? FIRST;
  let changing: Promise<unknown> = Promise.resolve();
  onStaysAwake(kept.stays_awake);

  function state(): RunningState {
    return { ...kept, opens_at_login: login.isOn(), outlives_window: hasTray ? kept.outlives_window : null };
  }

  async function keep(next: Kept): Promise<void> {
    try {
      await writeSettings(file, next);
    } catch (error) {
      throw new RunningFailure('not_written', file, error);
    }
    kept = next;
    onStaysAwake(kept.stays_awake);
  }

  async function apply(name: RunningSwitch, isOn: boolean): Promise<RunningChange> {
    try {
      // The page shows no switch where the state is null.
      if (state()[name] === null) return { state: state(), problem: null };
      if (name === 'opens_at_login') login.set(isOn);
      else await keep({ ...kept, [name]: isOn });
      return { state: state(), problem: null };
    } catch (error) {
      if (!(error instanceof RunningFailure)) throw error;
      console.warn('A switch of the settings could not be changed:', error);
      return { state: state(), problem: error.problem };
    }
  }

  return {
    state: () => changing.then(state),
    change(name, isOn) {
      // One after the other, so that the last choice is what holds.
      const change = changing.then(() => apply(name, isOn));
      changing = change.catch(() => undefined);
      return change;
    },
    outlivesWindow: () => hasTray && kept.outlives_window,
  };
}
