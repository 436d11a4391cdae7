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

export function notPositive(): InvalidArgumentError {
  return new InvalidArgumentError('Give a number above 0.');
}

export function unknownExtension(): InvalidArgumentError {
  return new InvalidArgumentError('The name of the file says its form: .txt, .md, .html or .json.');
}

export function unknownRule(word: string, rules: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(
    `There is no rule ${JSON.stringify(word)}. The rules are: ${rules.join(', ')}.`,
  );
}

export function approveWithoutFile(): CommandError {
  return new CommandError('--approve writes the file of --approve-file: name one.');
}

export function codeWithoutPlan(): CommandError {
  return new CommandError(
    'Give --code as often as --plan and in the same order, or not at all: each plan has a cdk.tf.json of its own.',
  );
}

export function refreshedWithoutPlan(): CommandError {
  return new CommandError(
    '--refreshed says how the plans of --plan were made. Without --plan the review plans itself, and refreshes unless --no-refresh is given.',
  );
}

export function refreshedAndNot(): CommandError {
  return new CommandError('A plan was made with a refresh or without: give --refreshed or --no-refresh.');
}

export function standardInputTwice(): CommandError {
  return new CommandError('Standard input (--plan -) holds one plan. Give the others as files.');
}

export function onlyForProjects(given: readonly string[]): CommandError {
  return new CommandError(
    `With --plan nothing is synthesized or planned, so there is no use for ${given.join(', ')}. Leave either out.`,
  );
}

/** @param file where the mistake is */
export function inNamedFile(file: string, cause: Error): CommandError {
  return new CommandError(`${file === '-' ? 'Standard input' : file}: ${cause.message}`, { cause });
}

export function cannotRead(file: string, cause: Error): CommandError {
  return new CommandError(`${file === '-' ? 'Standard input' : file} cannot be read: ${cause.message}.`, {
    cause,
  });
}

export function cannotWrite(file: string, cause: Error): CommandError {
  return new CommandError(`${file} cannot be written: ${cause.message}. What was there is unchanged.`, {
    cause,
  });
}

export function cannotPrint(cause: Error): CommandError {
  return new CommandError(`Standard output takes no more: ${cause.message}.`, { cause });
}
