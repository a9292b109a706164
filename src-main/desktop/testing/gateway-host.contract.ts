// The contract of the gateway's host, for every way to run the process. vitest runs it with child_process, and
// e2e/gateway-host.spec.ts runs it inside Electron with utilityProcess, so it uses the assertions of neither.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayState } from '../../../src-shared/bridge.ts';
import type { Ready } from '../../../src-shared/host.ts';
import { startGatewayHost, type GatewayHost } from '../gateway-host.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import type { SpawnGateway } from '../gateway-process.ts';
import { systemTimer } from '../system-timer.ts';

const PATIENCE_MS = 10_000;

interface Stage {
  spawn: SpawnGateway;
  /** A fresh folder for every case. */
  dataDir: string;
}

interface HostCase {
  name: string;
  run(stage: Stage): Promise<void>;
}

export const HOST_CONTRACT: readonly HostCase[] = [
  {
    name: 'starts, and says where it listens',
    run: (stage) =>
      withHost(stage, async ({ ready }) => {
        const page = await fetch((await ready(1)).url);
        assert.match(await page.text(), /fixture is running/);
      }),
  },
  {
    name: 'asks for an owner token, and each answer goes to its own question',
    run: (stage) =>
      withHost(stage, async ({ host, ready }) => {
        await ready(1);
        assert.deepEqual(await Promise.all([host.ownerToken(), host.ownerToken()]), ['token-1', 'token-2']);
      }),
  },
  {
    name: 'takes the command of a sign-in with its ticket',
    run: (stage) =>
      withHost(stage, async ({ host, ready }) => {
        await ready(1);
        assert.equal((await host.takeSignIn('fresh'))?.title, 'fresh');
        assert.equal(await host.takeSignIn('used'), null);
      }),
  },
  {
    name: 'says that it is here, and not once it has ended',
    run: (stage) =>
      withHost(stage, async ({ host, ready }) => {
        const { url } = await ready(1);
        assert.equal(await host.isHere(), true);
        await fetch(`${url}/crash`).catch(() => 'the answer never comes');
        assert.equal(await host.isHere(), false);
      }),
  },
  {
    name: 'starts again on the same port after a crash',
    run: (stage) =>
      withHost(stage, async ({ ready, states }) => {
        const { url } = await ready(1);
        await fetch(`${url}/crash`).catch(() => 'the answer never comes');
        assert.equal((await ready(2)).url, url);
        assert.deepEqual(
          states.map(({ state }) => state),
          ['ready', 'restarting', 'starting', 'ready'],
        );
      }),
  },
  {
    name: 'waits longer after every start that ends at once',
    run: async (stage) => {
      await writeFile(join(stage.dataDir, 'crash'), '');
      await withHost(stage, async ({ states, until }) => {
        await until(() => states.filter(({ state }) => state === 'restarting').length === 3);
        assert.deepEqual(
          states.flatMap((state) => (state.state === 'restarting' ? [state.retry_ms] : [])),
          [250, 500, 1_000],
        );
      });
    },
  },
  {
    name: 'says why it cannot run, and runs when that has passed',
    run: async (stage) => {
      await writeFile(join(stage.dataDir, 'fail'), '');
      await withHost(stage, async ({ host, ready, until }) => {
        await until(() => host.state().state === 'failed');
        assert.deepEqual(host.state(), { state: 'failed', code: 'port_taken', message: 'Port 4510 is taken by another program.' });
        await rm(join(stage.dataDir, 'fail'));
        host.tryAgain();
        await ready(1);
      });
    },
  },
  {
    name: 'has no owner token while it does not run',
    run: async (stage) => {
      await writeFile(join(stage.dataDir, 'crash'), '');
      await withHost(stage, async ({ host }) => assert.rejects(host.ownerToken(), /not running/));
    },
  },
  {
    name: 'stops, and leaves no process',
    run: (stage) =>
      withHost(stage, async ({ host, ready }) => {
        const { url } = await ready(1);
        await host.stop();
        await assert.rejects(fetch(url));
      }),
  },
  {
    name: 'stops while it hangs in its start, and leaves no process',
    async run({ spawn, dataDir }) {
      await writeFile(join(dataDir, 'hang'), '');
      let hasEnded = false;
      const watched: SpawnGateway = (args, { onMessage, onExit }) =>
        spawn(args, {
          onMessage,
          onExit() {
            hasEnded = true;
            onExit();
          },
        });
      const hurried: Timer = { after: (ms, run) => systemTimer.after(Math.min(ms, 50), run) };
      await withHost({ spawn: watched, dataDir, timer: hurried }, async ({ host, until }) => {
        await until(() => existsSync(join(dataDir, 'hangs')));
        void host.stop();
        await until(() => hasEnded);
      });
    },
  },
];

interface Running {
  host: GatewayHost;
  states: GatewayState[];
  /** Resolves with the n-th ready message. */
  ready(nth: number): Promise<Ready>;
  until(isSo: () => boolean): Promise<void>;
}

async function withHost(
  { spawn, dataDir, timer = systemTimer }: Stage & { timer?: Timer },
  run: (running: Running) => Promise<void>,
): Promise<void> {
  const states: GatewayState[] = [];
  const readies: Ready[] = [];
  const host = startGatewayHost({
    spawn,
    timer,
    dataDir,
    port: '0',
    tcpPort: 'off',
    isAnotherPortFine: false,
    keychainSecret: null,
    onState: (state) => states.push(state),
    onReady: (ready) => readies.push(ready),
  });
  const ready = async (nth: number): Promise<Ready> => {
    await until(() => readies.length >= nth);
    const message = readies[nth - 1];
    assert(message);
    return message;
  };
  try {
    await run({ host, states, ready, until });
  } finally {
    await host.stop();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    assert(Date.now() < deadline, 'waited too long');
    await sleep(10);
  }
}
