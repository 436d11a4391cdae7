import { inspect } from 'node:util';
import { Command } from 'commander';
import { EmulatorError } from '../emulator';
import { ImportError } from '../import/errors';
import { ReviewError } from '../review/errors';
import { emulateCommand } from './emulate';
import { CommandError } from './errors';
import { importCommand } from './import';
import { reviewCommand } from './review';
import { VERSION } from './version';

const program = new Command('datadog-webhooks')
  .description("for the auth methods of Datadog's Webhooks Integration")
  .version(VERSION)
  .addCommand(reviewCommand())
  .addCommand(importCommand())
  .addCommand(emulateCommand());

program.parseAsync().catch((error: unknown) => {
  // A mistake of the one who typed is told in a sentence; anything else is ours, and its stack helps.
  const told = [EmulatorError, ImportError, ReviewError, CommandError].some((kind) => error instanceof kind);
  process.stderr.write(`${told ? (error as Error).message : inspect(error)}\n`);
  process.exitCode = 1;
});
