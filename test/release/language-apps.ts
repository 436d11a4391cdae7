import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { startEmulator } from '../../lib/emulator';
import packageJson from '../../package.json';
import { frameworkReplacements, GO_ENVIRONMENT, moduleOf } from '../../scripts/release/languages/go';
import { frameworkClasspath } from '../../scripts/release/languages/java';
import { LANGUAGES, missingTools, type Language } from '../../scripts/release/languages/programs';
import { environmentOf } from '../helpers/emulated';
import { needing } from '../helpers/needing';
import { LIST, takeRequests } from '../helpers/requests';
import { cleanEnvironment, ROOT, run, succeeded, type Finished } from '../helpers/terraform';

const VERSION = packageJson.version;
const MINUTES = 60_000;
const LITERAL = 'literal-s3cret';
const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-webhooks',
  scope: 'read:webhooks write:webhooks',
  client_secret: 's1',
};

type Framework = 'cdktf' | 'cdktn';

interface App {
  /** The example's file. */
  readonly file: string;
  /** What a reader of docs/languages.md replaces in the code for cdktn. */
  readonly forCdktn: readonly (readonly [string, string])[];
  /** The client secret in the code, and a literal in its place. */
  readonly secret: readonly [string, string];
  /** Installs the package from the release; what then runs the app in a folder that has its file. */
  readonly install: (
    framework: Framework,
    release: string,
    folder: string,
  ) => Promise<() => Promise<Finished>>;
}

const env = cleanEnvironment({ JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' });

const APPS: Readonly<Record<Language, App>> = {
  python: {
    file: 'main.py',
    forCdktn: [['cdktf', 'cdktn']],
    secret: ['EphemeralSecret(stack, "payments-secret").string_value', `"${LITERAL}"`],
    install: async (framework, release, folder) => {
      const target = join(folder, 'packages');
      const options = ['--quiet', '--disable-pip-version-check', '--target', target, '--find-links', release];
      const name = `${framework}-datadog-webhooks==${VERSION}`;
      succeeded(await run('python3', ['-m', 'pip', 'install', ...options, name], { cwd: folder, env }));
      return () => run('python3', ['main.py'], { cwd: folder, env: { ...env, PYTHONPATH: target } });
    },
  },
  java: {
    file: 'Main.java',
    forCdktn: [
      ['com.hashicorp.cdktf', 'io.cdktn.cdktn'],
      ['_webhooks.cdktf', '_webhooks.cdktn'],
    ],
    secret: ['new EphemeralSecret(stack, "payments-secret").getStringValue()', `"${LITERAL}"`],
    install: async (framework, release, folder) => {
      const jar = join(release, `${framework}-datadog-webhooks-${VERSION}.jar`);
      const classpath = `${jar}:${frameworkClasspath()}`;
      return () => run('java', ['-classpath', classpath, 'Main.java'], { cwd: folder, env });
    },
  },
  go: {
    file: 'main.go',
    forCdktn: [
      ['github.com/hashicorp/terraform-cdk-go/cdktf', 'github.com/open-constructs/cdk-terrain-go/cdktn'],
      ['datadog-webhooks-go/cdktf', 'datadog-webhooks-go/cdktn'],
      ['cdktf.New', 'cdktn.New'],
    ],
    // Go refuses a variable that nothing reads.
    secret: ['secret.StringValue()', `jsii.String(*secret.Node().Id() + "${LITERAL}")`],
    install: async (framework, release, folder) => {
      const modules = join(folder, 'modules');
      execFileSync('unzip', ['-q', join(release, `datadog-webhooks-go-${VERSION}.zip`), '-d', modules]);
      const ours = join(modules, framework, 'datadogwebhooks');
      const goEnv = { ...env, ...GO_ENVIRONMENT };
      const go = async (...args: string[]) => succeeded(await run('go', args, { cwd: folder, env: goEnv }));
      await go('mod', 'init', 'example.com/webhooks');
      await go('mod', 'edit', `-require=${moduleOf(ours)}@v${VERSION}`, `-replace=${moduleOf(ours)}=${ours}`);
      await go('mod', 'edit', ...frameworkReplacements());
      return () => run('go', ['run', 'main.go'], { cwd: folder, env: goEnv });
    },
  },
};

/** The tests of the apps in other languages, with the packages of a release. */
export function languageApps(release: () => string, folder: () => string): void {
  describe.each(LANGUAGES)('%s', (language) => {
    const [missing] = missingTools([language]);
    const { test } = needing(missing ?? language, missing === undefined);
    for (const framework of ['cdktf', 'cdktn'] as const)
      test(
        `the app of examples/languages deploys with ${framework}, and its synth refuses a secret that is a literal`,
        () => deploys(language, framework, release(), join(folder(), `${language}-${framework}`)),
        10 * MINUTES,
      );
  });
}

async function deploys(language: Language, framework: Framework, release: string, folder: string) {
  const { file, forCdktn, secret, install } = APPS[language];
  const example = readFileSync(join(ROOT, 'examples/languages', language, file), 'utf8');
  const replaced = framework === 'cdktn' ? forCdktn : [];
  const code = replaced.reduce((text, [from, to]) => text.replaceAll(from, to), example);
  mkdirSync(folder);
  const synth = await install(framework, release, folder);

  writeFileSync(join(folder, file), code.replace(...secret));
  const refused = await synth();
  expect(refused.code).not.toBe(0);
  expect(refused.flat).toContain('[webhooks] clientSecret of webhooks/payments is a literal');
  expect(refused.text).not.toContain(LITERAL);
  expect(existsSync(join(folder, 'cdktf.out/stacks/webhooks/cdk.tf.json'))).toBe(false);

  writeFileSync(join(folder, file), code);
  succeeded(await synth());
  await using emulator = await startEmulator();
  const cwd = join(folder, 'cdktf.out/stacks/webhooks');
  const env = cleanEnvironment({ ...environmentOf(emulator), TF_VAR_payments_secret: 's1' });
  for (const args of ['init', 'apply -auto-approve'])
    succeeded(await run('terraform', [...args.split(' '), '-no-color'], { cwd, env }));

  expect(takeRequests(emulator)).toStrictEqual([LIST, LIST, `POST ${JSON.stringify(PAYMENTS)}`]);
}
