import type { EmulatorCredentials } from '../../lib/emulator';
import type { Project } from './project';

/** A set-up with one mistake, by the rule that it shows. */
export interface SetUp {
  /** The block of docs/doctor.md that shows it. */
  readonly block: string;
  readonly rule: string;
  /** What the emulator accepts. Default: any keys. */
  readonly credentials?: readonly EmulatorCredentials[];
  readonly prepare: (project: Project) => void;
}

const KEYS = { apiKey: 'a-secret-api-key', appKey: 'a-secret-application-key' };
const STACK = 'cdktf.out/stacks/webhooks';
const PLUGINS = `${STACK}/terraform.d/plugins/terraform.local/cdktf/datadogwebhooks`;

export const SET_UPS: readonly SetUp[] = [
  {
    block: 'node',
    rule: 'a node on the PATH that is too old for the provider',
    prepare: (project) => project.program('node', 'echo v16.20.2'),
  },
  {
    block: 'cli',
    rule: 'a node on the PATH that is too old for the CLI of the framework',
    prepare: (project) => project.useCdktn(),
  },
  {
    block: 'certificates',
    rule: 'a Node that verifies no certificate',
    prepare: (project) => (project.environment.NODE_TLS_REJECT_UNAUTHORIZED = '0'),
  },
  {
    block: 'terraform',
    rule: 'no Terraform',
    prepare: (project) => project.remove('bin/terraform'),
  },
  {
    block: 'tofu',
    rule: 'an OpenTofu without write-only attributes',
    prepare: (project) => {
      project.program('tofu', 'echo OpenTofu v1.9.1');
      project.environment.TERRAFORM_BINARY_NAME = 'tofu';
    },
  },
  {
    block: 'project',
    rule: 'a folder that is not that of the project',
    prepare: (project) => project.remove('cdktf.json'),
  },
  {
    block: 'app',
    rule: 'a project file without the command that synthesizes',
    prepare: (project) => project.write('cdktf.json', JSON.stringify({ language: 'typescript' })),
  },
  {
    block: 'home',
    rule: 'a HOME that cannot be written',
    prepare: (project) => (project.environment.HOME = project.path('cdktf.json')),
  },
  {
    block: 'copies',
    rule: 'two copies of the framework',
    prepare: (project) => project.install('cdktf', '0.20.0', {}, 'node_modules/cdktf-datadog-webhooks'),
  },
  {
    block: 'packages',
    rule: 'the packages for both frameworks',
    prepare: (project) => project.install('cdktn-datadog-webhooks', '1.0.0'),
  },
  {
    block: 'framework',
    rule: 'the package for the other framework',
    prepare: (project) => {
      project.remove('node_modules/cdktf');
      project.install('cdktn', '0.24.0');
    },
  },
  {
    block: 'peer',
    rule: 'a package that ours needs and the package manager did not install',
    prepare: (project) => project.remove('node_modules/@cdktf'),
  },
  {
    block: 'synthesized',
    rule: 'a stack that was synthesized with an earlier version',
    prepare: (project) =>
      project.edit(`${STACK}/cdk.tf.json`, (text) =>
        text.replace(/("source": "terraform.local[^,]*,\s*"version": ")[^"]+/, '$10.0.9'),
      ),
  },
  {
    block: 'provider',
    rule: 'a stack without its provider, as when an artifact omits it',
    prepare: (project) => project.remove(PLUGINS),
  },
  {
    block: 'lock',
    rule: 'a lock file that names no provider of ours',
    prepare: (project) => project.remove(`${STACK}/.terraform.lock.hcl`),
  },
  {
    block: 'installation',
    rule: 'a Terraform that looks for providers elsewhere',
    prepare: (project) => project.write('home/.terraformrc', 'provider_installation {\n  direct {}\n}\n'),
  },
  {
    block: 'variables',
    rule: 'a client secret without a value',
    prepare: (project) => delete project.environment.TF_VAR_payments_secret,
  },
  {
    block: 'keys',
    rule: 'one key of two',
    prepare: (project) => delete project.environment.DD_APP_KEY,
  },
  {
    block: 'address',
    rule: 'an address that is not a URL',
    prepare: (project) => (project.environment.DD_HOST = '127.0.0.1:8130'),
  },
  {
    block: 'proxy',
    rule: 'a proxy without a protocol',
    prepare: (project) => (project.environment.HTTPS_PROXY = 'proxy.example.com:3128'),
  },
  {
    block: 'refused',
    rule: 'keys of another site or organisation',
    credentials: [{ apiKey: 'another', appKey: 'another' }],
    prepare: () => undefined,
  },
  {
    block: 'read',
    rule: 'keys that may not read',
    credentials: [{ ...KEYS, permissions: ['manage_integrations'] }],
    prepare: () => undefined,
  },
  {
    block: 'manage',
    rule: 'keys that may read and not change',
    credentials: [{ ...KEYS, permissions: ['integrations_read'] }],
    prepare: () => undefined,
  },
];
