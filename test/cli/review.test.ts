import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import stringWidth from 'string-width';
import schema from '../../docs/review.schema.json';
import type { JsonReview } from '../review/plans';
import { drift, entry, plan, state, update } from '../review/plans';
import { command, type Run } from './command';

const run = command();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'review-')));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(path(name), content);
  return path(name);
}

/** Runs `review` in the folder to its end. */
async function review(...words: string[]) {
  return ended(run.with({ cwd: folder }, 'review', ...words));
}
async function ended(running: Run) {
  const { code } = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

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
    [['--plan', '-', '--plan', '-'], 'Standard input (--plan -) can contain only one plan.'],
    [
      ['--plan', 'quiet.json', 'webhooks', '--no-synth'],
      'so names of stacks, --no-synth would have no effect. Remove one or the other.',
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

test('docs/review.md shows its help', async () => {
  const { code, stdout, stderr } = await review('--help');

  expect([code, stderr]).toStrictEqual([0, '']);
  expect(readFileSync(join(__dirname, '../../docs/review.md'), 'utf8')).toContain(
    `\n\`\`\`\n${stdout}\`\`\`\n`,
  );
});

describe('a plan that is none ends with 1, names the file and quotes nothing of it:', () => {
  const SECRET = 'hush-hush';
  test.each([
    ['empty', '', 'is empty'],
    ['cut off', CONFLICT.slice(0, -200), ''],
    ['of another kind', `{"secret":"${SECRET}"}`, 'format_version'],
    ['no JSON', `{"secret":"${SECRET}"`, ''],
    ['binary', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'terraform show -json'],
    ['of a format to come', plan({ format_version: '2.0' }), 'format_version "2.0"'],
    ['errored', plan({ errored: true }), 'ended with an error'],
  ])('%s', async (_, content, words) => {
    const { code, stdout, stderr } = await review('--plan', file('broken.json', content));

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^${path('broken.json')}: .*\\.\n$`));
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(SECRET);
  });

  test('a folder, and a file that is not there', async () => {
    mkdirSync(path('folder.json'));

    expect(await review('--plan', 'folder.json')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^folder\.json cannot be read: EISDIR/),
    });
    expect(await review('--plan', 'gone.json')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^gone\.json cannot be read: ENOENT/),
    });
  });
});

describe('--plan', () => {
  test('takes files and standard input, in their order', async () => {
    const running = run.with(
      { cwd: folder, stdin: true },
      ...['review', '--plan', 'quiet.json', '--plan', '-', '--format', 'json'],
    );
    running.child.stdin?.end(CONFLICT);
    const { code, stdout, stderr } = await ended(running);

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
    const log = (...diagnostics: object[]) =>
      [
        '{"type":"version"}',
        'not JSON',
        ...diagnostics.map((diagnostic) => JSON.stringify({ type: 'diagnostic', diagnostic })),
      ].join('\n');
    const IN_USE = {
      severity: 'warning',
      address: 'datadogwebhooks_oauth2_client_credentials.payments',
      summary: 'The name of auth method "payments" is in use',
      detail: 'One.\n\nTwo.',
    };
    const reviewLog = (content: string) => {
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

    test('has no gap', async () => {
      expect(await reviewLog(log())).toMatchObject({ code: 0 });
      const without = await review('--refreshed', '--plan', 'creation.json', '--fail-on', 'unchecked');
      expect(without.code).toBe(3);
      expect(without.stdout.replace(/\s+(│ +)?/g, ' ')).toContain(
        "The plan's warnings are not at hand, so a name in use does not show: datadogwebhooks_oauth2_client_credentials.payments. Give the lines of terraform plan -json with --plan-log.",
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

  test('reads a plan of 50 MB', async () => {
    const large = entry(
      { before: { text: 'x'.repeat(50_000_000) } },
      { type: 'terraform_data', address: 'terraform_data.x' },
    );
    file('large.json', plan({ resource_changes: [entry(), large] }));
    const { code, stdout } = await review('--plan', 'large.json', '--format', 'json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { methods: 1 },
      stacks: [{ others: { unchanged: 1 } }],
    });
  });
});

describe('exit codes:', () => {
  test.each([
    ['0 whatever it says', 'conflict.json', [], 0],
    ['2 when an apply would do something', 'conflict.json', ['--detailed-exitcode'], 2],
    ['0 when it would not', 'quiet.json', ['--detailed-exitcode'], 0],
    ['3 when a rule matches, before 2', 'conflict.json', ['--detailed-exitcode', '--fail-on', 'conflict'], 3],
    ['2 when none does', 'conflict.json', ['--detailed-exitcode', '--fail-on', 'destroy,unchecked'], 2],
    [
      '3 for rules of several words',
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
  ])('%s', async (_, file, words, expected) => {
    const { code, stdout } = await review('--plan', file, '--format', 'json', ...words);

    expect(code).toBe(expected);
    if (expected !== 1) expect((JSON.parse(stdout) as JsonReview).exit.code).toBe(expected);
  });
});

describe('forms', () => {
  test('the terminal form keeps to --width, has no colour in a pipe and has it on demand', async () => {
    const plain = await review('--plan', 'conflict.json', '--width', '60');
    const forced = await ended(
      run.with(
        { cwd: folder, env: { FORCE_COLOR: '1' } },
        'review',
        '--plan',
        'conflict.json',
        '--width',
        '60',
      ),
    );

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

  test('--format github annotates', async () => {
    const { stdout } = await review('--plan', 'conflict.json', '--format', 'github');

    expect(stdout).toMatch(/^::(warning|error) /);
  });

  test('a file that cannot be written is told, and no draft of it stays', async () => {
    mkdirSync(path('taken.md'));
    const { code, stdout, stderr } = await review('--plan', 'conflict.json', '--out', 'taken.md');

    expect([code, stdout]).toStrictEqual([1, '']);
    expect(stderr).toMatch(/^taken\.md cannot be written: .*An existing file is unchanged\.\n$/);
    expect(readdirSync(folder).filter((name) => /\.md\../.test(name))).toStrictEqual([]);
  });
});

describe('what reads standard output', () => {
  const methods = Array.from({ length: 2_000 }, (_, index) =>
    entry(
      { before: state({ name: `m${index}` }), after: state({ name: `m${index}` }) },
      { address: `a.m${index}` },
    ),
  );

  test('may be slow: 5 MB arrive whole', async () => {
    file('many.json', plan({ resource_changes: methods }));
    const running = run.with({ cwd: folder }, 'review', '--plan', 'many.json', '--format', 'json');
    running.child.stdout?.pause();
    // The pipe is full, and the process waits for its reader.
    await new Promise((resolve) => running.child.stdout?.once('readable', resolve));
    running.child.stdout?.resume();
    const { code, stdout } = await ended(running);

    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(5_000_000);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { methods: 2_000 } });
  });

  test('may leave early: it ends without a word', async () => {
    file('many.json', plan({ resource_changes: methods }));
    const running = run.with({ cwd: folder }, 'review', '--plan', 'many.json', '--format', 'json');
    await once(running.child.stdout!, 'data');
    running.child.stdout?.destroy();

    expect(await running.ended).toStrictEqual({ code: 0, signal: null });
    expect(running.stderr()).toBe('');
  });
});
