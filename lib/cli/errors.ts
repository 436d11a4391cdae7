import { InvalidArgumentError } from 'commander';

/** A mistake in what was typed, in words that say what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export function badNumber(): InvalidArgumentError {
  return new InvalidArgumentError('Give a whole number.');
}

export function badRateLimit(): InvalidArgumentError {
  return new InvalidArgumentError('Give a number of requests and a number of seconds, such as 100/60.');
}

export function badFault(problem: string): InvalidArgumentError {
  return new InvalidArgumentError(`${problem}, such as POST:reset-after:count=1; --help shows all.`);
}

export function keysGoTogether(): CommandError {
  return new CommandError(
    'An API key is let in with its application key: give both --api-key and --app-key, or neither.',
  );
}

export function allAndNames(): CommandError {
  return new CommandError(
    'Either all auth methods are imported or those that are named: give --all or names, not both.',
  );
}

export function fileExists(file: string): CommandError {
  return new CommandError(
    `${file} exists, and was left as it is. Give another file with --out, or replace this one with --force.`,
  );
}

export function fileNotWritten(file: string, cause: unknown): CommandError {
  return new CommandError(
    `${file} could not be written: ${(cause as Error).message}. Give another file with --out.`,
  );
}
