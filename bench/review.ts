/**
 * What a review costs over the plan that it stands on: `terraform plan -out` against `datadog-webhooks review
 * --no-synth`, of unchanged auth methods, one after the other in every round, against the emulator in this
 * process; and what the review is made of: `terraform show -json`, without which nobody can read a plan, and
 * our own part. Beside the time there is the processor's time, which other work on the machine does not
 * change as much.
 *
 *   npm run build && npx tsx bench/review.ts [methods] [rounds]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmulator } from '../lib/emulator';
import packageJson from '../package.json';
import { cleanEnvironment, ROOT } from '../test/helpers/terraform';
import { summarize } from './statistics';

const METHODS = Number(process.argv[2] ?? 1_000);
const ROUNDS = Number(process.argv[3] ?? 7);
const PLATFORM = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

async function main(): Promise<void> {
  const emulator = await startEmulator({ latencyMs: 170 });
  const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
  const stack = join(folder, 'cdktf.out/stacks/webhooks');
  const env = cleanEnvironment({
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'a-secret',
  });
  const timed = (command: string, args: readonly string[], cwd: string) => measured(command, args, cwd, env);
  try {
    project(folder, stack);
    await run('terraform', ['init'], stack, env);
    await run('terraform', ['apply', '-auto-approve', '-parallelism=100'], stack, env);
    const command = join(ROOT, 'dist/cli/datadog-webhooks.js');
    const file = join(folder, 'plan');
    const reviewing = (...words: string[]) =>
      timed(process.execPath, [command, 'review', '--format', 'html', ...words], folder);
    const parts: Readonly<Record<Part, () => Promise<Cost>>> = {
      'terraform plan -out': () => timed('terraform', ['plan', '-input=false', `-out=${file}`], stack),
      'review --no-synth': () => reviewing('--no-synth'),
      'terraform show -json': () => timed('terraform', ['show', '-json', file], stack),
      'review --plan': () => reviewing('--plan', `${file}.json`),
    };
    await parts['terraform plan -out']();
    await run('bash', ['-c', 'terraform show -json "$0" > "$0.json"', file], stack, env);
    report(await rounds(parts));
  } finally {
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
}

type Part = 'terraform plan -out' | 'review --no-synth' | 'terraform show -json' | 'review --plan';

/** In milliseconds. */
interface Cost {
  readonly time: number;
  /** Of the program and of all that it started. */
  readonly processor: number;
}

async function rounds(parts: Readonly<Record<Part, () => Promise<Cost>>>): Promise<Map<Part, Cost[]>> {
  const names = Object.keys(parts) as Part[];
  const costs = new Map<Part, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first alternates, so that none profits from what another one warmed up.
    for (const name of round % 2 === 0 ? names : [...names].reverse())
      costs.get(name)?.push(await parts[name]());
  }
  return costs;
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
  cpSync(join(ROOT, 'dist/provider'), version, { recursive: true });
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

function report(costs: ReadonlyMap<Part, readonly Cost[]>): void {
  const of = (part: Part, which: keyof Cost) => (costs.get(part) ?? []).map((cost) => cost[which]);
  console.log(
    `${METHODS} unchanged auth methods, ${ROUNDS} rounds, 170 ms a call, median (lowest to highest)`,
  );
  for (const which of ['time', 'processor'] as const) {
    console.log(which === 'time' ? 'Time' : "Processor's time");
    for (const part of costs.keys()) console.log(`  ${part.padEnd(22)} ${spread(of(part, which))}`);
    const median = (part: Part) => summarize(of(part, which)).median;
    const plan = median('terraform plan -out');
    const percent = (milliseconds: number) => `${((milliseconds / plan) * 100).toFixed(1)} %`;
    const more = percent(median('review --no-synth') - plan);
    const [show, own] = [median('terraform show -json'), median('review --plan')];
    console.log(
      `  the review costs ${more} more than the plan; show alone ${percent(show)}, ours ${percent(own)}`,
    );
  }
}

function spread(times: readonly number[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
  return `${seconds(summarize(times).median)} s (${seconds(Math.min(...times))} to ${seconds(Math.max(...times))})`;
}

/** The shell knows what its children and theirs have used; Node does not. */
async function measured(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Cost> {
  const times = join(mkdtempSync(join(tmpdir(), 'bench-times-')), 'times');
  const script = `TIMEFORMAT='%U %S'; { time "$@" 2>&3; } 3>&2 2>"$0"`;
  const start = performance.now();
  await run('bash', ['-c', script, times, command, ...args], cwd, { ...env, LC_ALL: 'C' });
  const time = performance.now() - start;
  const [user = 0, system = 0] = readFileSync(times, 'utf8').trim().split(' ').map(Number);
  rmSync(dirname(times), { recursive: true });
  return { time, processor: (user + system) * 1_000 };
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
