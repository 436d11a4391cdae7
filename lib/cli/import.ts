import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { chosenMethods } from '../import/choose';
import { existingAuthMethods, nameOf, type AuthMethod } from '../import/existing';
import { cellsOf, jsonOf, tableOf, terminalText } from '../import/table';
import { problemsOf, typescriptOf } from '../import/typescript';
import { allAndNames, fileExists } from './errors';
import { writeStandardOutput, writeWhole } from './files';
import { OWN_PACKAGE } from '../text/package-name';
import { VERSION } from './version';

const DEFAULT_FILE = 'auth-methods.ts';

interface ImportOptions {
  readonly all?: true;
  readonly json?: true;
  readonly out: string;
  readonly force?: true;
}

/** `datadog-webhooks import`: lists existing auth methods, and writes the TypeScript that imports them. */
export function importCommand(): Command {
  return new Command('import')
    .description('list the auth methods in Datadog, and write the TypeScript code that imports them')
    .argument('[names...]', 'names or ids of the auth methods to import (default: choose interactively)')
    .option('--all', 'import all auth methods')
    .option('--out <file>', 'the TypeScript file to write; - for standard output', DEFAULT_FILE)
    .option('--force', 'replace the file if it exists')
    .addOption(
      new Option('--json', 'print the auth methods as JSON, and write no file').conflicts(['out', 'force']),
    )
    .addHelpText(
      'after',
      '\nCredentials and address come from the environment, as in a deploy:\n' +
        'DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN), DD_SITE (or DD_HOST).',
    )
    .action(importExisting);
}

async function importExisting(names: readonly string[], options: ImportOptions): Promise<void> {
  const { all = false, json = false, out, force = false } = options;
  if (all && names.length > 0) throw allAndNames();
  const isChosen = all || names.length > 0;
  const interactive = !isChosen && !json && process.stdin.isTTY && process.stderr.isTTY;
  // Checked before anybody waits or chooses.
  if ((isChosen || interactive) && !json && out !== '-' && !force && existsSync(out)) throw fileExists(out);
  const methods = await existingAuthMethods({
    environment: process.env,
    version: VERSION,
  });
  const wanted = names.length > 0 ? chosenMethods(methods, names) : methods;
  if (json) return writeStandardOutput(jsonOf(wanted));
  if (wanted.length === 0) return print('This organisation has no OAuth2 client credentials auth methods.');
  if (!isChosen && !interactive) {
    await writeStandardOutput(tableOf(wanted));
    return print(`No file was written. To write ${out}, give the names of auth methods, or --all.`);
  }
  const chosen = interactive ? await choose(wanted) : wanted;
  if (chosen) await write(chosen, out, force);
}

/** Lets a person choose. @returns undefined after Ctrl-C */
async function choose(methods: readonly AuthMethod[]): Promise<readonly AuthMethod[] | undefined> {
  const { default: checkbox } = await import('@inquirer/checkbox');
  const question = {
    message: 'Which auth methods do you want to import?',
    choices: methods.map((value) => {
      const [name, ...more] = cellsOf(value);
      return { value, name, description: more.join('  ') };
    }),
    pageSize: 15,
  };
  try {
    // Standard output may be the file.
    return await checkbox(question, { output: process.stderr });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExitPromptError')) throw error;
    print('No file was written.');
    process.exitCode = 130;
    return undefined;
  }
}

async function write(chosen: readonly AuthMethod[], out: string, force: boolean): Promise<void> {
  const declarable = chosen.filter((method) => problemsOf(method).length === 0);
  for (const method of chosen.filter((one) => !declarable.includes(one)))
    print(
      `Not imported: ${terminalText(nameOf(method))} (${method.id}), ` +
        `because ${problemsOf(method).join(', and ')}. Correct it in Datadog.`,
    );
  if (declarable.length < chosen.length) process.exitCode = 1;
  if (declarable.length === 0) return print('No file was written.');
  const text = typescriptOf(declarable, OWN_PACKAGE);
  if (out === '-') return writeStandardOutput(text);
  writeWhole(out, text, force);
  const count = declarable.length === 1 ? '1 auth method' : `${declarable.length} auth methods`;
  print(`Wrote ${count} to ${out}. Call authMethods(this) in your stack, and deploy.`);
}

function print(text: string): void {
  process.stderr.write(`${text}\n`);
}
