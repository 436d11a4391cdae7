import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { named } from '../import/choose';
import { existingAuthMethods, nameOf, type AuthMethod } from '../import/existing';
import { cellsOf, jsonOf, shown, tableOf } from '../import/table';
import { problemsOf, typescriptOf } from '../import/typescript';
import { allAndNames, fileExists } from './errors';
import { writeStandardOutput, writeWhole } from './files';
import { VERSION } from './version';

const DEFAULT_FILE = 'auth-methods.ts';

interface ImportOptions {
  readonly all?: true;
  readonly json?: true;
  readonly out: string;
  readonly force?: true;
}

/** `datadog-webhooks import`: lists the auth methods that exist, and writes the TypeScript that imports them. */
export function importCommand(): Command {
  return new Command('import')
    .description('list the auth methods that exist in Datadog, and write the TypeScript that imports them')
    .argument('[names...]', 'the names or ids of those to import (default: choose on the terminal)')
    .option('--all', 'import all of them')
    .option('--out <file>', 'the TypeScript file to write; - is the standard output', DEFAULT_FILE)
    .option('--force', 'replace the file if it exists')
    .addOption(new Option('--json', 'list them as JSON and write no file').conflicts(['out', 'force']))
    .addHelpText(
      'after',
      '\nCredentials and address come from the environment, as in a deploy: DD_API_KEY and DD_APP_KEY, DD_SITE or DD_HOST.',
    )
    .action(importExisting);
}

async function importExisting(names: readonly string[], options: ImportOptions): Promise<void> {
  const { all = false, json = false, out, force = false } = options;
  if (all && names.length > 0) throw allAndNames();
  const given = all || names.length > 0;
  const asks = !given && !json && process.stdin.isTTY && process.stderr.isTTY;
  // Told before anybody waits or chooses.
  if ((given || asks) && !json && out !== '-' && !force && existsSync(out)) throw fileExists(out);
  const methods = await existingAuthMethods({
    environment: process.env,
    version: VERSION,
    onNote: ({ summary }) => say(summary),
  });
  const wanted = names.length > 0 ? named(methods, names) : methods;
  if (json) return writeStandardOutput(jsonOf(wanted));
  if (wanted.length === 0)
    return say('There are no OAuth2 client credentials auth methods in this organisation.');
  if (!given && !asks) {
    await writeStandardOutput(tableOf(wanted));
    return say(`Nothing was written. Name those to write into ${out}, or give --all.`);
  }
  const chosen = asks ? await choose(wanted) : wanted;
  if (chosen) await write(chosen, out, force);
}

/** Lets a person choose; undefined when Ctrl-C ended it. */
async function choose(methods: readonly AuthMethod[]): Promise<readonly AuthMethod[] | undefined> {
  const { default: checkbox } = await import('@inquirer/checkbox');
  const question = {
    message: 'Which auth methods shall be imported?',
    choices: methods.map((value) => {
      const [name, ...more] = cellsOf(value);
      return { value, name, description: more.join('  ') };
    }),
    pageSize: 15,
  };
  try {
    // The standard output may be the file.
    return await checkbox(question, { output: process.stderr });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExitPromptError')) throw error;
    say('Nothing was written.');
    process.exitCode = 130;
    return undefined;
  }
}

async function write(chosen: readonly AuthMethod[], out: string, force: boolean): Promise<void> {
  const declarable = chosen.filter((method) => {
    const problems = problemsOf(method);
    if (problems.length > 0)
      say(
        `Left out: ${shown(nameOf(method))} (${method.id}), since ${problems.join(', and ')}. Correct it in Datadog.`,
      );
    return problems.length === 0;
  });
  if (declarable.length === 0) return say('Nothing was written.');
  const text = typescriptOf(declarable);
  if (out === '-') return writeStandardOutput(text);
  writeWhole(out, text, force);
  const count = declarable.length === 1 ? '1 auth method' : `${declarable.length} auth methods`;
  say(`Wrote ${count} to ${out}. Call authMethods(this) in your stack, and deploy.`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
