// Loaded into a gateway before its program. SIGUSR2 writes the delays of its event loop since the last one to stderr, as one JSON line.
const { monitorEventLoopDelay } = require('node:perf_hooks');

/** The histogram's timer fires every millisecond, so a loop without any delay shows about 1 ms. */
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();

process.on('SIGUSR2', () => {
  const inMs = (nanoseconds) => nanoseconds / 1e6;
  process.stderr.write(
    `loop-delay ${JSON.stringify({ p50: inMs(delays.percentile(50)), p99: inMs(delays.percentile(99)), max: inMs(delays.max) })}\n`,
  );
  delays.reset();
});
