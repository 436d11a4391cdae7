import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { needing } from '../helpers/needing';
import { ROOT, run } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const STEPS = (parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { runs: { steps: Step[] } }).runs
  .steps;
const scriptOf = (step: string) => STEPS.find(({ name }) => name === step)?.run ?? '';

const withBash = needing('bash', !spawnSync('bash', ['--version']).error);

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

test("the step that writes is the one of the example's workflow, which its test runs", () => {
  const example = readFileSync(
    join(ROOT, 'examples/review-on-pull-requests/github-pull-request.yml'),
    'utf8',
  );
  const script = (parse(example).jobs.comment.steps.at(-1) as Step).run ?? '';

  expect(scriptOf('Comment')).toBe(
    script.replace('cat review.md >> "$GITHUB_STEP_SUMMARY"\n', '').replaceAll('review.md', '"$REVIEW"'),
  );
});

withBash.describe('the action', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('action');
    mkdirSync(join(folder, 'bin'));
  });

  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

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
      const write = `printf '%s' 'a review' > "$REVIEW"`;
      writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\necho "$@" >> npx.txt\n${write}\nexit ${code}\n`);
      chmodSync(join(folder, 'bin/npx'), 0o755);
      const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', scriptOf('Review')];
      const finished = await run('bash', bash, {
        cwd: folder,
        env: {
          PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
          REVIEW: join(folder, 'review.md'),
          GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
          PACKAGE: 'cdktf-datadog-webhooks',
          STACKS,
          RULES,
        },
      });

      expect(finished).toMatchObject({ code, stderr: '' });
      expect(read('npx.txt')).toBe(
        `--no-install cdktf-datadog-webhooks review${stacks} --format github --out ${join(folder, 'review.md')}${rules}\n`,
      );
      expect(read('summary.md')).toBe('a review');
    },
  );
});
