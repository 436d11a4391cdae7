/**
 * What a review costs over the plan that it stands on: `terraform plan -out` against `datadog-webhooks review
 * --no-synth`, of unchanged auth methods, one after the other in every round, against the emulator in this process.
 *
 *   npm run build && npx tsx bench/review.ts [methods] [rounds]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../lib/emulator';
import packageJson from '../package.json';

const ROOT = join(__dirname, '..');
const METHODS = Number(process.argv[2] ?? 1_000);
const ROUNDS = Number(process.argv[3] ?? 7);
const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

async function main(): Promise<void> {
  const emulator = await startEmulator({ latencyMs: 170 });
  const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
  const stack = join(folder, 'cdktf.out/stacks/webhooks');
  const env = environment(emulator.url);
  const timed = async (command: string, args: readonly string[], cwd: string) => {
    const start = performance.now();
    await run(command, args, cwd, env);
    return performance.now() - start;
  };
  try {
    project(folder, stack);
    await run('terraform', ['init'], stack, env);
    await run('terraform', ['apply', '-auto-approve', '-parallelism=100'], stack, env);
    const plan = () => timed('terraform', ['plan', '-input=false', `-out=${join(folder, 'plan')}`], stack);
    const command = join(ROOT, 'dist/cli/datadog-webhooks.js');
    const review = () =>
      timed(process.execPath, [command, 'review', '--no-synth', '--format', 'html'], folder);
    await plan();
    const times: { plan: number[]; review: number[] } = { plan: [], review: [] };
    for (let round = 0; round < ROUNDS; round++) {
      // Who goes first alternates, so that neither profits from what the other warmed up.
      const both = [async () => times.plan.push(await plan()), async () => times.review.push(await review())];
      for (const one of round % 2 === 0 ? both : both.reverse()) await one();
    }
    report(times);
  } finally {
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
}

/** A synthesized app, written by hand: synthesis is no part of what is compared. */
function project(folder: string, stack: string): void {
  mkdirSync(stack, { recursive: true });
  const path = 'stacks/webhooks';
  const manifest = {
    version: '0.21.0',
    stacks: {
      webhooks: {
        name: 'webhooks',
        workingDirectory: path,
        synthesizedStackPath: `${path}/cdk.tf.json`,
        stackMetadataPath: `${path}/metadata.json`,
      },
    },
  };
  writeFileSync(join(folder, 'cdktf.out/manifest.json'), JSON.stringify(manifest));
  const mirror = join(stack, 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks');
  const version = join(mirror, packageJson.version, PLATFORM);
  mkdirSync(version, { recursive: true });
  for (const file of ['terraform-provider-datadogwebhooks', 'package.json'])
    cpSync(join(ROOT, 'dist/provider', file), join(version, file));
  const methods = Array.from({ length: METHODS }, (_, index): [string, object] => [
    `m${index}`,
    {
      name: `m${index}`,
      access_token_url: 'https://login.example.com/token',
      client_id: `client-${index}`,
      client_secret_wo: '${var.secret}',
      scope: 'read write',
      '//': { metadata: { path: `webhooks/m${index}`, uniqueId: `m${index}` } },
    },
  ]);
  const code = {
    terraform: {
      required_providers: { datadogwebhooks: { source: 'terraform.local/cdktf/datadogwebhooks' } },
    },
    variable: { secret: { type: 'string', ephemeral: true, sensitive: true } },
    resource: { datadogwebhooks_oauth2_client_credentials: Object.fromEntries(methods) },
  };
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify(code));
}

function report({ plan, review }: { plan: number[]; review: number[] }): void {
  const [planned, reviewed] = [median(plan), median(review)];
  console.log(
    `${METHODS} unchanged auth methods, ${ROUNDS} rounds, 170 ms a call, median (lowest to highest)`,
  );
  console.log(`terraform plan -out    ${spread(plan)}`);
  console.log(`review --no-synth      ${spread(review)}`);
  console.log(`the review costs       ${(((reviewed - planned) / planned) * 100).toFixed(1)} % more`);
}

function spread(times: readonly number[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
  return `${seconds(median(times))} s (${seconds(Math.min(...times))} to ${seconds(Math.max(...times))})`;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}

function environment(url: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|DD_|DATADOG_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: '1',
    DD_HOST: url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'a-secret',
  };
}

/** In a process of its own, beside which this one's emulator answers. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    );
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
