/**
 * Runs a command in a project, with the provider of this working copy:
 * `npm run dev -- ../my-app npx cdktf deploy`. One provider in debug mode serves each Terraform that the
 * command starts. It has the environment of this command.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './programs';

const PROVIDER = join(ROOT, 'dist/provider/terraform-provider-datadogwebhooks');

async function main([folder, command, ...args]: readonly string[]): Promise<void> {
  if (folder === undefined || command === undefined)
    throw new Error('Give a folder and a command, such as: npm run dev -- ../my-app npx cdktf deploy');
  const provider = spawn(PROVIDER, ['--debug'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const reattach = await variableOf(createInterface({ input: provider.stdout }));
    const env = { ...process.env, TF_REATTACH_PROVIDERS: reattach };
    const child = spawn(command, args, { cwd: folder, env, stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    process.exitCode = code ?? 1;
  } finally {
    provider.kill();
  }
}

/** The value that makes Terraform connect to the provider. */
async function variableOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, value] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line) ?? [];
    if (value !== undefined) return value;
  }
  throw new Error('The provider did not start. Run npm run build, and read what it printed above.');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
