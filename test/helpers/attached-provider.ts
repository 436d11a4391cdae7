import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { cleanEnvironment, PROVIDER } from './terraform';

const ADDRESS = 'terraform.local/cdktf/datadogwebhooks';
/** The address that the registries have it by. */
export const RELEASED = 'registry.terraform.io/cdktf-datadog-webhooks/datadogwebhooks';

export interface AttachedProvider {
  /** What makes Terraform use it. */
  readonly env: NodeJS.ProcessEnv;
  end(): Promise<void>;
}

/**
 * Starts the built provider in debug mode, for many commands of Terraform. Otherwise each command starts it
 * three or four times, which is nine tenths of the command's processor time.
 *
 * @param address the one that the configuration has it by
 * @param log where its log and its errors go
 */
export async function startAttachedProvider(
  environment: NodeJS.ProcessEnv,
  address = ADDRESS,
  log: 'ignore' | 'inherit' = 'ignore',
): Promise<AttachedProvider> {
  const child = spawn(PROVIDER, ['--debug'], {
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', log],
  });
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, reattach] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line) ?? [];
    if (reattach === undefined) continue;
    return {
      env: { TF_REATTACH_PROVIDERS: reattach.replace(ADDRESS, address) },
      async end() {
        child.kill();
        await exit;
      },
    };
  }
  throw new Error('the provider ended before it said how to reach it');
}
