import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL } from '../lib/attributes';
import { startEmulator } from '../lib/emulator';
import type { AuthMethod } from '../lib/wire/answer';
import { listBody } from '../lib/wire/list';
import { authMethod, SECRET_VARIABLE } from '../test/helpers/configuration';
import { cleanEnvironment, ROOT, Workspace } from '../test/helpers/terraform';
import { timed, type Command } from './measure';

interface State {
  resources: { name: string; instances: [{ attributes: Record<string, unknown> }] }[];
}

/** One side of the comparison: a folder with a configuration of any number of resources. */
export abstract class Side {
  abstract readonly folder: string;
  abstract configure(count: number, scope?: string): void;
  protected abstract copy(attributes: Record<string, unknown>, index: number): void;
  abstract remove(): void;
  /** What the emulator is to hold once the state is seeded; the floor needs none. */
  abstract readonly methodsFile: string | undefined;

  command(args: string, url = ''): Command {
    const env = cleanEnvironment({ ...CREDENTIALS, DD_HOST: url });
    // Node 20 reads all certificates of this one at its start, which says nothing about a provider.
    delete env.NODE_EXTRA_CA_CERTS;
    return { file: 'terraform', args: [...args.split(' '), '-no-color'], cwd: this.folder, env };
  }

  /**
   * Makes a state of `count` resources from one that was really applied. Terraform takes almost an hour to
   * create ten thousand.
   */
  async seed(count: number): Promise<void> {
    this.configure(1);
    await using emulator = await startEmulator();
    await timed(this.command('init', emulator.url));
    await timed(this.command('apply -auto-approve', emulator.url));
    const file = join(this.folder, 'terraform.tfstate');
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    const [first] = state.resources;
    state.resources = Array.from({ length: count }, (_, index) => {
      const resource = structuredClone(first as State['resources'][0]);
      resource.name = label(index);
      this.copy(resource.instances[0].attributes, index);
      return resource;
    });
    writeFileSync(file, JSON.stringify(state, null, 2));
    this.configure(count);
  }

  forgetState(): void {
    for (const name of ['terraform.tfstate', 'terraform.tfstate.backup'])
      rmSync(join(this.folder, name), { force: true });
  }
}

const CREDENTIALS = {
  DD_API_KEY: 'api-key',
  DD_APP_KEY: 'app-key',
  TF_VAR_secret: 'a-secret-of-usual-length',
};

export class Product extends Side {
  private readonly workspace = new Workspace({});
  readonly folder = this.workspace.folder;
  readonly methodsFile = join(this.folder, 'methods.json');
  private readonly methods: AuthMethod[] = [];

  configure(count: number, scope?: string): void {
    const blocks = Array.from({ length: count }, (_, index) =>
      authMethod(index === 0 && scope ? { ...values(0), scope } : values(index), { label: label(index) }),
    );
    this.workspace.write(SECRET_VARIABLE + blocks.join(''));
  }

  override async seed(count: number): Promise<void> {
    this.methods.length = 0;
    await super.seed(count);
    writeFileSync(this.methodsFile, JSON.stringify(listBody(this.methods, true)));
  }

  protected copy(attributes: Record<string, unknown>, index: number): void {
    const id = randomUUID();
    Object.assign(attributes, values(index), { id });
    const shown = { ...values(index), protocol: PROTOCOL } as AuthMethod['attributes'];
    this.methods.push({ id, attributes: shown });
  }

  /** The review makes the same plan as `terraform plan`, and shows it. */
  review(url: string): Command {
    return {
      ...this.command('', url),
      file: process.execPath,
      args: [join(ROOT, 'dist/cli/datadog-webhooks.js'), 'review'],
    };
  }

  remove(): void {
    this.workspace.remove();
  }
}

/** Terraform alone: as many of its built-in `terraform_data`, with the same attributes in each. */
export class Floor extends Side {
  readonly folder = mkdtempSync(join(tmpdir(), 'floor-'));
  readonly methodsFile = undefined;

  configure(count: number, scope?: string): void {
    const blocks = Array.from({ length: count }, (_, index) => {
      const input = Object.entries(index === 0 && scope ? { ...values(0), scope } : values(index));
      const lines = input.map(([name, value]) => `    ${name} = ${JSON.stringify(value)}`);
      return `resource "terraform_data" "${label(index)}" {\n  input = {\n${lines.join('\n')}\n  }\n}\n`;
    });
    writeFileSync(join(this.folder, 'main.tf'), blocks.join(''));
  }

  protected copy(attributes: Record<string, unknown>, index: number): void {
    attributes.id = randomUUID();
    for (const side of ['input', 'output'] as const)
      attributes[side] = { ...(attributes[side] as object), value: values(index) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function label(index: number): string {
  return `method_${index}`;
}

function values(index: number) {
  return {
    name: `method-${index}`,
    access_token_url: 'https://login.example.com/oauth/token',
    client_id: `client-${index}`,
    audience: 'https://api.example.com',
    scope: 'read write',
  };
}
