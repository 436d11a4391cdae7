import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { COMMENT_MARKER } from '../../lib/review/forms';
import { needing } from '../helpers/needing';
import { startServer } from '../helpers/one-answer-server';
import { ROOT, run } from '../helpers/terraform';
import { temporaryFolder } from '../helpers/temporary-folder';

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
  folder = temporaryFolder('workflow');
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(__dirname, 'gh.mjs'), join(folder, 'bin/gh'));
});

/** What stands in for `npx cdktf-datadog-webhooks`: it may write the review, and ends with a code. */
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
  test('lets no job write that runs code of the repository or has keys of Datadog', () => {
    const { jobs } = parse(read(name)) as Workflow;
    const rights = Object.values(jobs).map((job) => job.permissions);
    const [reviewing, writing] = Object.values(jobs).map((job) => JSON.stringify(job.steps));

    expect(rights).toStrictEqual([
      { contents: 'read' },
      { [name === WORKFLOWS[0] ? 'pull-requests' : 'issues']: 'write' },
    ]);
    expect(reviewing).not.toContain('github.token');
    expect(writing).not.toMatch(/secrets\.|checkout|npm|npx/);
  });
});

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly steps: readonly Step[] }>>;
}
interface Step {
  readonly name?: string;
  readonly run?: string;
}
function steps(name: string): Step[] {
  const { jobs } = parse(read(name)) as Workflow;
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

  /**
   * Runs the steps of a workflow that have a name. The job that writes on a pull request runs also after the
   * review failed; the nightly one does not.
   */
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
    const [review, write] = steps(name).filter((step) => step.name);
    const reviewed = await shell(review?.run as string, env);
    if (reviewed.code !== 0 && name === 'github-nightly-drift.yml') return reviewed;
    const output = existsSync(env.GITHUB_OUTPUT) ? readFileSync(env.GITHUB_OUTPUT, 'utf8') : '';
    const CODE = /code=(\d+)/.exec(output)?.[1];
    const written = await shell(write?.run as string, { ...env, CODE });
    return written.code === 0 ? reviewed : written;
  }
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
  readonly script?: readonly string[];
  readonly rules?: readonly object[];
}
const gitlab = () => parse(read('gitlab-ci.yml')) as Record<string, Job>;

withPrograms.describe('on GitLab', () => {
  test('each job has rules, the image by hash, and a script that a shell can read', () => {
    const jobs = gitlab();
    const scripts = Object.values(jobs).flatMap(({ script }) => script?.join('\n') ?? []);

    expect(read('gitlab-ci.yml').match(/name: hashicorp.*/g)).toStrictEqual([
      expect.stringMatching(/^name: hashicorp\/terraform:[\d.]+@sha256:[0-9a-f]{64}$/),
    ]);
    expect(jobs['.on-merge-requests']?.rules).toStrictEqual([
      { if: expect.stringMatching(/^\$CI_PIPELINE_SOURCE == "merge_request_event" && /), when: 'always' },
    ]);
    expect(jobs['datadog-drift']?.rules).toStrictEqual([{ if: '$CI_PIPELINE_SOURCE == "schedule"' }]);
    expect(scripts).toHaveLength(3);
    for (const input of scripts) expect(spawnSync('sh', ['-n'], { input }).stderr.toString()).toBe('');
    expect(jobs['datadog-drift']?.script).toStrictEqual([
      'npx cdktf-datadog-webhooks review --refresh-only --who --fail-on drift',
    ]);
  });

  test("the token that writes is an environment's, which the job that runs the code does not name", () => {
    const { 'review-datadog': review, 'note-datadog': note } = gitlab();

    expect(review).not.toHaveProperty('environment');
    expect(JSON.stringify(review)).not.toContain('GITLAB_TOKEN');
    expect(note).toMatchObject({
      environment: { name: 'review-note', action: 'access' },
      variables: { GIT_STRATEGY: 'none' },
    });
    expect(JSON.stringify(note)).not.toMatch(/npm|npx/);
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
      const note = kept.find(({ id }) => url.pathname.endsWith(`/${id}`));
      if (request.headers['private-token'] !== 'token') response.statusCode = 401;
      else if (url.pathname === '/user') response.write('{"id":5}');
      else if (request.method === 'GET') response.write(JSON.stringify(kept.slice(page * 2 - 2, page * 2)));
      else if (note) note.body = body;
      else kept.push({ id: 9, author: { id: 5 }, body });
      response.end();
    };
    const server = await startServer((request, response) => void handle(request, response));
    return { server, calls, kept };
  }
  /** Runs the review, and then the job that writes the note, which has the review's file. */
  async function review(url: string, token = 'token') {
    const script = (job: string) => gitlab()[job]?.script?.join('\n') ?? '';
    const reviewed = await shell(script('review-datadog'), {});
    const written = await shell(script('note-datadog'), {
      CI_API_V4_URL: url,
      CI_PROJECT_ID: '1',
      CI_MERGE_REQUEST_IID: '7',
      CI_PIPELINE_URL: 'https://gitlab/pipeline',
      GITLAB_TOKEN: token,
      NO_PROXY: '*',
    });
    return { reviewed: reviewed.code, ...written };
  }
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
    ['is written also when a rule fails the review', others(), [`GET ${NOTES}`, `POST ${NOTES}`], 3],
  ])("a merge request's note %s", async (_, before, calls, code) => {
    reviewEnds(code, 'review.md');
    const played = await notes(before);
    try {
      expect(await review(played.server.url)).toMatchObject({ reviewed: code, code: 0, stderr: '' });
      expect(played.calls).toStrictEqual(['GET /user', ...calls]);
      expect(played.kept.filter(({ body }) => body === REVIEW)).toHaveLength(1);
      expect(played.kept.slice(0, 2)).toStrictEqual(others());
    } finally {
      await played.server.close();
    }
  });

  test('a review that failed does not leave the note of an earlier commit standing', async () => {
    reviewEnds(1);
    const played = await notes([{ id: 3, author: { id: 5 }, body: STALE }]);
    try {
      expect(await review(played.server.url)).toMatchObject({ reviewed: 1, code: 0 });
      expect(played.kept[0]?.body.replaceAll('\r\n', '\n')).toBe(
        `${COMMENT_MARKER}\n\nThere is no review of the last commit: see [the pipeline](https://gitlab/pipeline).\n`,
      );
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
