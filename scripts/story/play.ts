/**
 * The story that README.md, docs/review.md and the tests of the forms show: real deploys, with the real cdktf
 * CLI and Terraform.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { CdktfProject } from '../../test/helpers/cdktf-project';
import { sha256 } from '../archive';
import type { Step } from './recording';

/** What the documents show of the quickstart. */
export interface Quickstart {
  /** The blocks of output, by the name in their marker. */
  readonly blocks: ReadonlyMap<'deploy' | 'drift' | 'review' | 'who', string>;
  /** The steps of docs/recording.svg. */
  readonly steps: readonly Step[];
}

const SCOPE = "scope: 'read:webhooks write:webhooks'";

/**
 * Deploys examples/quickstart, then changes an attribute in the code, and another one in Datadog and in the
 * code.
 */
export async function playQuickstart(): Promise<Quickstart> {
  return played('quickstart', async (project, emulator) => {
    await project.succeed('deploy --auto-approve');
    const ids = idsOf(emulator);
    project.edit('main.ts', "clientId: 'payments-webhooks'", "clientId: 'payments-webhooks-2'");
    emulator.clearRequests();
    const deployed = await project.succeed('deploy --auto-approve');
    const sent = writes(emulator);
    const edit = 'emulate edit payments scope=read:webhooks';
    const edited = await project.command(edit.split(' ')).finished;
    const planned = await project.succeed('diff');
    project.edit('main.ts', SCOPE, "scope: 'write:webhooks'");
    const { stdout } = await project.review(['--width', '100']).finished;
    const who = await project.review(['--width', '100', '--no-synth', '--who']).finished;
    emulator.clearRequests();
    const last = await project.succeed('deploy --auto-approve');
    const normal = (text: string) => normalised(text, ids);
    const steps = [
      {
        comment: 'Somebody edits the auth method in Datadog, here in the local one.',
        command: `npx cdktf-datadog-webhooks ${edit}`,
        output: lines(edited.stdout).filter((line) => /Edited|name|scope/.test(line)),
      },
      {
        comment: "Meanwhile the code gets another scope: 'write:webhooks'. What would a deploy do?",
        command: 'npx cdktf-datadog-webhooks review',
        output: [...excerpt(stdout, /./, /Wanted by the code/), '…', ...excerpt(stdout, /PATCH \//, /}$/)],
      },
      {
        comment: 'Deploy, and the code decides. Datadog gets that request.',
        command: 'npx cdktf deploy --auto-approve',
        output: [
          ...excerpt(last.text, /# datadogwebhooks_.* will be updated/, /^\s*}$/),
          ...excerpt(last.text, /Apply complete!/, /Apply complete!/),
          ...writes(emulator).flatMap(lines),
        ],
      },
    ].map((step) => ({ ...step, output: step.output.map(normal) }));
    const block = (command: string, output: readonly string[]) =>
      normal([`$ ${command}`, ...output].join('\n'));
    const blocks = new Map([
      [
        'deploy',
        block('cdktf deploy', [
          ...excerpt(deployed.text, /# datadogwebhooks_.* will be updated/, /^\s*}$/),
          ...excerpt(deployed.text, /Plan: /, /Plan: /),
          ...excerpt(deployed.text, /Apply complete!/, /Apply complete!/),
          '',
          ...sent,
        ]),
      ],
      ['drift', block('cdktf diff', excerpt(planned.text, /Warning: Drift/, / to record /))],
      ['review', block('npx cdktf-datadog-webhooks review', [stdout.trimEnd()])],
      [
        'who',
        block('npx cdktf-datadog-webhooks review --who', [
          '…',
          ...excerpt(who.stdout, /^! conflict: "payments"$/, /Changed in Datadog/),
          '…',
        ]),
      ],
    ] as const);
    return { blocks, steps };
  });
}

/** The requests that changed something, as the documents show them. */
function writes(emulator: Emulator): string[] {
  return emulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => `${method} ${path}\n${JSON.stringify(body)}`);
}

function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}

/**
 * Everything that can happen to an auth method.
 *
 * @returns the plan's JSON, its log and the code, by the names of their files
 */
export async function playEverything(): Promise<
  ReadonlyMap<'plan.json' | 'plan.log' | 'cdk.tf.json', string>
> {
  return played(undefined, async (project, emulator) => {
    const write = (file: string, source: string) =>
      project.write(file, readFileSync(join(__dirname, source), 'utf8'));
    write('stack.ts', 'stack.ts');
    write('main.ts', 'before.ts');
    await project.succeed('deploy --auto-approve');
    emulator.edit('alerts', { access_token_url: 'https://login-eu.example.com/oauth2/token' });
    emulator.edit('billing', { audience: 'https://api.example.com' });
    emulator.edit('payments', { client_id: 'payments-hotfix', scope: 'read:webhooks' });
    emulator.edit('shipping', { scope: 'read:webhooks read:orders' });
    emulator.add({
      name: 'partners',
      access_token_url: 'https://login.example.com/oauth2/token',
      client_id: 'partners-webhooks',
      scope: 'read:webhooks',
    });
    const ids = idsOf(emulator);
    emulator.remove('fraud');
    write('main.ts', 'after.ts');
    await project.succeed('synth');
    const changed = { TF_VAR_ledger_client: 'ledger-client-2', DATADOG_WEBHOOKS_REVIEW: '1' };
    await project.terraform('webhooks', 'init -input=false');
    const planned = await project.terraform('webhooks', 'plan -json -input=false -out=saved.tfplan', changed);
    const shown = await project.terraform('webhooks', 'show -json saved.tfplan');
    const plan = JSON.stringify(sorted(JSON.parse(shown.stdout) as Plan), null, 2);
    const code = project.read('cdktf.out/stacks/webhooks/cdk.tf.json');
    const lines = planned.stdout
      .split('\n')
      .filter((line) => /"type":"(version|diagnostic|planned_change|change_summary)"/.test(line));
    return new Map([
      ['plan.json', `${normalised(plan, ids)}\n`],
      [
        'plan.log',
        lines
          .map((line) => `${normalised(line, ids)}\n`)
          .sort()
          .join(''),
      ],
      ['cdk.tf.json', `${JSON.stringify(JSON.parse(code), null, 2)}\n`],
    ] as const);
  });
}

async function played<Result>(
  example: string | undefined,
  play: (project: CdktfProject, emulator: Emulator) => Promise<Result>,
): Promise<Result> {
  await using emulator = await startEmulator({ user: 'jane@example.com' });
  const secrets = ['secret', 'rotated_secret', 'payments_secret', 'orders_secret', 'refunds_secret'];
  const environment = {
    DD_HOST: emulator.url,
    DD_API_KEY: 'an-api-key',
    DD_APP_KEY: 'an-application-key',
    TF_VAR_ledger_client: 'ledger-client-1',
    ...Object.fromEntries(secrets.map((name) => [`TF_VAR_${name}`, `the value of ${name}`])),
  };
  using project = new CdktfProject(environment, example);
  return await play(project, emulator);
}

/**
 * Lines from one that matches to the next that matches, without what the cdktf CLI writes before and around
 * them.
 */
function excerpt(text: string, first: RegExp, last: RegExp): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^webhooks {2}| {10}(?! *$)/, '').trimEnd());
  const start = lines.findIndex((line) => first.test(line));
  const length = lines.slice(start).findIndex((line) => last.test(line));
  if (start === -1 || length === -1) throw new Error(`no ${String(first)} … ${String(last)} in:\n${text}`);
  return lines.slice(start, start + length + 1);
}

/** An id that follows from the name, so that the story is the same each time. */
function idsOf(emulator: Emulator): ReadonlyMap<string, string> {
  return new Map(
    emulator.methods().map(({ id, attributes }) => {
      const hex = sha256(String(attributes.name));
      return [id, hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')];
    }),
  );
}

/** Replaces what differs from run to run: ids, times and Terraform's version. */
function normalised(text: string, ids: ReadonlyMap<string, string>): string {
  let normal = text;
  for (const [id, stable] of ids) normal = normal.replaceAll(id, stable);
  return normal
    .replace(/\b20\d\d-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '2026-11-23T20:00:00Z')
    .replace(/\b\d+ [A-Z][a-z]{2} 20\d\d at \d\d:\d\d UTC/g, '24 Nov 2026 at 17:02 UTC')
    .replace(/("terraform_version": "|Terraform )\d+\.\d+\.\d+/g, '$11.11.4');
}

interface Plan {
  readonly resource_drift?: readonly { readonly address: string }[];
}

/** Terraform lists drift in no fixed order. */
function sorted(plan: Plan): object {
  const drift = [...(plan.resource_drift ?? [])].sort((a, b) => a.address.localeCompare(b.address));
  return { ...plan, resource_drift: drift };
}
