import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as framework from 'cdktf';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethods,
  DatadogWebhooksProvider,
  EphemeralSecret,
} from '../../lib';
import { ROOT } from '../helpers/terraform';
import { annotations, newMethod, synthesized, temporaryFolder } from './synthesis';

const nameOf = ({ App }: typeof framework) =>
  (App as unknown as Record<symbol, { fqn: string }>)[Symbol.for('jsii.rtti')]?.fqn.split('.')[0] as string;
const OURS = nameOf(framework);
const OTHER = OURS === 'cdktf' ? 'cdktn' : 'cdktf';

/** A framework by its path, which no mapping of the tests leads elsewhere. */
function load(name: string): typeof framework {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(join(ROOT, 'node_modules', name)) as typeof framework;
}

describe('an app of the other framework', () => {
  const { App, TerraformStack } = load(OTHER);
  class OwnApp extends App {}

  test.each<[string, (stack: framework.TerraformStack) => unknown]>([
    ['provider', (stack) => new DatadogWebhooksProvider(stack, 'datadog')],
    ['auth method', (stack) => newMethod({}, stack)],
    ['data source', (stack) => new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'x' })],
    ['data source of all', (stack) => new DataOAuth2ClientCredentialsAuthMethods(stack, 'all')],
    ['secret', (stack) => new EphemeralSecret(stack, 'secret')],
  ])('is refused by the %s, with the package to install', (_, add) => {
    for (const Class of [App, OwnApp]) {
      const app = new Class({ outdir: temporaryFolder() });
      const stack = new TerraformStack(app, 'stack');
      // The package is named by package.json, which is that of cdktf-datadog-webhooks in a checkout.
      expect(() => add(stack)).toThrow(
        `cdktf-datadog-webhooks is made for ${OURS}, but the app is made with ${OTHER}. ${OTHER} cannot synthesize constructs of ${OURS}. Install ${OTHER}-datadog-webhooks, import the constructs from it, and remove cdktf-datadog-webhooks.`,
      );
      expect(existsSync(join(app.outdir, 'stacks', 'stack'))).toBe(false);
    }
  });

  test('is refused with a stack trace of nothing but the own code', () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'stack');
    let trace = '';
    try {
      new EphemeralSecret(stack, 'secret');
    } catch (error) {
      trace = (error as Error).stack as string;
    }
    const [message, ...frames] = trace.split('\n');
    expect(message).toContain('is made for');
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.filter((frame) => !frame.includes('other-framework.test.ts'))).toEqual([]);
  });
});

describe('an app made with a second copy of our framework', () => {
  let copy = framework;
  beforeAll(() => {
    jest.isolateModules(() => (copy = load(OURS)));
    expect(copy.TerraformVariable).not.toBe(framework.TerraformVariable);
  });

  function newCopiedStack() {
    const app = new copy.App({ outdir: temporaryFolder() });
    const stack = new copy.TerraformStack(app, 'stack');
    new DatadogWebhooksProvider(stack, 'datadog');
    return { app, stack };
  }

  test('synthesizes, with its hook and what that needs', () => {
    const { app, stack } = newCopiedStack();
    newMethod({}, stack).onChange('notify', { command: 'x' });
    app.synth();
    const ours = newMethod();
    ours.onChange('notify', { command: 'x' });
    const { resource, provider } = synthesized(ours.cdktfStack);
    expect(synthesized(stack)).toMatchObject({ resource, provider });
    expect(existsSync(join(app.outdir, 'stacks/stack/terraform.d'))).toBe(true);
  });

  test('is warned of a variable of its own that Terraform stores', () => {
    const { app, stack } = newCopiedStack();
    const variable = new copy.TerraformVariable(stack, 'secret', { type: 'string', sensitive: true });
    newMethod({ clientSecret: variable.stringValue }, stack);
    app.synth();
    expect(annotations(app).map(({ message }) => message)).toEqual([
      expect.stringContaining('clientSecret comes from the variable secret, which is not ephemeral.'),
    ]);
  });
});
