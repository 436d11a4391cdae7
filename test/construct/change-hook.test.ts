import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformCount, TerraformIterator, TerraformLocal, type TerraformStack } from 'cdktf';
import type { ChangeHookConfig } from '../../lib';
import { ROWS } from '../../lib/attributes';
import { cleanEnvironment, run, succeeded, TYPE } from '../helpers/terraform';
import { hookResourceIn, newMethod, stackWithProvider, synthesized, temporaryFolder } from './synthesis';

const METHOD = `${TYPE}.payments`;
/** The names of what Datadog is sent, in TypeScript and in Terraform; the revision for the secret. */
const SENT = ROWS.filter((row) => row.in.includes('create')).map(({ property, terraform }) =>
  property === 'clientSecret'
    ? (['clientSecretRevision', 'client_secret_revision'] as const)
    : ([property, terraform] as const),
);

/** The provisioners that run a command. */
const running = (localExec: object) => [{ 'local-exec': localExec }];

/** The hook's resource in cdk.tf.json. */
function hook(config: ChangeHookConfig, method: Parameters<typeof newMethod>[0] = {}) {
  const watched = newMethod(method);
  return hookResourceIn(watched.cdktfStack, watched.onChange('notify', config));
}

test('without names, a hook waits for every attribute that Datadog is sent, the secret by its revision', () => {
  expect(hook({ command: './notify.sh' })).toEqual({
    triggers: Object.fromEntries(
      SENT.map(([property, terraform]) => [property, `\${${METHOD}.${terraform}}`]),
    ),
    provisioner: running({
      command: './notify.sh',
      environment: {
        AUTH_METHOD_ID: `\${${METHOD}.id}`,
        ...Object.fromEntries(
          SENT.map(([, name]) => [`AUTH_METHOD_${name.toUpperCase()}`, `\${${METHOD}.${name}}`]),
        ),
        AUTH_METHOD_WATCHED: SENT.map(([property]) => property).join(','),
      },
    }),
  });
});

test('a hook waits for the attributes that it names, and is told those, the name and the id', () => {
  const on = ['scope', 'clientSecret', 'scope'];
  expect(hook({ command: 'x', on, workingDir: '/srv', interpreter: ['bash', '-c'] })).toEqual({
    triggers: {
      clientSecretRevision: `\${${METHOD}.client_secret_revision}`,
      scope: `\${${METHOD}.scope}`,
    },
    provisioner: running({
      command: 'x',
      working_dir: '/srv',
      interpreter: ['bash', '-c'],
      environment: {
        AUTH_METHOD_ID: `\${${METHOD}.id}`,
        AUTH_METHOD_NAME: `\${${METHOD}.name}`,
        AUTH_METHOD_CLIENT_SECRET_REVISION: `\${${METHOD}.client_secret_revision}`,
        AUTH_METHOD_SCOPE: `\${${METHOD}.scope}`,
        AUTH_METHOD_WATCHED: 'clientSecretRevision,scope',
      },
    }),
  });
});

test('the environment can hold more, and what a hook tells cannot be overwritten', () => {
  const environment = { CHANNEL: '#payments', AUTH_METHOD_WATCHED: 'all' };
  expect(hook({ command: 'x', on: ['id'], environment }).provisioner[0]['local-exec'].environment).toEqual({
    CHANNEL: '#payments',
    AUTH_METHOD_ID: `\${${METHOD}.id}`,
    AUTH_METHOD_NAME: `\${${METHOD}.name}`,
    AUTH_METHOD_WATCHED: 'id',
  });
});

test('there is a hook for each instance of an auth method that has several', () => {
  const each = hook({ command: 'x', on: ['id'] }, { forEach: TerraformIterator.fromList(['a', 'b']) });
  expect(each).toMatchObject({
    for_each: '${toset(["a", "b"])}',
    triggers: { id: `\${${METHOD}[each.key].id}` },
  });
  const counted = hook({ command: 'x', on: ['id'] }, { count: TerraformCount.of(2) });
  expect(counted).toMatchObject({ count: 2, triggers: { id: `\${${METHOD}[count.index].id}` } });
});

test.each([[['scope', 'client_id']], [[]]])('a hook on %j stops at once', (on) => {
  expect(() => newMethod().onChange('notify', { command: 'x', on })).toThrow(
    `The change hook stack/payments/notify watches ${JSON.stringify(on)}. \`on\` must name one or more attributes of an auth method: ${ROWS.map(({ property }) => property).join(', ')}. Omit it to watch all.`,
  );
});

describe('what is written for the shell', () => {
  const COMMAND = [
    'WHO=shell',
    'echo "${WHO} $WHO $${WHO:+pid} %{WHO} %%{ $(echo sub) $((1 + 1)) 100% {TfToken[]} \\$ {}"',
    'echo "$EXTRA"',
  ].join('\n');

  /** Runs a hook's command by a resource that needs no provider, with terraform. */
  async function ran(config: (stack: TerraformStack) => ChangeHookConfig): Promise<string[]> {
    const stack = stackWithProvider();
    const made = newMethod({}, stack).onChange('notify', config(stack));
    const { locals } = synthesized(stack);
    const [provisioner] = hookResourceIn(stack, made).provisioner;
    const { command, environment, interpreter } = provisioner['local-exec'];
    for (const name of Object.keys(environment))
      if (name.startsWith('AUTH_METHOD_')) delete environment[name];
    const folder = temporaryFolder();
    const quiet = running({ command, environment, interpreter, quiet: true });
    const terraform = { locals, resource: { terraform_data: { hook: { provisioner: quiet } } } };
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(terraform));
    const options = { cwd: folder, env: cleanEnvironment() };
    succeeded(await run('terraform', ['init', '-no-color'], options));
    const { text } = await run('terraform', ['apply', '-auto-approve', '-no-color'], options);
    // The first line is Terraform's own: it says that the command is not shown.
    return [...text.matchAll(/\(local-exec\): (.*)/g)].slice(1).map(([, line]) => line as string);
  }

  test('arrives as it was written', async () => {
    const lines = await ran(() => ({
      command: COMMAND,
      environment: { EXTRA: '${HOME} %{if} $5' },
      interpreter: ['bash', '-c'],
    }));
    expect(lines).toEqual([
      expect.stringMatching(
        /^shell shell \d+\{WHO:\+pid\} %\{WHO\} %%\{ sub 2 100% \{TfToken\[\]\} \$ \{\}$/,
      ),
      '${HOME} %{if} $5',
    ]);
  });

  test('keeps its references, also behind a dollar sign', async () => {
    const lines = await ran((stack) => {
      const who = new TerraformLocal(stack, 'who', 'world').asString;
      return {
        command: `echo 'hello ${who}' '$${who}' '$$${who}' '%${who}' '\${WHO}'`,
        environment: { WHO: who },
      };
    });
    expect(lines).toEqual(['hello world $world $$world %world ${WHO}']);
  });
});
