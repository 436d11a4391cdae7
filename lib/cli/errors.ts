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
