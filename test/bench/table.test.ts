import { resultsTable } from '../../bench/table';

const machine = {
  cpu: 'A CPU',
  cores: 2,
  memoryGb: 8,
  os: 'Linux 6',
  node: '20.9.0',
  terraform: '1.11.4',
};

test('the table names the machine, and gives medians, quartiles and the ratio of the medians', () => {
  const table = resultsTable({
    machine,
    latencyMs: 170,
    rounds: 5,
    rows: [
      {
        work: 'plan, 10 unchanged',
        product: [1500, 9000, 1500, 1500, 1400],
        floor: [500, 500, 500, 500, 500],
        calls: '1 GET',
      },
      { work: 'start', product: [40, 10, 30, 20], floor: [10, 10, 10, 10] },
    ],
    facts: [{ what: 'executable', value: '111 kB' }],
  });
  expect(table.split('\n')).toEqual([
    'A CPU, 2 cores, 8 GB, Linux 6, Node 20.9.0, Terraform 1.11.4. API answering in 170 ms; medians of 5 rounds, the quartiles in brackets.',
    '',
    '| work | product | floor | ratio | calls |',
    '| --- | --- | --- | --- | --- |',
    '| plan, 10 unchanged | 1.50 (1.50–1.50) s | 0.500 (0.500–0.500) s | 3.00 × | 1 GET |',
    '| start | 0.025 (0.018–0.033) s | 0.010 (0.010–0.010) s | 2.50 × | – |',
    '',
    '| what | figure |',
    '| --- | --- |',
    '| executable | 111 kB |',
  ]);
});
