import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zip } from '../../scripts/archive';
import { writeSums } from '../../scripts/release/sums';
import { needing } from '../helpers/needing';
import { cleanEnvironment, run, succeeded } from '../helpers/terraform';
import { runWorkflowStep } from './workflow-step';
import { temporaryFolder } from '../helpers/temporary-folder';

/** The steps of the release's workflow, as GitHub runs them, with stand-ins for what they call. */

const programs = ['bash', 'git', 'python3', 'unzip'];
const missing = programs.filter((name) => spawnSync(name, ['--version']).error);
const { describe } = needing(missing.join(' and '), missing.length === 0);

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = temporaryFolder('publish');
  mkdirSync(at('bin'));
  mkdirSync(at('release'));
});

/** A program on the PATH in place of the real one. */
function standIn(name: string, script: string): void {
  writeFileSync(at('bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(at('bin', name), 0o755);
}

const runStep = (job: string, name: string, env: NodeJS.ProcessEnv = {}) =>
  runWorkflowStep(folder, job, name, {
    PATH: `${at('bin')}:${process.env.PATH}`,
    GITHUB_REF_NAME: 'v1.2.0',
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_SHA: 'abc',
    GITHUB_OUTPUT: at('output.txt'),
    ...env,
  });
const step = async (name: string, env: NodeJS.ProcessEnv) => succeeded(await runStep('publish', name, env));

const git = async (cwd: string, ...args: string[]) => {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return succeeded(await run('git', [...author, ...args], { cwd, env: cleanEnvironment() })).stdout.trim();
};

/** A repository on the network, with what an earlier release committed. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const remote = at('remote.git');
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote);
  await git(folder, 'clone', '--quiet', remote, 'earlier');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at('earlier', name)), { recursive: true });
    writeFileSync(at('earlier', name), text);
  }
  await git(at('earlier'), 'add', '--all');
  await git(at('earlier'), 'commit', '--quiet', '--message', 'Release v1.1.0');
  await git(at('earlier'), 'push', '--quiet', 'origin', 'HEAD:main');
  return remote;
}

/** A zip of the release. */
function writeZip(name: string, files: readonly string[]): void {
  const packed = files.map((file) => ({ name: file, mode: 0o644, content: Buffer.from('content') }));
  writeFileSync(at('release', name), zip(packed, 9));
}

const filesOf = async (remote: string) =>
  (await git(remote, 'ls-tree', '-r', '--name-only', 'main')).split('\n');

describe('the release workflow', () => {
  test.each([
    ['behind', 0, ''],
    ['identical', 0, ''],
    ['ahead', 1, 'The commit of v1.2.0 is not on main. Merge it first, and tag it on main.\n'],
    ['diverged', 1, 'The commit of v1.2.0 is not on main. Merge it first, and tag it on main.\n'],
  ])('publishes only a tag on main: one that is %s of it ends with %i', async (status, code, stderr) => {
    standIn('gh', `echo "$@" > calls.txt; echo ${status}`);

    expect(await runStep('publish', 'Check that the tag is on main')).toMatchObject({ code, stderr });
    expect(readFileSync(at('calls.txt'), 'utf8')).toBe(
      'api repos/octo/app/compare/main...abc --jq .status\n',
    );
  });

  test.each([
    ['as it was built', () => {}, 0, ''],
    ['with one more file', () => writeFileSync(at('release/more.tgz'), ''), 1, '> more.tgz'],
    ['with a file that changed', () => writeFileSync(at('release/a.tgz'), 'b'), 1, 'a.tgz: FAILED'],
    ['without a file', () => rmSync(at('release/a.tgz')), 1, 'a.tgz: FAILED open or read'],
  ])('checks a release %s', async (_, change, code, line) => {
    for (const name of ['a.tgz', 'b_1.zip', 'Cdktf.jar']) writeFileSync(at('release', name), name);
    writeSums(at('release'), 'provider_SHA256SUMS');
    change();

    const finished = await runStep('publish', 'Check what was built');
    expect(finished.code).toBe(code);
    expect(finished.stdout).toContain(line);
  });

  test.each([
    ['The fingerprint is `0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567`.', 0],
    ['The fingerprint is `0123 4567`.', 1],
    ['There is no key yet.', 1],
  ])('builds only with the fingerprint of the signing key: "%s"', async (line, code) => {
    mkdirSync(at('docs'));
    writeFileSync(at('docs/verify.md'), `# Verify\n\n${line}\n`);
    writeFileSync(at('output.txt'), '');

    expect(await runStep('build', 'Read the fingerprint of the signing key')).toMatchObject({ code });
    expect(readFileSync(at('output.txt'), 'utf8')).toBe(
      code === 0 ? 'fingerprint=0123456789ABCDEF0123456789ABCDEF01234567\n' : '',
    );
  });

  test('sends Maven Central one bundle: each file with its signature and checksums', async () => {
    const ends = ['.jar', '-sources.jar', '-javadoc.jar', '.pom'];
    const files = (more: readonly string[]) =>
      ['cdktf-datadog-webhooks', 'cdktn-datadog-webhooks'].flatMap((name) =>
        ends.flatMap((end) => more.map((last) => [name, `${name}-1.2.0${end}${last}`] as const)),
      );
    for (const [, file] of files(['', '.asc'])) writeFileSync(at('release', file), '');
    writeFileSync(at('release/cdktf-datadog-webhooks-1.2.0.tgz'), '');
    standIn('curl', 'printf "%s\\n" "$@"');

    const { stdout } = await step('Publish on Maven Central', {
      MAVEN_PUBLISHER: 'https://maven.example/publisher',
      MAVEN_TOKEN: 'the-token',
    });
    const packed = await run('unzip', ['-Z1', at('maven.zip')], { cwd: folder, env: process.env });
    const expected = files(['', '.asc', '.md5', '.sha1']).map(
      ([name, file]) => `io/github/cdktf-datadog-webhooks/${name}/1.2.0/${file}`,
    );

    expect(stdout.trim().split('\n').slice(3)).toStrictEqual([
      '--header',
      'Authorization: Bearer the-token',
      '--form',
      'bundle=@maven.zip',
      'https://maven.example/publisher/upload?publishingType=AUTOMATIC&name=v1.2.0',
    ]);
    expect(packed.stdout.match(/^.*[^/\n]$/gm)?.sort()).toStrictEqual(expected.sort());
  });

  test('commits the Go modules in place of the earlier ones, and tags each', async () => {
    const remote = await repository({
      'README.md': 'Go modules',
      'cdktf/datadogwebhooks/Gone.go': 'package datadogwebhooks',
    });
    const modules = ['cdktf', 'cdktn'].map((name) => `${name}/datadogwebhooks/go.mod`);
    writeZip('datadog-webhooks-go-1.2.0.zip', modules);
    standIn('gh', `test "$1" = auth || git clone --quiet '${remote}' "$4"`);

    await step('Publish for Go', { GH_TOKEN: 'token', GO_REPOSITORY: 'octo/datadog-webhooks-go' });

    expect(await filesOf(remote)).toStrictEqual(['README.md', ...modules]);
    expect((await git(remote, 'tag', '--points-at', 'main')).split('\n')).toStrictEqual([
      'cdktf/datadogwebhooks/v1.2.0',
      'cdktn/datadogwebhooks/v1.2.0',
    ]);
    expect(await git(remote, 'log', '-1', '--format=%s', 'main')).toBe('Release v1.2.0 of octo/app');
  });

  test("commits the provider's pages in place of the earlier ones, and releases that commit", async () => {
    const remote = await repository({ 'README.md': 'The provider', 'docs/resources/gone.md': 'Gone' });
    const pages = ['docs/index.md', 'docs/resources/oauth2_client_credentials.md'];
    writeZip('registry-pages-1.2.0.zip', pages);
    writeFileSync(at('release/terraform-provider-datadogwebhooks_1.2.0_manifest.json'), '{}');
    standIn(
      'gh',
      `case "$1" in repo) git clone --quiet '${remote}' "$4";; release) echo "$@" > ../calls.txt;; esac`,
    );

    await step('Publish for the registries', {
      GH_TOKEN: 'token',
      PROVIDER_REPOSITORY: 'octo/terraform-provider-datadogwebhooks',
    });

    expect(await filesOf(remote)).toStrictEqual(['README.md', ...pages]);
    expect(readFileSync(at('calls.txt'), 'utf8')).toBe(
      `release create v1.2.0 --repo octo/terraform-provider-datadogwebhooks --target ${await git(remote, 'rev-parse', 'main')} --notes Built from https://github.com/octo/app/releases/tag/v1.2.0 ../release/terraform-provider-datadogwebhooks_1.2.0_manifest.json\n`,
    );
  });
});
