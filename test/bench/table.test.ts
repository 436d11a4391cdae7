import { resultsChart } from '../../bench/chart';
import { comparison } from '../../bench/compare';
import type { Results } from '../../bench/results';
import { resultsTable } from '../../bench/table';

const machine = {
  cpu: 'A CPU',
  cores: 2,
  memoryGb: 8,
  os: 'Linux 6',
  node: '20.9.0',
  terraform: '1.11.4',
};

const results = (plan: number): Results => ({
  machine,
  latencyMs: 170,
  rounds: 5,
  rows: [
    {
      work: 'plan, 10 <unchanged>',
      product: Array<number>(5).fill(plan),
      floor: Array<number>(5).fill(500),
      calls: '1 GET',
    },
    { work: 'start', product: [50], floor: [25] },
  ],
  facts: [{ what: 'executable', value: '111 kB' }],
});

test('the table names the machine, and gives a ratio or why there is none', () => {
  expect(resultsTable(results(1500)).split('\n')).toEqual([
    'A CPU, 2 cores, 8 GB, Linux 6, Node 20.9.0, Terraform 1.11.4. API answering in 170 ms; medians of 5 rounds, the quartiles in brackets.',
    '',
    '| work | product | floor | ratio | calls |',
    '| --- | --- | --- | --- | --- |',
    '| plan, 10 <unchanged> | 1.50 (1.50–1.50) s | 0.500 (0.500–0.500) s | 3.00 × | 1 GET |',
    '| start | 0.050 (0.050–0.050) s | 0.025 (0.025–0.025) s | none: fewer than 5 rounds | – |',
    '',
    '| what | figure |',
    '| --- | --- |',
    '| executable | 111 kB |',
  ]);
});

test('the chart has a bar for each side, the longest over the whole width, and no markup from a name', () => {
  const svg = resultsChart(results(1500));
  expect(svg.match(/<rect class="."[^>]*width="[\d.]+"/g)).toEqual([
    '<rect class="p" x="230" y="34" width="400.0"',
    '<rect class="f" x="230" y="54" width="133.3"',
    '<rect class="p" x="230" y="92" width="400.0"',
    '<rect class="f" x="230" y="112" width="200.0"',
  ]);
  expect(svg).toContain('>plan, 10 &#60;unchanged&#62;</text>');
  expect(svg).toContain('prefers-color-scheme:dark');
});

test('a ratio that grew by more than 15 % is called slower, one that did not is not', () => {
  expect(comparison(results(1500), results(1700))).toEqual({
    slower: false,
    lines: [
      'plan, 10 <unchanged>: 3.40 × the floor, was 3.00 ×: as good',
      'start: the committed figures have no ratio (fewer than 5 rounds)',
    ],
  });
  expect(comparison(results(1500), results(1800))).toMatchObject({
    slower: true,
    lines: ['plan, 10 <unchanged>: 3.60 × the floor, was 3.00 ×: SLOWER', expect.any(String)],
  });
});
