/**
 * Compares Datadog's newest client, and its own Terraform provider, with what this one relies on. Needs no
 * keys. Ends with 3 if they differ. `npx tsx scripts/watch/main.ts --out watch.md`
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import {
  API_FACTS,
  clientFacts,
  type DatadogClient,
  differences,
  OFFICIAL_FACTS,
  officialFacts,
  type ProvidersSchema,
} from './facts';

const CLIENT = '@datadog/datadog-api-client';

const { out, schema } = new Command('watch')
  .option('--out <file>', 'where the report goes', 'watch.md')
  .option('--schema <file>', "what `terraform providers schema -json` prints of Datadog's provider")
  .parse()
  .opts<{ out: string; schema?: string }>();

const sections = [compareClient()];
if (schema !== undefined) {
  const official = officialFacts(JSON.parse(readFileSync(schema, 'utf8')) as ProvidersSchema);
  sections.push(["Datadog's Terraform provider", differences(OFFICIAL_FACTS, official)]);
}
const report = sections.map(
  ([title, lines]) => `## ${title}\n\n${lines.length > 0 ? lines.join('\n') : 'No difference.'}\n`,
);
writeFileSync(out, report.join('\n'));
console.log(report.join('\n'));
if (sections.some(([, lines]) => lines.length > 0)) process.exitCode = 3;

function compareClient(): [title: string, lines: string[]] {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  try {
    const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
    execFileSync('npm', ['install', ...options, `${CLIENT}@latest`], { stdio: 'inherit' });
    const load = createRequire(join(folder, 'package.json'));
    const client = load(CLIENT) as DatadogClient;
    const { version } = load(`${CLIENT}/package.json`) as { version: string };
    const v2 = join(dirname(load.resolve(`${CLIENT}/package.json`)), 'dist/packages/datadog-api-client-v2');
    const [calls, enums] = ['apis/WebhooksIntegrationApi.js', 'models/ObjectSerializer.js'].map((file) =>
      readFileSync(join(v2, file), 'utf8'),
    ) as [string, string];
    return [`${CLIENT} ${version}`, differences(API_FACTS, clientFacts(client, calls, enums))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
