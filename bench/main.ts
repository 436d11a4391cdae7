/** Times the product beside the floor that Terraform itself sets: `npm run bench -- --help`. */
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { sizes, thisMachine } from './facts';
import { measureStart } from './start';
import { resultsTable, type Results, type Row } from './table';
import { measureWork, WORK_NAMES, type WorkName } from './work';

interface Options {
  readonly n: readonly number[];
  readonly latency: number;
  readonly rounds: number;
  readonly work: readonly (WorkName | 'start')[];
  readonly json?: string;
}

const numbers = (text: string) => text.split(',').map(Number);

const command = new Command('bench')
  .option('--n <numbers>', 'how many auth methods', numbers, [1, 100, 1000])
  .option('--latency <milliseconds>', 'how long Datadog takes to answer', Number, 170)
  .option('--rounds <number>', 'how often each work is done', Number, 5)
  .addOption(
    new Option('--work <names...>', 'what to measure')
      .choices(['start', ...WORK_NAMES])
      .default(['start', 'plan', 'update', 'create']),
  )
  .option('--json <file>', 'write all figures to a file');

async function main(): Promise<void> {
  const { n, latency, rounds, work, json } = command.parse().opts<Options>();
  const rows: Row[] = [];
  if (work.includes('start')) rows.push(await measureStart(rounds));
  for (const count of n)
    for (const name of WORK_NAMES.filter((candidate) => work.includes(candidate)))
      for (const latencyMs of name === 'create' ? [...new Set([latency, 0])] : [latency]) {
        const row = await measureWork(name, { count, latencyMs, rounds });
        rows.push(row);
        process.stderr.write(`${row.work}: done\n`);
      }
  const results: Results = { machine: thisMachine(), latencyMs: latency, rounds, rows, facts: sizes() };
  process.stdout.write(`${resultsTable(results)}\n`);
  if (json) writeFileSync(json, `${JSON.stringify(results, undefined, 2)}\n`);
}

void main();
