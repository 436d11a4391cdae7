import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import stringWidth from 'string-width';
import schema from '../../docs/review.schema.json';
import type { JsonReview } from '../review/plans';
import { drift, entry, plan, state, update } from '../review/plans';
import { command } from './command';

const run = command();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'review-')));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path(name), content);
  return path(name);
}

const start = (...words: string[]) => run.with({ cwd: folder }, 'review', ...words);
const review = (...words: string[]) => start(...words).ended;

/** Somebody changed the scope in Datadog, and the code changes it too. */
const CONFLICT = plan({
  resource_drift: [drift({ scope: 'read' }, { scope: 'admin' })],
  resource_changes: [update({ scope: 'admin' }, { scope: 'write' })],
});
/** Nothing to do. */
const QUIET = plan({
  applyable: false,
  resource_changes: [entry({}, { address: 'datadogwebhooks_oauth2_client_credentials.quiet' })],
});
beforeAll(() => {
  file('conflict.json', CONFLICT);
  file('quiet.json', QUIET);
});

describe('what was typed wrong ends with 1 and a sentence:', () => {
  test.each([
    [['--frobnicate'], "error: unknown option '--frobnicate'"],
    [
      ['--format', 'xml'],
      "option '--format <form>' argument 'xml' is invalid. Allowed choices are terminal, markdown, html, json, github.",
    ],
    [['--out', 'review.pdf'], 'The file name must end in .txt, .md, .html or .json.'],
    [
      ['--fail-on', 'drift,rain'],
      '"rain" is not a rule. The rules are blocked, drift, conflict, change, destroy, unchecked, unmanaged.',
    ],
    [['--width', '0'], 'It must be above 0.'],
    [['--width', 'wide'], 'It must be a whole number.'],
    [['--code', 'cdk.tf.json'], 'Each plan has its own cdk.tf.json. Give --code as often as --plan'],
    [['--plan', 'quiet.json', '--plan', 'quiet.json', '--code', 'a'], 'Each plan has its own cdk.tf.json.'],
    [['--plan-log', 'plan.log'], 'Each plan has its own log. Give --plan-log as often as --plan'],
    [['--plan', 'quiet.json', '--plan-log', 'a', '--plan-log', 'b'], 'Each plan has its own log.'],
    [
      ['--fail-on', 'unmanaged'],
      '--fail-on unmanaged needs the list of all auth methods. Give --unmanaged too.',
    ],
    [['--refreshed', '--no-synth'], '--refreshed describes the plans of --plan.'],
    [
      ['--plan', 'quiet.json', '--refreshed', '--no-refresh'],
      '--refreshed and --no-refresh contradict each other. Give one of them.',
    ],
    [['--plan', '-', '--plan', '-'], 'Standard input (-) can be only one of --plan, --plan-log and --code.'],
    [['--plan', '-', '--plan-log', '-'], 'Standard input (-) can be only one of --plan, --plan-log'],
    [
      ['--plan', 'quiet.json', 'webhooks', '--no-synth', '--refresh-only'],
      'so names of stacks, --no-synth, --refresh-only would have no effect. Remove one or the other.',
    ],
    [[], `There is no cdktf.json with an "app" in "${folder}"`],
    [['--no-synth'], `There is no synthesized app in "${join(folder, 'cdktf.out')}"`],
  ])('%j', async (words, sentence) => {
    const { code, stdout, stderr } = await review(...words);

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  });
});

describe('what cannot be read ends with 1, and names the file:', () => {
  test.each([
    [
      'no plan, of which nothing is quoted',
      'none.json',
      /^none\.json: This is not the JSON of a plan\. .*\.\n$/,
    ],
    ['a folder', '.', /^\. cannot be read: EISDIR.*\.\n$/],
  ])('%s', async (_, name, message) => {
    file('none.json', '{"secret":"hush-hush"}');
    const { code, stdout, stderr } = await review('--plan', name);

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hush-hush');
  });
});

describe('--plan', () => {
  test('takes files and standard input, in their order', async () => {
    const words = ['--plan', 'quiet.json', '--plan', '-', '--format', 'json'];
    const running = run.with({ cwd: folder, stdin: true }, 'review', ...words);
    running.child.stdin?.end(CONFLICT);
    const { code, stdout, stderr } = await running.ended;

    expect([code, stderr]).toStrictEqual([0, '']);
    const { stacks, counts } = JSON.parse(stdout) as JsonReview;
    expect(stacks.map(({ methods }) => methods[0]?.action)).toStrictEqual(['none', 'update']);
    expect(counts).toMatchObject({ methods: 2, outcomes: { conflict: 1, 'in-sync': 1 } });
  });

  test('with --code tells the path of the construct', async () => {
    const metadata = { path: 'webhooks/payments', uniqueId: 'payments' };
    file(
      'cdk.tf.json',
      JSON.stringify({
        resource: { datadogwebhooks_oauth2_client_credentials: { payments: { '//': { metadata } } } },
      }),
    );
    const { stdout } = await review('--plan', 'conflict.json', '--code', 'cdk.tf.json', '--format', 'json');

    expect(JSON.parse(stdout)).toMatchObject({
      stacks: [{ methods: [{ constructPath: 'webhooks/payments' }] }],
    });
  });

  test.each([
    ['nothing', [], 'not-known', 3],
    ['--refreshed', ['--refreshed'], 'yes', 0],
    ['--no-refresh', ['--no-refresh'], 'no', 3],
  ])(
    'takes the word of its caller for whether Datadog was asked: %s',
    async (_, words, refreshed, expected) => {
      const { code, stdout } = await review(
        ...['--plan', 'quiet.json', '--fail-on', 'unchecked', '--format', 'json', ...words],
      );

      expect(code).toBe(expected);
      expect(JSON.parse(stdout)).toMatchObject({ stacks: [{ plan: { refreshed } }] });
    },
  );

  describe('with --plan-log', () => {
    const CREATION = plan({ resource_changes: [entry({ actions: ['create'], before: null })] });
    const IN_USE = {
      severity: 'warning',
      address: 'datadogwebhooks_oauth2_client_credentials.payments',
      summary: 'The name of auth method "payments" is in use',
      detail: 'One.\n\nTwo.',
    };
    const logFrom = (first: string, last: string, ...diagnostics: object[]) =>
      [
        JSON.stringify({ '@timestamp': first, type: 'version' }),
        'not JSON',
        ...diagnostics.map((diagnostic) => JSON.stringify({ type: 'diagnostic', diagnostic })),
        JSON.stringify({ '@timestamp': last, type: 'change_summary' }),
      ].join('\n');
    // The plan is of 20:34:35, and shows no fractions.
    const log = (...diagnostics: object[]) =>
      logFrom('2026-11-23T21:34:35.912345+01:00', '2026-11-23T21:34:36.000000+01:00', ...diagnostics);
    const reviewLog = (content: string | Uint8Array) => {
      file('creation.json', CREATION);
      file('plan.log', content);
      const words = ['--refreshed', '--plan', 'creation.json', '--plan-log', 'plan.log'];
      return review(...words, '--fail-on', 'blocked,unchecked', '--brief');
    };

    test('shows the warnings of the plan', async () => {
      const { code, stdout } = await reviewLog(log(IN_USE));
      expect(code).toBe(3);
      expect(stdout).toContain('Decide before you deploy: 1 that would stop the deploy\n');
      expect(stdout.replace(/\s+/g, ' ')).toContain(
        '✕ would stop the deploy, + will be created: "payments": The name of auth method "payments" is in use',
      );
    });

    test('may be in UTF-16, as Windows PowerShell writes it', async () => {
      const { code, stdout } = await reviewLog(Buffer.from(`\uFEFF${log(IN_USE)}`, 'utf16le'));
      expect(code).toBe(3);
      expect(stdout).toContain('Decide before you deploy: 1 that would stop the deploy\n');
    });

    const NO_LOG =
      'plan.log: This is not the complete log of a plan. Make it with `terraform plan -json -out FILE > LOG`, and pass it on unchanged.\n';
    const OTHER =
      'plan.log: This is the log of another plan: it does not cover the time at which the plan was made. Give the log of the command that made the plan.\n';
    test.each([
      ['is empty', '', NO_LOG],
      ['is what people read', 'No changes. Your infrastructure matches the configuration.', NO_LOG],
      ['is cut off', '{"type":"version"}\n', NO_LOG],
      ['is the plan', CREATION, NO_LOG],
      ['is of a plan before', logFrom('2026-11-23T20:34:30.1Z', '2026-11-23T20:34:34.9Z'), OTHER],
      ['is of a plan after', logFrom('2026-11-23T20:34:36.0Z', '2026-11-23T20:34:38.1Z'), OTHER],
      ['has no times', '{"type":"version"}\n{"type":"change_summary"}', OTHER],
    ])('that %s ends with 1', async (_, content, message) => {
      expect(await reviewLog(content)).toStrictEqual({ code: 1, stdout: '', stderr: message });
    });

    test('has no gap', async () => {
      expect(await reviewLog(log())).toMatchObject({ code: 0 });
      const without = await review('--refreshed', '--plan', 'creation.json', '--fail-on', 'unchecked');
      expect(without.code).toBe(3);
      expect(without.stdout.replace(/\s+(│ +)?/g, ' ')).toContain(
        "The plan's warnings are not at hand, so a name in use does not show. Give the lines of terraform plan -json with --plan-log.",
      );
    });

    test('that has another error ends with 1', async () => {
      const range = { filename: 'main.tf', start: { line: 3 } };
      const { code, stderr } = await reviewLog(
        log({ severity: 'error', summary: 'Bad', detail: 'Why.', range }),
      );
      expect(code).toBe(1);
      expect(stderr).toBe(
        'Error: Bad\n\n  on main.tf line 3:\n\nWhy.\n\nThere is no review: the plan ended with an error, so it is not complete. Fix what it reports, and plan again.\n',
      );
    });
  });
});

test.each([
  ['0 whatever it says', 'conflict.json', [], 0],
  ['2 when an apply would do something', 'conflict.json', ['--detailed-exitcode'], 2],
  [
    '3 for one of several rules of several words',
    'conflict.json',
    ['--fail-on', 'destroy', '--fail-on', ' drift ,unchecked'],
    3,
  ],
  [
    '1 before 3, when a file cannot be written',
    'conflict.json',
    ['--fail-on', 'drift', '--out', 'no/such.md'],
    1,
  ],
])('the exit code is %s', async (_, file, words, expected) => {
  const { code, stdout } = await review('--plan', file, '--format', 'json', ...words);

  expect(code).toBe(expected);
  if (expected !== 1) expect((JSON.parse(stdout) as JsonReview).exit.code).toBe(expected);
});

describe('forms', () => {
  test('the terminal form keeps to --width, has no colour in a pipe and has it on demand', async () => {
    const words = ['review', '--plan', 'conflict.json', '--width', '60'];
    const plain = await run.with({ cwd: folder }, ...words).ended;
    const forced = await run.with({ cwd: folder, env: { FORCE_COLOR: '1' } }, ...words).ended;

    const lines = plain.stdout.split('\n').filter((line) => !line.includes('/api/v2/'));
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    expect(plain.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[');
  });

  test('each file gets the form of its name, and standard output the one of --format', async () => {
    const outs = ['r.txt', 'r.md', 'r.html', 'r.json', 'R.MD'].flatMap((name) => ['--out', name]);
    const { stdout } = await review('--plan', 'conflict.json', '--format', 'json', ...outs);
    const forms = {
      'r.txt': await review('--plan', 'conflict.json'),
      'r.md': await review('--plan', 'conflict.json', '--format', 'markdown'),
      'r.html': await review('--plan', 'conflict.json', '--format', 'html'),
      'r.json': { stdout },
    };

    for (const [name, form] of Object.entries(forms)) expect(read(name)).toBe(form.stdout);
    expect(read('R.MD')).toBe(read('r.md'));
    expect(read('r.html')).toMatch(/^<!doctype html>/i);
    expect(read('r.md')).toMatch(/^<!-- cdktf-datadog-webhooks review -->\n/);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    expect([validate(JSON.parse(stdout)), validate.errors]).toStrictEqual([true, null]);
  });

  test('--quiet writes nothing to standard output', async () => {
    expect(await review('--plan', 'conflict.json', '--quiet', '--out', 'quiet.md')).toStrictEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(read('quiet.md')).toContain('scope');
  });
});

describe('what reads standard output', () => {
  const methods = Array.from({ length: 2_000 }, (_, index) =>
    entry(
      { before: state({ name: `m${index}` }), after: state({ name: `m${index}` }) },
      { address: `a.m${index}` },
    ),
  );

  const startMany = () => {
    file('many.json', plan({ resource_changes: methods }));
    return start('--plan', 'many.json', '--format', 'json');
  };

  test('may be slow: 5 MB arrive whole', async () => {
    const running = startMany();
    running.child.stdout?.pause();
    // The pipe is full, and the process waits for its reader.
    await new Promise((resolve) => running.child.stdout?.once('readable', resolve));
    running.child.stdout?.resume();
    const { code, stdout } = await running.ended;

    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(5_000_000);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { methods: 2_000 } });
  });

  test('may leave early: it ends without a word', async () => {
    const running = startMany();
    await once(running.child.stdout!, 'data');
    running.child.stdout?.destroy();

    expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
  });
});
