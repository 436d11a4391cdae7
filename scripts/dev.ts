/**
 * Runs a command in a project, with the provider of this working copy:
 * `npm run dev -- ../my-app npx cdktf deploy`. One provider in debug mode serves each Terraform that the
 * command starts. It has the environment of this command.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startAttachedProvider } from '../test/helpers/attached-provider';

async function main([folder, command, ...args]: readonly string[]): Promise<void> {
  if (folder === undefined || command === undefined)
    throw new Error('Give a folder and a command, such as: npm run dev -- ../my-app npx cdktf deploy');
  const provider = await startAttachedProvider(process.env, undefined, 'inherit');
  try {
    const env = { ...process.env, ...provider.env };
    const child = spawn(command, args, { cwd: folder, env, stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    process.exitCode = code ?? 1;
  } finally {
    await provider.end();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
