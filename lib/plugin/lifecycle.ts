import type { Server } from 'node:net';
import { describeThrown } from './errors';
import { log } from './log';
import { writeLine } from './output';
import { redact } from './redact';

/** In milliseconds. go-plugin gives a provider 60 s to start; nobody connects later than that. */
const PATIENCE = { firstClient: 60_000, nextClient: 2_000, parent: 1_000, shutdown: 1_000 };

/** Exit code of a Go program that panics. */
const PANIC = 2;

/**
 * Terraform shows a line that starts so, and those after it, to its user as the provider's crash, also without a log
 * (internal/logging/panic.go).
 */
export function reportPanics(): void {
  // A diagnostic report has the whole environment in it, and with it what Terraform was given as TF_VAR_….
  Object.assign(process.report, {
    reportOnFatalError: false,
    reportOnSignal: false,
    reportOnUncaughtException: false,
  });
  // Rejections that nobody handles arrive here too.
  process.on('uncaughtException', (thrown) => {
    writeLine('stderr', redact(`panic: ${describeThrown(thrown, 'stack')}`));
    process.exit(PANIC);
  });
}

/** What a library prints when the log's reader is gone must not end us: the parent is gone too, which ends us cleanly. */
export function outliveLogReader(): void {
  process.stderr.on('error', () => undefined);
}

/**
 * Ends the process when nobody needs it any more: no client came, the last one went, or Terraform is gone without a
 * word. Until then signals are Terraform's business: Ctrl-C reaches its providers as well, and it tells them what to do.
 */
export function endWithTerraform(server: Server): void {
  let connections = 0;
  const end = (reason: string) => {
    log('debug', 'the provider ends', { reason });
    process.exit(0);
  };
  let timer = setTimeout(end, PATIENCE.firstClient, 'nobody connected');
  server.on('connection', (socket) => {
    connections += 1;
    clearTimeout(timer);
    socket.once('close', () => {
      connections -= 1;
      if (connections === 0) timer = setTimeout(end, PATIENCE.nextClient, 'the last client is gone');
    });
  });
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('the process that started this one is gone');
  }, PATIENCE.parent).unref();
  // As go-plugin does: whoever presses Ctrl-C while Terraform starts us hears from Terraform.
  process.on('SIGINT', () => log('debug', 'SIGINT is left to Terraform'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (connections === 0) end(signal);
    });
}

/**
 * What Shutdown asks for: Terraform waits 2 s for the process to be gone, and kills it then.
 *
 * @param answered resolves when the answer is out; what else is open does not matter any more
 */
export function endAfter(answered: Promise<void>): void {
  const end = () => process.exit(0);
  // The stream closes a moment before its last bytes are on the socket.
  void answered.then(() => setImmediate(end));
  setTimeout(end, PATIENCE.shutdown);
}
