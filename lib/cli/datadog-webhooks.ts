import { inspect } from 'node:util';
import { Command } from 'commander';
import { EmulatorError } from '../emulator';
import { emulateCommand } from './emulate';
import { CommandError } from './errors';
import { VERSION } from './version';

const program = new Command('datadog-webhooks')
  .description("for the auth methods of Datadog's Webhooks Integration")
  .version(VERSION)
  .addCommand(emulateCommand());

program.parseAsync().catch((error: unknown) => {
  // A mistake of the one who typed is told in a sentence; anything else is ours, and its stack helps.
  const told = error instanceof EmulatorError || error instanceof CommandError;
  process.stderr.write(`${told ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
});
