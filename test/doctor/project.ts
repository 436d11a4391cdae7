import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import packageJson from '../../package.json';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  type DatadogWebhooksProviderConfig,
} from '../../lib';
import { examine } from '../../lib/doctor/doctor';
import type { Finding } from '../../lib/doctor/finding';
import { ROOT } from '../helpers/terraform';

/** A healthy project of a person: installed, synthesized and with everything set that a deploy needs. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  readonly environment: NodeJS.ProcessEnv;

  /** @param url of a healthy Datadog */
  constructor(readonly url: string) {
    this.environment = {
      PATH: this.path('bin'),
      HOME: this.path('home'),
      DD_HOST: url,
      DD_API_KEY: 'a-secret-api-key',
      DD_APP_KEY: 'a-secret-application-key',
      TF_VAR_payments_secret: 'a-client-secret',
    };
    mkdirSync(this.path('home'));
    this.program('node', 'echo v20.20.0');
    this.program('terraform', 'echo Terraform v1.11.4; echo on linux_amd64');
    this.install('cdktf', '0.21.0');
    this.install('constructs', '10.4.2');
    this.install('@cdktf/provider-null', '11.0.0');
    this.install('cdktf-datadog-webhooks', '1.0.0', {
      peerDependencies: packageJson.peerDependencies,
    });
    this.write('cdktf.json', JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts' }));
  }

  /** Synthesizes stacks with the real constructs, each with one auth method. */
  synthesize(stacks: Readonly<Record<string, DatadogWebhooksProviderConfig>> = { webhooks: {} }): void {
    const app = new App({ outdir: this.path('cdktf.out') });
    for (const [name, config] of Object.entries(stacks)) {
      const stack = new TerraformStack(app, name);
      new DatadogWebhooksProvider(stack, 'datadog', config);
      new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
        name: 'payments',
        accessTokenUrl: 'https://login.example.com/oauth2/token',
        clientId: 'payments-webhooks',
        clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
      });
    }
    app.synth();
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  edit(file: string, change: (text: string) => string): void {
    const text = readFileSync(this.path(file), 'utf8');
    if (change(text) === text) throw new Error(`${file} is as before`);
    this.write(file, change(text));
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  /** Puts a program on the PATH, as a shell script. */
  program(name: string, script: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(this.path(`bin/${name}`), 0o755);
  }

  /** Puts a package into a node_modules folder. */
  install(name: string, version: string, more: object = {}, under = ''): void {
    const file = join(under, 'node_modules', name, 'package.json');
    this.write(file, JSON.stringify({ name, version, ...more }));
  }

  /** Makes it a project of cdktn, whose CLI is in it too. */
  useCdktn(): void {
    this.remove('node_modules/cdktf');
    this.remove('node_modules/cdktf-datadog-webhooks');
    this.install('cdktn', '0.24.0');
    this.install('cdktn-cli', '0.24.0', { engines: { node: '>=22.19.0' } });
    this.install('cdktn-datadog-webhooks', '1.0.0', { peerDependencies: { cdktn: '', constructs: '' } });
  }

  /** The findings, with what differs from run to run replaced. */
  async findings(): Promise<Finding[]> {
    const findings = await examine({
      folder: this.folder,
      environment: this.environment,
      packageName: 'cdktf-datadog-webhooks',
      version: packageJson.version,
      dist: join(ROOT, 'dist'),
      platform: 'linux',
      arch: 'x64',
      timeoutMs: 10_000,
    });
    const normal = JSON.stringify(findings)
      .replaceAll(this.folder, '/project')
      .replaceAll(this.url, 'http://127.0.0.1:8130')
      .replaceAll(packageJson.version, '1.0.0');
    return JSON.parse(normal) as Finding[];
  }

  /** A copy for one more set-up. */
  copy(url = this.url): Project {
    const copy = new Project(url);
    cpSync(this.path('cdktf.out'), copy.path('cdktf.out'), { recursive: true });
    return copy;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
