import { inspect } from 'node:util';
import { Command } from 'commander';
import { EmulatorError } from '../emulator';
import { ImportError } from '../import/errors';
import { ReviewError } from '../review/errors';
import { RunError } from '../project/errors';
import { doctorCommand } from './doctor';
import { emulateCommand } from './emulate';
import { CommandError } from './errors';
import { importCommand } from './import';
import { providerCommand } from './provider';
import { reviewCommand } from './review';
import { VERSION } from './version';

const program = new Command('datadog-webhooks')
  .description("manage the auth methods of Datadog's Webhooks Integration")
  .version(VERSION)
  // `emulate` and `emulate edit` have an option --user each.
  .enablePositionalOptions()
  .addCommand(doctorCommand())
  .addCommand(reviewCommand())
  .addCommand(importCommand())
  .addCommand(providerCommand())
  .addCommand(emulateCommand());

void program
  .parseAsync()
  .catch((error: unknown) => {
    // Mistakes of the user are printed without a stack. Anything else is a bug of ours, and its stack helps.
    const isExpected = [EmulatorError, ImportError, ReviewError, RunError, CommandError].some(
      (kind) => error instanceof kind,
    );
    process.stderr.write(`${isExpected ? (error as Error).message : inspect(error)}\n`);
    process.exitCode = 1;
  })
  // AWS's library can keep a connection open that is never answered.
  .then(() => Promise.all([process.stdout, process.stderr].map(flush)))
  .then(() => process.exit());

/** Resolves when everything is written, or when nobody reads it. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
    stream.write('', () => resolve());
  });
}
