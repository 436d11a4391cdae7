import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { devNull } from 'node:os';
import { describeThrown } from '../errors';
import { log } from '../log';
import { writeLine } from '../output';
import { redact } from '../redact';

/** In milliseconds. go-plugin waits 60 s for a provider to start, so no client connects later. */
const PATIENCE = { firstClient: 60_000, nextClient: 2_000, parent: 1_000, shutdown: 1_000 };

const STDOUT = 1;

/** The exit code of a Go program that panics. */
const PANIC = 2;

/**
 * Writes what nobody catches as a panic, and ends the process. Terraform shows a line that begins with
 * `panic: ` and the lines after it, even without a log (internal/logging/panic.go).
 */
export function reportPanics(): void {
  // A diagnostic report contains the environment, and with it secrets in TF_VAR_….
  Object.assign(process.report, {
    reportOnFatalError: false,
    reportOnSignal: false,
    reportOnUncaughtException: false,
  });
  // Unhandled rejections arrive here too.
  process.on('uncaughtException', (thrown) => {
    writeLine('stderr', redact(`panic: ${describeThrown(thrown, 'stack')}`));
    process.exit(PANIC);
  });
}

/**
 * Ignores errors of standard error. Its reader has gone only when Terraform has, and then {@link
 * endWithTerraform} ends the process cleanly.
 */
export function outliveLogReader(): void {
  process.stderr.on('error', () => undefined);
}

/**
 * Ends the process when nobody needs it: no client connected, the last one disconnected, or Terraform was
 * killed. While a client is connected, signals are ignored: Ctrl-C reaches providers too, and Terraform asks
 * them to stop.
 *
 * @returns what to call with each socket of a client
 */
export function endWithTerraform(): (socket: Socket) => void {
  let connections = 0;
  const end = (reason: string) => {
    log('debug', 'the provider ends', { reason });
    process.exit(0);
  };
  let timer = setTimeout(end, PATIENCE.firstClient, 'no client connected');
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('the process that started the provider has ended');
  }, PATIENCE.parent).unref();
  // As in go-plugin: Terraform answers a Ctrl-C that comes while the provider starts.
  process.on('SIGINT', () => log('debug', 'SIGINT is left to Terraform'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (connections === 0) end(signal);
    });
  return (socket) => {
    connections += 1;
    clearTimeout(timer);
    socket.once('close', () => {
      connections -= 1;
      if (connections === 0) timer = setTimeout(end, PATIENCE.nextClient, 'the last client disconnected');
    });
  };
}

/** Ends the process on each signal that asks for it. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
}

/**
 * Ends the process as Shutdown asks. Terraform waits 2 s for the process to end, and then kills it.
 *
 * @param answered resolves when the answer was sent. Other calls are not waited for.
 */
export function endAfter(answered: Promise<void>): void {
  const end = () => process.exit(0);
  // The stream closes a moment before its last bytes are on the socket.
  void answered.then(() => setImmediate(end));
  setTimeout(end, PATIENCE.shutdown);
}

/**
 * Closes standard output, which is done after the handshake. What a library prints later goes nowhere.
 * go-plugin stops reading at a line of 64 KiB, after which a full pipe would block the provider. It also logs
 * an error about a closed file when the output and the process end at the same moment.
 */
export function closeStdout(): void {
  const spare = openSync(devNull, 'w');
  closeSync(STDOUT);
  // Takes the lowest free number, which is standard output's. Otherwise a connection could get it.
  openSync(devNull, 'w');
  closeSync(spare);
}
