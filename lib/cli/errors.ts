import { InvalidArgumentError } from 'commander';
import { OWN_PACKAGE } from '../text/package-name';
import { quoted } from '../text/quoted';
import { sentence } from '../text/sentence';

/** The command line is not valid, or a file cannot be used. The message shows what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export function badNumber(): InvalidArgumentError {
  return new InvalidArgumentError('It must be a whole number.');
}

export function badRateLimit(): InvalidArgumentError {
  return new InvalidArgumentError('It must be a number of requests and a number of seconds, such as 100/60.');
}

export function badAttribute(): InvalidArgumentError {
  return new InvalidArgumentError('It must be ATTRIBUTE=VALUE, such as scope=read.');
}

/** @param host without the credentials that a URL can contain */
export function notThisMachine(host: string): CommandError {
  return new CommandError(
    `DD_HOST names the host ${quoted(host)}, which is not this machine. ` +
      'This command changes nothing but an emulator. ' +
      `Set DD_HOST to the address that "npx ${OWN_PACKAGE} emulate" prints.`,
  );
}

/** @param reason the end of a sentence */
export function noEmulator(url: string, reason: string): CommandError {
  return new CommandError(
    `No emulator of this version answers at ${url}: ${sentence(reason)} ` +
      `Start one with "npx ${OWN_PACKAGE} emulate", or set DD_HOST to its address.`,
  );
}

export function keysGoTogether(): CommandError {
  return new CommandError(
    'An API key is valid only with its application key. Set both --api-key and --app-key, or neither.',
  );
}

export function awsKeysMissing(): CommandError {
  return new CommandError(
    'With --org-uuid, signatures are checked with the AWS keys in the environment, and there are none. ' +
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  );
}

export function fileExists(file: string): CommandError {
  return new CommandError(
    `${file} already exists, and was not changed. ` +
      'Choose another file with --out, or replace this one with --force.',
  );
}

export function allAndNames(): CommandError {
  return new CommandError(
    '--all imports every auth method, so names have no effect. Give --all or names, not both.',
  );
}

export function notPositive(): InvalidArgumentError {
  return new InvalidArgumentError('It must be above 0.');
}

export function unknownExtension(): InvalidArgumentError {
  return new InvalidArgumentError('The file name must end in .txt, .md, .html or .json.');
}

export function unknownRule(word: string, rules: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(
    `${JSON.stringify(word)} is not a rule. The rules are ${rules.join(', ')}.`,
  );
}

export function codeWithoutPlan(): CommandError {
  return new CommandError(
    'Each plan has its own cdk.tf.json. ' +
      'Give --code as often as --plan and in the same order, or not at all.',
  );
}

export function logWithoutPlan(): CommandError {
  return new CommandError(
    'Each plan has its own log. ' +
      'Give --plan-log as often as --plan and in the same order, or not at all.',
  );
}

export function notALog(file: string): CommandError {
  return new CommandError(
    `${file}: This is not the complete log of a plan. ` +
      'Make it with `terraform plan -json -out FILE > LOG`, and pass it on unchanged.',
  );
}

export function logOfAnotherPlan(file: string): CommandError {
  return new CommandError(
    `${file}: This is the log of another plan: it does not cover the time at which the plan was made. ` +
      'Give the log of the command that made the plan.',
  );
}

/** @param words the errors of the plan */
export function planFailed(words: string): CommandError {
  return new CommandError(
    `${words}\n\nThere is no review: the plan ended with an error, so it is not complete. ` +
      'Fix what it reports, and plan again.',
  );
}

export function unmanagedWithoutList(): CommandError {
  return new CommandError('--fail-on unmanaged needs the list of all auth methods. Give --unmanaged too.');
}

export function refreshedWithoutPlan(): CommandError {
  return new CommandError(
    '--refreshed describes the plans of --plan. ' +
      'Without --plan the review makes the plans itself, with a refresh unless --no-refresh is given.',
  );
}

export function refreshedAndNot(): CommandError {
  return new CommandError('--refreshed and --no-refresh contradict each other. Give one of them.');
}

export function standardInputTwice(): CommandError {
  return new CommandError(
    'Standard input (-) can be only one of --plan, --plan-log and --code. Give the others as files.',
  );
}

export function onlyForProjects(given: readonly string[]): CommandError {
  return new CommandError(
    `With --plan nothing is synthesized or planned, so ${given.join(', ')} would have no effect. ` +
      'Remove one or the other.',
  );
}

export function inNamedFile(file: string, cause: Error): CommandError {
  return new CommandError(`${file === '-' ? 'Standard input' : file}: ${cause.message}`, { cause });
}

export function cannotRead(file: string, cause: Error): CommandError {
  const name = file === '-' ? 'Standard input' : file;
  return new CommandError(`${name} cannot be read: ${sentence(cause.message)}`, { cause });
}

export function cannotWrite(file: string, cause: Error): CommandError {
  const what = `${file} cannot be written: ${sentence(cause.message)}`;
  return new CommandError(`${what} An existing file is unchanged.`, { cause });
}

export function cannotPrint(cause: Error): CommandError {
  return new CommandError(`Standard output cannot be written: ${sentence(cause.message)}`, { cause });
}
