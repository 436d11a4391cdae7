import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMMENT_MARKER } from '../../lib/review/forms';
import { needing } from '../helpers/needing';
import { ROOT, run } from '../helpers/terraform';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const STEPS = (parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { runs: { steps: Step[] } }).runs
  .steps;
const REVIEW = `${COMMENT_MARKER}\n### Drift review\n`;
const STALE = `${COMMENT_MARKER}\nof an earlier commit\n`;

const missing = ['bash', 'jq'].filter((name) => spawnSync(name, ['--version']).error);
const withPrograms = needing(missing.join(' and '), missing.length === 0);

test('the action pins its actions, and hands values to the shell through the environment', () => {
  expect(STEPS.filter(({ uses }) => uses && !/@[0-9a-f]{40}$/.test(uses))).toStrictEqual([]);
  expect(STEPS.filter((step) => step.run?.includes('${{'))).toStrictEqual([]);
});

test('the step that writes has no keys, and the one with keys has no token', () => {
  const [reviewing, writing] = ['Review', 'Comment'].map((name) =>
    JSON.stringify(STEPS.find((step) => step.name === name)),
  );
  expect(reviewing).not.toMatch(/token/i);
  expect(writing).not.toMatch(/-key|npx/);
});

withPrograms.describe('the action', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'));
    mkdirSync(join(folder, 'bin'));
    symlinkSync(join(__dirname, 'gh.mjs'), join(folder, 'bin/gh'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  /** Runs a step as GitHub does with `shell: bash`. The command writes the review, and ends with a code. */
  function step(name: string, env: NodeJS.ProcessEnv, code = 0, writes = true) {
    const write = writes ? `printf '%s' '${REVIEW}' > "$REVIEW"\n` : '';
    writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\necho "$@" >> npx.txt\n${write}exit ${code}\n`);
    chmodSync(join(folder, 'bin/npx'), 0o755);
    const script = STEPS.find((one) => one.name === name)?.run ?? '';
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        REVIEW: join(folder, 'review.md'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        ...env,
      },
    });
  }

  test.each([
    ['all stacks', '', 'blocked,conflict', 0, '', ' --fail-on blocked,conflict'],
    [
      'some stacks',
      'webhooks orders-*\nrefunds\n',
      'blocked',
      3,
      ' webhooks orders-* refunds',
      ' --fail-on blocked',
    ],
    ['stacks without rules', 'webhooks', '', 0, ' webhooks', ''],
  ])(
    'reviews %s with the installed command, and ends with its code',
    async (_, STACKS, RULES, code, stacks, rules) => {
      const finished = await step('Review', { PACKAGE: 'cdktf-datadog-webhooks', STACKS, RULES }, code);

      expect(finished).toMatchObject({ code, stderr: '' });
      expect(read('npx.txt')).toBe(
        `--no-install cdktf-datadog-webhooks review${stacks} --format github --out ${join(folder, 'review.md')}${rules}\n`,
      );
      expect(read('summary.md')).toBe(REVIEW);
    },
  );

  const mine = { id: 3, number: 3, user: { login: 'github-actions[bot]' }, body: STALE };
  test.each([
    ['is written', [], 'POST repos/octo/app/issues/7/comments', REVIEW, true],
    ['is updated in place', [mine], 'PATCH repos/octo/app/issues/comments/3', REVIEW, true],
    [
      'of an earlier commit does not stay where the review failed',
      [mine],
      'PATCH repos/octo/app/issues/comments/3',
      `${COMMENT_MARKER}\n\nThere is no review of the last commit: see [the run](https://run).\n`,
      false,
    ],
  ])("a pull request's comment %s", async (_, comments, call, body, hasReview) => {
    if (hasReview) writeFileSync(join(folder, 'review.md'), REVIEW);
    const GH_STATE = join(folder, 'state.json');
    writeFileSync(GH_STATE, JSON.stringify({ calls: [], comments, issues: [] }));
    const env = {
      GH_STATE,
      GH_TOKEN: 'token',
      GITHUB_REPOSITORY: 'octo/app',
      NUMBER: '7',
      RUN: 'https://run',
    };
    const finished = await step('Comment', env);

    expect(finished).toMatchObject({ code: 0, stderr: '' });
    const state = JSON.parse(read('state.json'));
    expect(state.calls).toStrictEqual(['GET repos/octo/app/issues/7/comments', call]);
    expect(state.comments.at(-1).body).toBe(body);
  });
});
